import NIOCore
import RoostModel
import RoostTasks

/// The last changes of sessions, for `GET /events`.
struct EventLog: Sendable {
    struct Entry: Sendable {
        let number: UInt64
        /// `session` or `removed`.
        let name: String
        /// As it was then: who may see it hears of it.
        let session: SessionInfo
    }

    static let limit = 1000

    /// Tells this process's numbers from those of one before.
    let boot: String
    private var entries: [Entry] = []
    private(set) var newest: UInt64 = 0
    /// What was told last of each session.
    private var told: [SessionID: SessionInfo] = [:]

    init(boot: String) {
        self.boot = boot
    }

    /// Takes a session as it is now; false when nothing of it is news.
    mutating func take(_ info: SessionInfo) -> Bool {
        var news = info
        // It changes with each byte of output.
        news.lastActivity = info.createdAt
        guard told[info.number] != news else { return false }
        told[info.number] = news
        add("session", info)
        return true
    }

    /// A session was removed; false for one that nobody was told of.
    mutating func remove(_ id: SessionID) -> Bool {
        guard let info = told.removeValue(forKey: id) else { return false }
        add("removed", info)
        return true
    }

    private mutating func add(_ name: String, _ info: SessionInfo) {
        newest += 1
        entries.append(Entry(number: newest, name: name, session: info))
        if entries.count > Self.limit * 2 { entries.removeFirst(entries.count - Self.limit) }
    }

    /// The first entry after a number; nil: there is none yet.
    func next(after number: UInt64) -> Entry? {
        guard let first = entries.first, number < newest else { return nil }
        let index = number >= first.number ? Int(number - first.number) + 1 : 0
        return index < entries.count ? entries[index] : nil
    }

    /// The number of `BOOT-NUMBER`; nil for one of another process, or one that is too long ago.
    func number(of text: String) -> UInt64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let last = parts.last, let number = UInt64(last), text == "\(boot)-\(number)", number <= newest
        else { return nil }
        if let first = entries.first, number + 1 < first.number { return nil }
        return number
    }
}

/// Who listens to `GET /events`.
struct EventListener {
    let channel: any Channel
    let access: Access
    /// The last event that it was sent.
    var cursor: UInt64
    /// The state as it was when it came, not sent yet.
    var first: [SessionInfo]
    var hasGap: Bool
    var isSending = false
    var isPumping = false
    var timer: Scheduled<Void>?
}
