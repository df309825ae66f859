internal import RoostModel
internal import RoostTerminal

extension Configuration {
    /// tmux's table (key-bindings.c of 3.3a) as far as roost has the action, and roost's own keys.
    ///
    /// The prefix key itself sends the prefix to the program.
    static func standardBindings(prefix: Key) -> [Key: Action] {
        var bindings: [Key: Action] = [:]
        func bind(_ name: String, _ action: Action) {
            guard let key = Key(name: name) else { preconditionFailure("\(name) is a key") }
            bindings[key.chord] = action
        }
        for (name, action) in named { bind(name, action) }
        for number in 0...9 { bind(String(number), .selectWindow(number)) }
        for (number, preset) in Layout.Preset.allCases.enumerated() {
            bind("M-\(number + 1)", .preset(preset))
        }
        for (name, direction) in [("Left", Direction.left), ("Right", .right), ("Up", .up), ("Down", .down)] {
            bind(name, .focus(direction))
            bind("C-" + name, .resize(direction, 1))
            bind("M-" + name, .resize(direction, 5))
        }
        bindings[prefix] = .sendPrefix
        return bindings
    }

    private static let named: [(String, Action)] = [
        ("%", .split(.horizontal)), ("\"", .split(.vertical)), ("o", .nextPane), (";", .lastPane),
        ("x", .closePane), ("z", .zoom), ("!", .breakPane), ("{", .swapPrevious), ("}", .swapNext),
        // tmux: rotate-window moves each pane one place back, with -D one place on.
        ("C-o", .rotatePrevious), ("M-o", .rotateNext), ("Space", .nextLayout), ("q", .paneNumbers),
        ("c", .newWindow), ("n", .nextWindow), ("p", .previousWindow), ("l", .lastWindow),
        ("&", .closeWindow), (",", .renameWindow), ("w", .windows),
        ("s", .sessions), ("Tab", .sessions), ("$", .renameSession), ("P", .newSession), ("W", .workspaces),
        ("a", .nextAttention), ("A", .inbox), ("h", .history), ("/", .search), ("T", .tasks),
        ("[", .copyMode), ("]", .paste), ("PageUp", .scrollUp), ("PageDown", .scrollDown),
        ("?", .help), (":", .commandPrompt), ("~", .messages), ("t", .clock), ("r", .redraw),
        ("R", .reloadConfig), ("d", .detach), ("C-z", .suspend), ("Escape", .dismissHint),
    ]
}
