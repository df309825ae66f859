import NIOCore
import RoostModel

/// What is sent of one session to all who listen, as long as somebody does and a while longer.
struct SessionStream {
    /// A command that waits to be typed.
    struct Command {
        let text: String
        let priority: Int
        let timeout: Double?
        let socket: SocketID
    }

    /// Commands that may wait.
    static let mostCommands = 100

    let session: SessionID
    let uuid: String
    /// Nil until it is known where the output ends.
    var window: MessageWindow?
    var cutter: OutputCutter?
    var members: Set<SocketID> = []
    /// What everybody was told last.
    var told: SocketStatus
    /// The most urgent first, and of equals the oldest.
    private(set) var commands: [Command] = []
    var isTyping = false
    /// A question for more output is on its way, or is about to be.
    var isFollowing = false
    /// Everybody was told that the program has ended.
    var hasToldEnd = false
    /// Gives what was kept back.
    var quiet: Scheduled<Void>?
    /// Ends it when nobody came back.
    var farewell: Scheduled<Void>?

    init(_ info: SessionInfo) {
        session = info.number
        uuid = info.uuid
        told = SocketStatus(info)
    }

    /// Lets a command wait; false when too many do.
    mutating func enqueue(_ command: Command) -> Bool {
        guard commands.count < Self.mostCommands else { return false }
        let place = commands.firstIndex { $0.priority < command.priority } ?? commands.count
        commands.insert(command, at: place)
        return true
    }

    /// The next command to type.
    mutating func dequeue() -> Command? { commands.isEmpty ? nil : commands.removeFirst() }

    /// What a client has waiting is not typed once it is gone.
    mutating func forgetCommands(of socket: SocketID) { commands.removeAll { $0.socket == socket } }
}
