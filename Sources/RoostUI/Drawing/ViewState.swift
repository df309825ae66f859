import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Everything that decides what the screen looks like, except an open overlay.
struct ViewState {
    /// Whether the server is there.
    enum Connection: Hashable {
        case connecting, connected
        case lost(String)
    }

    var configuration: Configuration
    var look: Look
    /// Of the outer terminal in cells, status row included.
    var size: (rows: Int, columns: Int)
    var connection = Connection.connecting
    /// The workspace that is shown; empty before the first one is.
    var workspaceName = ""
    /// The windows and panes that there are.
    var workspace: WorkspaceEvent? {
        didSet { view = workspace.map { $0.view ?? ClientView($0.workspace) } }
    }
    /// What this client looks at; nil before the first layout.
    private(set) var view: ClientView?
    var sessions: [SessionID: SessionInfo] = [:]
    /// Sessions that need a person, most urgent first.
    var needy: [SessionInfo] = []
    var mirrors: [SessionID: ScreenMirror] = [:]
    /// What was said, and what is being said in the status row.
    var messages = MessageLog()
    var showsHint = false
    /// The prefix key was pressed a while ago and nothing followed.
    var showsPrefixBar = false
    var isReadOnly = false
    /// The outer terminal's background is light, as far as it is known.
    var isOnLight = false
    /// What the clock and the times in states go by.
    var now = Timestamp(milliseconds: 0)
    /// How far local time is ahead of UTC.
    var secondsFromGMT = 0
    /// Which picture of running things is shown.
    var busyFrame = 0
    /// What `~` stands for.
    var home = ""

    /// The message that is shown now.
    var message: MessageLog.Message? { messages.shown }

    /// The pane that has the keys.
    var focusedPane: PaneID? { view?.pane }

    /// The session in it.
    var focusedSession: SessionID? {
        workspace.flatMap { view?.session(in: $0.workspace) }
    }

    /// `12:41` in local time.
    func timeOfDay(_ moment: Timestamp) -> String {
        let minutes = Int((moment.milliseconds / 1000 &+ Int64(secondsFromGMT)) / 60 % 1440 + 1440) % 1440
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return two(minutes / 60) + ":" + two(minutes % 60)
    }

    /// A directory as people write it.
    func abbreviated(_ directory: String) -> String { directory.abbreviated(home: home) }
}

extension String {
    /// A directory with `~` for the home directory.
    func abbreviated(home: String) -> String {
        guard home.count > 1, hasPrefix(home) else { return self }
        let rest = dropFirst(home.count)
        return rest.isEmpty || rest.hasPrefix("/") ? "~" + rest : self
    }
}
