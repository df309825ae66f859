import RoostConfig
import RoostModel

/// Which overlay an action opens.
extension Interface {
    /// The overlay of an action; nil when it has none.
    func overlay(for action: Action) -> (any Overlay)? {
        let context = context
        return switch action {
        case .help: HelpOverlay()
        case .commandPrompt: CommandPrompt(past: pastCommands)
        case .sessions, .windows: SessionSwitcher()
        case .workspaces: WorkspaceChooser()
        case .newSession: NewSession(providers: (try? Provider.all(paths: paths)) ?? Provider.builtIn)
        case .inbox: Inbox()
        case .history: HistoryOverlay()
        case .search: SearchOverlay()
        case .messages: MessagesOverlay()
        case .paneNumbers: PaneNumbers()
        case .clock: ClockOverlay()
        case .renameWindow: LinePrompt.renameWindow(in: context)
        case .renameSession:
            context.focused.flatMap { context.sessions[$0] }.map { LinePrompt.rename($0) }
        case .closePane, .closeWindow: Confirm.closing(action, in: context)
        default: nil
        }
    }
}
