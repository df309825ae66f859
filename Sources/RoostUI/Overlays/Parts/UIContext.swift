import RoostClient
import RoostConfig
import RoostModel
import RoostWire

/// What an overlay may know; a value made anew for each event and each draw.
struct UIContext {
    var configuration: Configuration
    var theme: Theme
    var workspace: WorkspaceEvent? {
        didSet { view = workspace.map { $0.view ?? ClientView($0.workspace) } }
    }
    /// What this client looks at; nil before the first layout.
    var view: ClientView?
    var sessions: [SessionID: SessionInfo]
    var mirrors: [SessionID: ScreenMirror]
    var focused: SessionID?
    var focusedPane: PaneID?
    var now: Timestamp
    /// Of the whole canvas, status row included.
    var size: (rows: Int, columns: Int)
    /// What `~` stands for.
    var home = ""
    /// Of this client: what it asks to be run gets it.
    var environment: [String: String] = [:]
    /// Newest last; at most a few hundred.
    var messages: [MessageLog.Message]

    /// What is wrong as long as it is, in whole sentences.
    var warnings: [String] { workspace.flatMap { $0.warnings ?? $0.warning.map { [$0] } } ?? [] }
}
