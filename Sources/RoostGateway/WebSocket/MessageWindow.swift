/// The last messages of a session, for clients that are behind or come back.
///
/// Bounded three ways, so that a slow reader costs nothing: what it has not got by then it is told as a gap.
struct MessageWindow: Sendable {
    struct Entry: Hashable, Sendable {
        let id: MessageID
        let message: SocketMessage
        /// Milliseconds that only grow.
        let at: Int64
    }

    /// What is kept.
    struct Limits: Hashable, Sendable {
        var count = 1000
        var milliseconds: Int64 = 600_000
        var bytes = 1 << 20
    }

    private let limits: Limits
    private var entries: [Entry] = []
    /// Of the first entry that counts; those before are dropped now and then, all at once.
    private var start = 0
    private(set) var byteCount = 0
    /// All messages after this one are here.
    private(set) var floor: MessageID
    /// Of the newest message.
    private(set) var newest: MessageID

    /// Begins without messages behind one that need not be known.
    init(after id: MessageID, limits: Limits = Limits()) {
        self.limits = limits
        floor = id
        newest = id
    }

    var count: Int { entries.count - start }

    /// Takes a message that brings the output up to an offset.
    @discardableResult
    mutating func append(_ message: SocketMessage, upTo offset: UInt64, at now: Int64) -> MessageID {
        add(message, MessageID(offset: offset), now)
    }

    /// Takes a message that brings no output.
    @discardableResult
    mutating func append(_ message: SocketMessage, at now: Int64) -> MessageID {
        add(message, newest.next, now)
    }

    private mutating func add(_ message: SocketMessage, _ id: MessageID, _ now: Int64) -> MessageID {
        entries.append(Entry(id: id, message: message, at: now))
        byteCount += message.byteCount
        newest = max(newest, id)
        trim(at: now)
        return id
    }

    /// Drops what is beyond the limits.
    mutating func trim(at now: Int64) {
        while start < entries.count {
            let oldest = entries[start]
            guard count > limits.count || byteCount > limits.bytes || now - oldest.at > limits.milliseconds
            else { break }
            byteCount -= oldest.message.byteCount
            floor = max(floor, oldest.id)
            start += 1
        }
        guard start > 64, start * 2 > entries.count else { return }
        entries.removeFirst(start)
        start = 0
    }

    /// Whether nothing is missing between a message and the window.
    func covers(_ id: MessageID) -> Bool { id >= floor && id <= newest }

    /// The first message after one; nil: there is none yet.
    func next(after id: MessageID) -> Entry? {
        var (low, high) = (start, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].id > id { high = middle } else { low = middle + 1 }
        }
        return low < entries.count ? entries[low] : nil
    }
}
