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
        /// The outer terminal, status row included.
        var rows: Int
        var columns: Int
        var isReadOnly: Bool
        var terminal: String
        var attachedAt: Timestamp
        var environment: [String: String]
        var cwd: String
        /// The outer terminal has the focus; true until it says otherwise.
        var isFocused = true
        /// The sessions whose screens it gets.
        var visible: Set<SessionID> = []
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

    init(id: ClientID, descriptor: consuming Descriptor, writer: StreamWriter, pid: Int32) {
        self.id = id
        self.descriptor = descriptor
        self.writer = writer
        self.pid = pid
    }

    /// What `roost detach` calls it.
    var name: String {
        view.map { $0.terminal.isEmpty ? "client-\(pid)" : $0.terminal } ?? "client-\(pid)"
    }
}
