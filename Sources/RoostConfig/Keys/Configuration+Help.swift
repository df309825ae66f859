package import RoostModel
internal import RoostTerminal

extension Configuration {
    /// Every binding with what it does in a line, in groups that belong together: what `?` shows.
    ///
    /// Keys of the root table come last in their group, without the prefix before them; all others are shown
    /// with it, as in `C-b %`.
    package var described: [(key: String, action: Action, text: String)] {
        describedGroups.flatMap(\.bindings)
    }

    /// ``described`` with a title for each group.
    package var describedGroups: [(title: String, bindings: [(key: String, action: Action, text: String)])] {
        let bound =
            sorted(prefixBindings).map { (key: prefix.name + " " + $0.key.name, action: $0.value) }
            + sorted(rootBindings).map { (key: $0.key.name, action: $0.value) }
        return ActionGroup.allCases.compactMap { group in
            let own = bound.filter { ActionGroup($0.action) == group }
            return own.isEmpty ? nil : (group.rawValue, own.map { ($0.key, $0.action, $0.action.summary) })
        }
    }

    /// By the order of the actions' words, then by key; so that `0` to `9` and the arrows stand together.
    private func sorted(_ bindings: [Key: Action]) -> [(key: Key, value: Action)] {
        let order = Dictionary(uniqueKeysWithValues: Action.names.enumerated().map { ($1, $0) })
        func place(_ action: Action) -> Int {
            switch action {
            case .selectWindow: order[Action.lastWindow.text, default: 0]
            case .resize: order[Action.zoom.text, default: 0]
            case .preset: order[Action.nextLayout.text, default: 0]
            default: order[action.text, default: 0]
            }
        }
        return bindings.sorted {
            (place($0.value), $0.value.text, $0.key.name) < (place($1.value), $1.value.text, $1.key.name)
        }
    }
}

/// What belongs together on the help page, by its title.
private enum ActionGroup: String, CaseIterable {
    case panes = "Panes"
    case windows = "Windows"
    case sessions = "Sessions"
    case attention = "Attention and history"
    case scrollback = "Scrollback and clipboard"
    case roost = "roost"

    init(_ action: Action) {
        self =
            switch action {
            case .split, .focus, .nextPane, .previousPane, .lastPane, .closePane, .hidePane, .resize, .zoom,
                .swapNext, .swapPrevious, .rotateNext, .rotatePrevious, .breakPane, .nextLayout, .preset,
                .paneNumbers:
                .panes
            case .newWindow, .nextWindow, .previousWindow, .lastWindow, .selectWindow, .closeWindow,
                .renameWindow, .windows:
                .windows
            case .sessions, .workspaces, .newSession, .renameSession, .detach: .sessions
            case .nextAttention, .inbox, .history, .search, .tasks: .attention
            case .copyMode, .scrollUp, .scrollDown, .paste: .scrollback
            case .sendPrefix, .redraw, .suspend, .help, .commandPrompt, .messages, .clock, .dismissHint,
                .reloadConfig:
                .roost
            }
    }
}

extension Action {
    /// What it does, for a person who looks for a key: an imperative without a full stop.
    package var summary: String {
        switch self {
        case .split(.horizontal): "split: new pane to the right"
        case .split(.vertical): "split: new pane below"
        case .focus(let direction): "go to the pane \(direction.words)"
        case .nextPane: "go to the next pane"
        case .previousPane: "go to the pane before"
        case .lastPane: "go back to the pane used last"
        case .closePane: "close the pane and end its session"
        case .hidePane: "close the pane, the session goes on"
        case .closeWindow: "close the window and end its sessions"
        case .newWindow: "open a window"
        case .nextWindow: "go to the next window"
        case .previousWindow: "go to the window before"
        case .lastWindow: "go back to the window used last"
        case .selectWindow(let number): "go to window \(number)"
        case .resize(let direction, 1): "move the pane's border \(direction.rawValue)"
        case .resize(let direction, let cells): "move the pane's border \(direction.rawValue) by \(cells)"
        case .zoom: "let the pane fill the window, and back"
        case .swapNext: "exchange the pane with the next"
        case .swapPrevious: "exchange the pane with the one before"
        case .rotateNext: "move all panes one place on"
        case .rotatePrevious: "move all panes one place back"
        case .breakPane: "move the pane to a window of its own"
        case .nextLayout: "try the next arrangement"
        case .preset(let preset): "arrange the panes: \(preset.rawValue)"
        case .renameWindow: "rename the window"
        case .renameSession: "rename the session"
        case .detach: "leave; all sessions go on"
        case .sendPrefix: "send the prefix key to the program"
        case .redraw: "draw the screen again"
        case .suspend: "suspend roost, as C-z does to a program"
        case .sessions: "find a session by name"
        case .workspaces: "choose a workspace"
        case .windows: "choose a window"
        case .newSession: "start a session: pick a provider"
        case .nextAttention: "go to the next session that needs you"
        case .inbox: "see who needs you, and answer there"
        case .history: "history of this session"
        case .search: "search everything that was ever printed"
        case .tasks: "tasks"
        case .help: "all keys"
        case .commandPrompt: "type a command"
        case .messages: "messages so far"
        case .paneNumbers: "show the panes' numbers; a digit goes there"
        case .clock: "a large clock"
        case .dismissHint: "hide the hint for good"
        case .copyMode: "scroll, select and copy"
        case .scrollUp: "scroll up a page"
        case .scrollDown: "scroll down a page"
        case .paste: "paste what was copied last"
        case .reloadConfig: "read the configuration again"
        }
    }
}

extension Direction {
    fileprivate var words: String {
        switch self {
        case .left: "to the left"
        case .right: "to the right"
        case .up: "above"
        case .down: "below"
        }
    }
}
