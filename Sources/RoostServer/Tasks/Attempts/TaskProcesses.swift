import Glibc
import RoostPTY

/// All processes of one attempt: its group, its session, and what left both.
struct TaskProcesses: Hashable, Sendable {
    /// The variable that every process of an attempt has.
    static let variable = "ROOST_TASK"

    private let group: Int32
    private let session: TerminalProcesses?
    private let marked: MarkedProcesses

    /// - Parameters:
    ///   - id: The attempt.
    ///   - pid: Its process, which leads a group and a session; nil: it is gone.
    ///   - socket: Which server's task it is.
    init(_ id: AttemptID, pid: Int32?, socket: String) {
        group = pid ?? 0
        session = pid.flatMap { TerminalProcesses(leader: $0) }
        marked = MarkedProcesses(variables: Self.marks(of: id, socket: socket))
    }

    /// What its process is started with, besides the rest.
    static func marks(of id: AttemptID, socket: String) -> [String: String] {
        [variable: "\(id.task).\(id.attempt)", "ROOST_SOCKET": socket]
    }

    /// Asks those outside the group to end; the group itself gets its signals from the keeper.
    func terminateStrays() {
        session?.signalOthers([SIGTERM, SIGCONT])
        marked.signal([SIGTERM, SIGCONT], exceptGroup: group)
    }

    /// Ends whatever is left.
    func killAll() {
        if let session { TerminalProcesses.signalAll(SIGKILL, of: [session]) }
        marked.signal([SIGKILL])
    }
}
