import RoostConfig
import RoostModel

/// Which overlay a command opens.
extension Interface {
    /// The overlay of a command; nil when it has none, or nothing to show in it.
    func overlay(for command: ClientCommand) -> (any Overlay)? {
        let context = context
        return switch command {
        case .help: HelpOverlay()
        case .commandPrompt: CommandPrompt(past: pastCommands.lines)
        case .sessions: SessionSwitcher()
        case .windows: WindowTree()
        case .workspaces: WorkspaceChooser()
        case .newSession: NewSession()
        case .inbox: Inbox()
        case .history: HistoryOverlay()
        case .search: SearchOverlay()
        case .tasks: TasksOverlay()
        case .buffers: BufferChooser()
        case .messages: MessagesOverlay()
        case .paneNumbers: PaneNumbers()
        case .clock: ClockOverlay()
        case .renameWindow(let number): LinePrompt.renameWindow(number, in: context)
        case .renameSession(let name): LinePrompt.renameSession(name, in: context)
        case .sendToBackground(let name, nil): LinePrompt.sendToBackground(name, in: context)
        case .sendToBackground, .nextAttention, .copyMode, .scrollUp, .scrollDown, .detach, .suspend,
            .sendPrefix, .redraw, .dismissHint, .reloadConfig:
            nil
        }
    }
}
