/// What a key can be bound to: the words of `config.toml` and of the command prompt.
package enum Action: Hashable, Sendable {
    // Panes and windows, done by the server.
    case split(Layout.Axis)
    case focus(Direction)
    case nextPane, previousPane, lastPane
    case closePane, closeWindow, hidePane
    case newWindow, nextWindow, previousWindow, lastWindow
    case selectWindow(Int)
    case resize(Direction, Int)
    case zoom, swapNext, swapPrevious, rotateNext, rotatePrevious, breakPane, nextLayout
    case preset(Layout.Preset)
    // Overlays and modes, done by the client.
    case renameWindow, renameSession, detach, sendPrefix, redraw, suspend
    case sessions, workspaces, windows, newSession, nextAttention, inbox, history, search, tasks
    case help, commandPrompt, messages, paneNumbers, clock, dismissHint
    case copyMode, scrollUp, scrollDown, paste, reloadConfig

    private static let plain: [(String, Action)] = [
        ("split-right", .split(.horizontal)), ("split-below", .split(.vertical)),
        ("focus-left", .focus(.left)), ("focus-right", .focus(.right)),
        ("focus-up", .focus(.up)), ("focus-down", .focus(.down)),
        ("next-pane", .nextPane), ("previous-pane", .previousPane), ("last-pane", .lastPane),
        ("close-pane", .closePane), ("close-window", .closeWindow), ("hide-pane", .hidePane),
        ("new-window", .newWindow), ("next-window", .nextWindow),
        ("previous-window", .previousWindow), ("last-window", .lastWindow),
        ("zoom", .zoom), ("swap-next", .swapNext), ("swap-previous", .swapPrevious),
        ("rotate-next", .rotateNext), ("rotate-previous", .rotatePrevious),
        ("break-pane", .breakPane), ("next-layout", .nextLayout),
        ("rename-window", .renameWindow), ("rename-session", .renameSession), ("detach", .detach),
        ("send-prefix", .sendPrefix), ("redraw", .redraw), ("suspend", .suspend),
        ("sessions", .sessions), ("workspaces", .workspaces), ("windows", .windows),
        ("new-session", .newSession), ("next-attention", .nextAttention), ("inbox", .inbox),
        ("history", .history), ("search", .search), ("tasks", .tasks), ("help", .help),
        ("command-prompt", .commandPrompt), ("messages", .messages), ("pane-numbers", .paneNumbers),
        ("clock", .clock), ("dismiss-hint", .dismissHint), ("copy-mode", .copyMode),
        ("scroll-up", .scrollUp), ("scroll-down", .scrollDown), ("paste", .paste),
        ("reload-config", .reloadConfig),
    ]

    /// Every word that stands alone.
    package static var names: [String] { plain.map(\.0) }

    /// Reads `split-right`, `select-window 3`, `resize-left 5`, `layout tiled`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let words = String(text).split(separator: " ").map(String.init)
        guard let name = words.first, words.count <= 2 else { return nil }
        if words.count == 1, let match = Self.plain.first(where: { $0.0 == name }) {
            self = match.1
        } else if name == "select-window", let number = words[safe: 1].flatMap({ Int($0) }) {
            self = .selectWindow(number)
        } else if name == "layout", let preset = words[safe: 1].flatMap(Layout.Preset.init(rawValue:)) {
            self = .preset(preset)
        } else if name.hasPrefix("resize-"), let direction = Direction(rawValue: String(name.dropFirst(7))),
            let cells = Int(words[safe: 1] ?? "1"), (1...1000).contains(cells)
        {
            self = .resize(direction, cells)
        } else {
            return nil
        }
    }

    /// The words that ``init(_:)`` reads back.
    package var text: String {
        switch self {
        case .selectWindow(let number): "select-window \(number)"
        case .resize(let direction, let cells): "resize-\(direction.rawValue) \(cells)"
        case .preset(let preset): "layout \(preset.rawValue)"
        default: Self.plain.first { $0.1 == self }?.0 ?? ""
        }
    }
}
