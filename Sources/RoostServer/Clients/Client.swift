import Logging
import RoostIO
import RoostModel
import RoostWire

/// A connection's number, for the life of the server.
struct ClientID: Hashable, Comparable, Sendable {
    var rawValue: UInt64

    static func < (one: ClientID, other: ClientID) -> Bool { one.rawValue < other.rawValue }
}

/// A connection: a command, or a client that shows a workspace.
///
/// Belongs to the server actor.
final class Client {
    /// What a client that shows a workspace has told.
    struct View {
        var workspace: String
        var isReadOnly: Bool
        var terminal: String
        var attachedAt: Timestamp
        var environment: [String: String]
        var cwd: String
        /// The sessions whose screens it gets.
        var visible: Set<SessionID> = []
    }

    /// A session that a client shows alone.
    struct Watching {
        var session: SessionID
        var isReadOnly: Bool
    }

    /// A client that falls behind is sent nothing more until it has caught up; the largest answer fits in any case.
    static let marks = WaterMarks(low: 32 << 10, high: 64 << 10, limit: 2 * Frame.maximumLength)

    let id: ClientID
    let descriptor: Descriptor
    let writer: StreamWriter
    let pid: Int32
    var decoder = FrameDecoder()
    var watch: Watch?
    var hasGreeted = false
    var view: View?
    /// It shows this session without a workspace; nil for one that has a ``view``.
    var watching: Watching?
    var subscription: Subscription?
    var outbox = Outbox()
    var requests = RequestBudget()
    /// Nothing is read from it: it asks faster than it can be answered.
    var isPaused = false
    /// How long a client that was let go may take to read what it was told last.
    var lingering: (any ScheduledWork)?

    /// Says which client a message is about.
    var log: Logger { Log.client(id, pid: pid) }

    init(id: ClientID, descriptor: consuming Descriptor, writer: StreamWriter, pid: Int32) {
        self.id = id
        self.descriptor = descriptor
        self.writer = writer
        self.pid = pid
    }

    /// Whether more may be read from it: what it asks has to be worked on, and read.
    var mayAsk: Bool { !requests.isUsedUp && outbox.responseByteCount < Outbox.responseMark }

    /// The sessions whose screens it gets.
    var shown: Set<SessionID> { view?.visible ?? watching.map { [$0.session] } ?? [] }

    /// It changes nothing, as it said itself.
    var onlyLooks: Bool { view?.isReadOnly ?? watching?.isReadOnly ?? false }

    /// Whether it may type, paste and use the mouse there.
    func mayType(into session: SessionID) -> Bool {
        if let view { return !view.isReadOnly }
        return watching.map { $0.session == session && !$0.isReadOnly } ?? false
    }

    /// Whether it hears of a workspace.
    func hears(ofWorkspace name: String) -> Bool {
        view?.workspace == name || follows(workspace: name)
    }

    /// Whether it hears of a workspace that it does not show.
    func follows(workspace name: String) -> Bool {
        view?.workspace != name && subscription?.topics.contains(.workspaces) == true
    }

    /// Whether it hears of messages, bells and notifications.
    var hearsNotices: Bool {
        view != nil || subscription?.topics.contains(.notices) == true
    }

    /// Notes for later which of the changed sessions it hears of; nil stands for one that was removed.
    func note(_ changed: [SessionID: SessionInfo?]) {
        let concerning = subscription?.concerning(changed) ?? []
        outbox.changed(sessions: view == nil ? concerning : Set(changed.keys))
    }

    /// Sends what it has room for.
    func flush(_ encode: (Outbox.Item) -> [UInt8]?) {
        while writer.isWritable, let item = outbox.next() {
            if case .workspace(let name) = item, !hears(ofWorkspace: name) { continue }
            if let bytes = encode(item) { writer.write(bytes) }
        }
    }

    /// What `roost detach` calls it.
    var name: String {
        view.map { $0.terminal.isEmpty ? "client-\(pid)" : $0.terminal } ?? "client-\(pid)"
    }
}
