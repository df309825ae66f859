import RoostModel

extension LayoutCommand {
    /// What the server is asked for when a key is bound to an action; nil when the client does it alone.
    ///
    /// `session` makes what runs in a new pane or window.
    init?(_ action: Action, session: () -> SessionRequest) {
        switch action {
        case .split(let axis):
            self = .split(pane: nil, axis: axis, before: false, size: nil, focus: true, session: session())
        case .focus(let direction): self = .focusToward(direction)
        case .nextPane: self = .focusOffset(1)
        case .previousPane: self = .focusOffset(-1)
        case .lastPane: self = .focusLast
        case .closePane: self = .closePane(pane: nil)
        case .hidePane: self = .hidePane(pane: nil)
        case .closeWindow: self = .closeWindow(window: nil)
        case .newWindow: self = .openWindow(session: session(), name: nil, focus: true)
        case .nextWindow: self = .selectWindowOffset(1)
        case .previousWindow: self = .selectWindowOffset(-1)
        case .lastWindow: self = .selectLastWindow
        case .selectWindow(let number): self = .selectWindow(number: number)
        case .resize(let direction, let cells): self = .resize(pane: nil, direction, cells: cells)
        case .zoom: self = .zoom(pane: nil)
        case .swapNext: self = .swap(offset: 1)
        case .swapPrevious: self = .swap(offset: -1)
        case .rotateNext: self = .rotate(offset: 1)
        case .rotatePrevious: self = .rotate(offset: -1)
        case .breakPane: self = .breakPane(pane: nil)
        case .nextLayout: self = .nextPreset
        case .preset(let preset): self = .preset(preset)
        case .renameWindow, .renameSession, .detach, .sendPrefix, .redraw, .suspend, .sessions, .workspaces,
            .windows, .newSession, .nextAttention, .inbox, .history, .search, .tasks, .help, .commandPrompt,
            .messages, .paneNumbers, .clock, .dismissHint, .copyMode, .scrollUp, .scrollDown, .paste,
            .reloadConfig:
            return nil
        }
    }
}
