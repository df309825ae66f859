import RoostIO
import RoostModel
import RoostWire

/// What one client is still to be told while it does not read: bounded, with a policy for each kind of frame.
///
/// | frame | policy | bound |
/// | --- | --- | --- |
/// | screen | not here: a ``Viewer`` sends the newest state when there is room | one in flight for each session |
/// | response | kept in order; one too many is answered by an error | ``responseLimit``, and ``RequestBudget`` |
/// | workspace | the newest state, encoded when there is room | a name for each workspace |
/// | sessions | coalesced: the newest state of each, encoded when there is room | a number for each session |
/// | tasks | coalesced, like sessions | a number for each task |
/// | pulse of the tasks | coalesced: as they stand when there is room | one |
/// | notice | the oldest is dropped and counted | ``noticeLimit`` |
/// | goodbye | not here: always fits, and nothing comes after it | |
///
/// So a client that is stopped costs what these bounds add up to, and is right again soon after it goes on. It is
/// never dismissed for being slow: that would help nobody, and a person who has stopped a client (`C-z`) wants it back.
struct Outbox: Sendable {
    /// The next thing to send.
    enum Item: Hashable, Sendable {
        /// An encoded frame, as it is.
        case frame([UInt8])
        /// The workspace of that name as it is now; it may be gone.
        case workspace(String)
        /// These sessions as they are now; some may be gone.
        case sessions(Set<SessionID>)
        /// These tasks as they are now.
        case tasks(Set<TaskID>)
        /// How tasks stand now.
        case pulse
        /// So many notices were dropped before the next.
        case droppedNotices(Int)
    }

    /// A client with more bytes of responses to read than this may not ask more (high-water mark).
    static let responseMark = 1 << 20
    /// Encoded responses that wait, in bytes; a single one may be larger.
    static let responseLimit = 8 << 20
    /// Notices that wait; their bytes, but for the newest.
    static let noticeLimit = (count: 64, bytes: 2 << 20)

    private var responses = Queue<[UInt8]>()
    private var workspaces: Set<String> = []
    private var sessions: Set<SessionID> = []
    private var tasks: Set<TaskID> = []
    private var hasPulse = false
    private var notices = Queue<[UInt8]>()
    /// In bytes.
    private(set) var responseByteCount = 0
    /// In bytes.
    private(set) var noticeByteCount = 0
    /// Dropped since the client last heard of it.
    private var untoldDrops = 0
    /// All notices that this client never got.
    private(set) var droppedNotices = 0

    var isEmpty: Bool {
        responses.isEmpty && workspaces.isEmpty && sessions.isEmpty && tasks.isEmpty && !hasPulse
            && notices.isEmpty && untoldDrops == 0
    }

    /// Takes an encoded response.
    ///
    /// - Returns: False if there is no room: take an error in its place (``refuse(_:)``).
    mutating func respond(_ frame: [UInt8]) -> Bool {
        guard responses.isEmpty || responseByteCount + frame.count <= Self.responseLimit else { return false }
        refuse(frame)
        return true
    }

    /// Takes an encoded error, which always fits: there are no more of them than requests in work.
    mutating func refuse(_ frame: [UInt8]) {
        responses.append(frame)
        responseByteCount += frame.count
    }

    /// Windows, panes or sizes of a workspace are others.
    mutating func changed(workspace: String) {
        workspaces.insert(workspace)
    }

    /// Sessions are others, or gone.
    mutating func changed(sessions: some Sequence<SessionID>) {
        self.sessions.formUnion(sessions)
    }

    /// Tasks are others.
    mutating func changed(tasks: some Sequence<TaskID>) {
        self.tasks.formUnion(tasks)
    }

    /// It is time to tell how tasks stand.
    mutating func pulse() { hasPulse = true }

    /// Takes an encoded notice, and drops the oldest that exceed the bound.
    mutating func notify(_ frame: [UInt8]) {
        notices.append(frame)
        noticeByteCount += frame.count
        while notices.count > 1,
            notices.count > Self.noticeLimit.count || noticeByteCount > Self.noticeLimit.bytes,
            let oldest = notices.popFirst()
        {
            noticeByteCount -= oldest.count
            untoldDrops += 1
            droppedNotices += 1
        }
    }

    /// Forgets everything but the answers: the client is let go.
    mutating func keepOnlyResponses() {
        let (waiting, byteCount) = (responses, responseByteCount)
        self = Outbox()
        (responses, responseByteCount) = (waiting, byteCount)
    }

    /// Takes what is to be sent next, in the order of the table above; nil when there is nothing.
    mutating func next() -> Item? {
        if let frame = responses.popFirst() {
            responseByteCount -= frame.count
            return .frame(frame)
        }
        if let name = workspaces.popFirst() { return .workspace(name) }
        if !sessions.isEmpty {
            defer { sessions = [] }
            return .sessions(sessions)
        }
        if !tasks.isEmpty {
            defer { tasks = [] }
            return .tasks(tasks)
        }
        if hasPulse {
            hasPulse = false
            return .pulse
        }
        if untoldDrops > 0 {
            defer { untoldDrops = 0 }
            return .droppedNotices(untoldDrops)
        }
        guard let frame = notices.popFirst() else { return nil }
        noticeByteCount -= frame.count
        return .frame(frame)
    }
}
