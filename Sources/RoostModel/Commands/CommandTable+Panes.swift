extension CommandTable {
    /// Panes: to make, go to, size, move and close them.
    static let panes: [CommandSpec] =
        splits + focusing + closing + resizing + arranging + [
            CommandSpec(
                "pane-numbers", aliases: ["display-panes", "displayp"], .panes,
                "show the panes' numbers; typing one goes there", keys: ["q"], .client(.paneNumbers)),
            CommandSpec(
                "list-panes", .panes, "list the panes of a workspace", shell: "pane list", isOnScreen: false,
                options: [.workspace, .json]
            ) { _ in .list(.panes) },
        ]

    private static let closing: [CommandSpec] = [
        CommandSpec(
            "close-pane", aliases: ["kill-pane", "killp"], .panes, "close the pane and end its session",
            keys: ["x"], shell: "pane close", options: CommandOption.layout
        ) { .layout(.closePane(pane: $0.pane)) },
        CommandSpec(
            "hide-pane", .panes, "close the pane, the session goes on", shell: "pane hide",
            options: CommandOption.layout
        ) { .layout(.hidePane(pane: $0.pane)) },
    ]

    // MARK: Splitting

    private static let splitting: [CommandOption] =
        [
            CommandOption("before", "b", long: "before", "on the near side: left or above"), .keepsFocus,
            CommandOption(
                "size", "l", long: "size", value: ("SIZE", .size), "its cells, or a share like 30%"),
            .pane,
        ] + CommandOption.program

    /// `-p 30` is tmux's share of the room; no provider is called by a number.
    private static func split(
        _ arguments: CommandArguments, _ axis: Layout.Axis
    ) throws(CommandProblem) -> CommandEffect {
        var session = arguments.session
        var size = arguments.text("size").flatMap(ArgumentKind.size)
        if let number = arguments.text("provider").flatMap({ Int($0) }) {
            guard let share = ArgumentKind.size("\(number)%") else {
                throw CommandProblem("split", "-p \(number) is no share of 1 to 100 percent", "as in -p 30")
            }
            guard size == nil else {
                throw CommandProblem("split", "-l and -p both give a size", "give one of them")
            }
            size = share
            session.provider = nil
        }
        return .layout(
            .split(
                pane: arguments.pane, axis: axis, before: arguments.has("before"), size: size,
                focus: !arguments.has("detached"), session: session))
    }

    private static let axes: [(name: String, value: Layout.Axis)] = [
        ("right", .horizontal), ("below", .vertical),
    ]

    private static let splits: [CommandSpec] = [
        CommandSpec(
            "split-right", .panes, "split: new pane to the right", keys: ["%"], options: splitting,
            words: [.program]
        ) { arguments throws(CommandProblem) in try split(arguments, .horizontal) },
        CommandSpec(
            "split-below", .panes, "split: new pane below", keys: ["\""], options: splitting,
            words: [.program]
        ) { arguments throws(CommandProblem) in try split(arguments, .vertical) },
        CommandSpec(
            "split-window", aliases: ["splitw"], .panes, "split the pane: below, or with -h to the right",
            options: [
                CommandOption("right", "h", long: "right", "to the right"),
                CommandOption("below", "v", long: "below", "below, as without an option"),
            ] + splitting, words: [.program]
        ) { arguments throws(CommandProblem) in try split(arguments, arguments.only(axes) ?? .vertical) },
        CommandSpec(
            "split-pane", .panes, "split a pane for a new session, and print its name", shell: "pane split",
            isOnScreen: false,
            options: [
                CommandOption("below", "v", long: "below", "below instead of to the right"),
                CommandOption("right", "h", long: "right", "to the right, as without an option"),
            ] + splitting + [.workspace, .json], words: [.program]
        ) { arguments throws(CommandProblem) in try split(arguments, arguments.only(axes) ?? .horizontal) },
        CommandSpec(
            "show-session", .panes, "show a session in the active pane, or in a new one beside it",
            shell: "pane show", isOnScreen: false,
            options: [
                CommandOption("right", "h", long: "right", "in a new pane to the right"),
                CommandOption("below", "v", long: "below", "in a new pane below"), .workspace,
            ], words: [CommandWord("SESSION", .session)]
        ) { arguments throws(CommandProblem) in
            .layout(.show(session: arguments.words[0], axis: try arguments.only(axes)))
        },
    ]

    // MARK: Focus

    private static func focus(_ direction: Direction, _ words: String, key: String) -> CommandSpec {
        CommandSpec(
            "focus-\(direction.rawValue)", .panes, "go to the pane \(words)", keys: [key], repeats: true,
            .layout(.focusToward(direction)))
    }

    private static let directions: [(name: String, value: Direction)] = [
        ("left", .left), ("right", .right), ("up", .up), ("down", .down),
    ]

    private static let directionFlags: [CommandOption] = [
        CommandOption("left", "L", "to the left"), CommandOption("right", "R", "to the right"),
        CommandOption("up", "U", "upwards"), CommandOption("down", "D", "downwards"),
    ]

    private static let focusing: [CommandSpec] = [
        focus(.left, "to the left", key: "Left"), focus(.right, "to the right", key: "Right"),
        focus(.up, "above", key: "Up"), focus(.down, "below", key: "Down"),
        CommandSpec("next-pane", .panes, "go to the next pane", keys: ["o"], .layout(.focusOffset(1))),
        CommandSpec("previous-pane", .panes, "go to the pane before", .layout(.focusOffset(-1))),
        CommandSpec(
            "last-pane", aliases: ["lastp"], .panes, "go back to the pane used last", keys: [";"],
            .layout(.focusLast)),
        CommandSpec(
            "select-pane", aliases: ["selectp"], .panes,
            "go to a pane: by direction, number, or with -l back",
            options: directionFlags + [CommandOption("last", "l", "the one used last"), .pane]
        ) { arguments throws(CommandProblem) in
            let others = directions.map { (name: $0.name, value: LayoutCommand.focusToward($0.value)) }
            if let command = try arguments.only(others + [("last", .focusLast)], beside: []) {
                return .layout(command)
            }
            if let pane = arguments.pane { return .layout(.focus(pane: pane)) }
            throw CommandProblem(
                "do select-pane", "it needs to know which", "as in select-pane -L|-R|-U|-D|-l|-t PANE")
        },
        CommandSpec(
            "focus-pane", .panes, "go to a pane: by number, left, right, up, down, next, previous or last",
            shell: "pane focus", isOnScreen: false, options: [.workspace],
            words: [CommandWord("PLACE", .text)]
        ) { arguments throws(CommandProblem) in
            let place = arguments.words[0]
            switch place {
            case "next": return .layout(.focusOffset(1))
            case "previous": return .layout(.focusOffset(-1))
            case "last": return .layout(.focusLast)
            default:
                if let direction = Direction(rawValue: place) { return .layout(.focusToward(direction)) }
                if let pane = ArgumentKind.pane(place) { return .layout(.focus(pane: pane)) }
                throw CommandProblem(
                    "do roost pane focus", "\(place) is no pane, direction, next, previous or last",
                    "see roost pane list")
            }
        },
    ]

    // MARK: Sizes

    private static func resize(_ direction: Direction) -> CommandSpec {
        let arrow = direction.rawValue.prefix(1).uppercased() + direction.rawValue.dropFirst()
        return CommandSpec(
            "resize-\(direction.rawValue)", .panes, "move the pane's border \(direction.rawValue)[ by CELLS]",
            keys: ["C-\(arrow)", "M-\(arrow) 5"], repeats: true, options: [.pane],
            words: [CommandWord("CELLS", .number(1...1000), .optional)]
        ) { .layout(.resize(pane: $0.pane, direction, cells: $0.words.first.flatMap { Int($0) } ?? 1)) }
    }

    private static let resizing: [CommandSpec] =
        Direction.allCases.map(resize) + [
            CommandSpec(
                "zoom", .panes, "let the pane fill the window, and back", keys: ["z"], shell: "pane zoom",
                options: CommandOption.layout
            ) { .layout(.zoom(pane: $0.pane)) },
            CommandSpec(
                "resize-pane", aliases: ["resizep"], .panes,
                "size a pane: move a border, or -x -y cells, -Z all",
                options: directionFlags + [
                    CommandOption("zoom", "Z", "fill the window, and back"),
                    CommandOption("width", "x", value: ("SIZE", .size), "so wide"),
                    CommandOption("height", "y", value: ("SIZE", .size), "so high"), .pane,
                ], words: [CommandWord("CELLS", .number(1...1000), .optional)]
            ) { arguments throws(CommandProblem) in
                let pane = arguments.pane
                let zoom: [(name: String, value: LayoutCommand)] = [("zoom", .zoom(pane: pane))]
                if let command = try arguments.only(zoom, beside: ["pane"]) { return .layout(command) }
                if let direction = try arguments.only(directions, beside: ["pane"], takesWords: true) {
                    let cells = arguments.words.first.flatMap { Int($0) } ?? 1
                    return .layout(.resize(pane: pane, direction, cells: cells))
                }
                let sizes: [(name: String, value: Layout.Axis)] = [
                    ("width", .horizontal), ("height", .vertical),
                ]
                let given = sizes.compactMap { entry in
                    arguments.text(entry.name).flatMap(ArgumentKind.size).map { (entry.value, $0) }
                }
                guard let (axis, size) = given.first, given.count == 1, arguments.words.isEmpty else {
                    throw CommandProblem(
                        "do resize-pane", "it needs one size or direction",
                        "as in resize-pane -L|-R|-U|-D CELLS, -x SIZE, -y SIZE or -Z")
                }
                return .layout(.resizeTo(pane: pane, axis: axis, size))
            },
            CommandSpec(
                "move-border", .panes, "move a border of a pane", shell: "pane resize", isOnScreen: false,
                options: CommandOption.layout,
                words: [
                    CommandWord("DIRECTION", .choice(Direction.allCases.map(\.rawValue))),
                    CommandWord("CELLS", .number(1...1000), .optional),
                ]
            ) { arguments in
                .layout(
                    .resize(
                        pane: arguments.pane, Direction(rawValue: arguments.words[0]) ?? .left,
                        cells: arguments.words[safe: 1].flatMap { Int($0) } ?? 1))
            },
        ]

    // MARK: Places

    private static let exchanging: [CommandOption] = [
        CommandOption("previous", "U", long: "previous", "with the one before, or back"),
        CommandOption("next", "D", long: "next", "with the next, or on"), .workspace,
    ]

    private static let offsets: [(name: String, value: Int)] = [("previous", -1), ("next", 1)]

    private static let presets = Layout.Preset.allCases.map(\.rawValue)

    private static func preset(_ arguments: CommandArguments) -> CommandEffect {
        .layout(arguments.words.first.flatMap(Layout.Preset.init).map { .preset($0) } ?? .nextPreset)
    }

    private static let arranging: [CommandSpec] = [
        CommandSpec(
            "swap-next", .panes, "exchange the pane with the next", keys: ["}"], .layout(.swap(offset: 1))),
        CommandSpec(
            "swap-previous", .panes, "exchange the pane with the one before", keys: ["{"],
            .layout(.swap(offset: -1))),
        CommandSpec(
            "swap-pane", aliases: ["swapp"], .panes,
            "exchange the pane: -D with the next, -U with the one before",
            shell: "pane swap", options: exchanging
        ) { arguments throws(CommandProblem) in .layout(.swap(offset: try arguments.only(offsets) ?? 1)) },
        // tmux: rotate-window moves each pane one place back, with -D one place on.
        CommandSpec(
            "rotate-next", .panes, "move all panes one place on", keys: ["M-o"], .layout(.rotate(offset: 1))),
        CommandSpec(
            "rotate-previous", .panes, "move all panes one place back", keys: ["C-o"],
            .layout(.rotate(offset: -1))),
        CommandSpec(
            "rotate-window", aliases: ["rotatew"], .panes, "move all panes one place: -U back, -D on",
            options: exchanging
        ) { arguments throws(CommandProblem) in .layout(.rotate(offset: try arguments.only(offsets) ?? -1)) },
        CommandSpec(
            "rotate-panes", .panes, "move all panes one place on, or back", shell: "pane rotate",
            isOnScreen: false, options: exchanging
        ) { arguments throws(CommandProblem) in .layout(.rotate(offset: try arguments.only(offsets) ?? 1)) },
        CommandSpec(
            "break-pane", aliases: ["breakp"], .panes, "move the pane to a window of its own", keys: ["!"],
            shell: "pane break", options: CommandOption.layout
        ) { .layout(.breakPane(pane: $0.pane)) },
        CommandSpec(
            "next-layout", aliases: ["nextl"], .panes, "try the next arrangement", keys: ["Space"],
            .layout(.nextPreset)),
        CommandSpec(
            "layout", .panes, "arrange the panes: NAME",
            keys: presets.enumerated().map { "M-\($0.offset + 1) \($0.element)" },
            words: [CommandWord("NAME", .choice(presets))], make: preset),
        CommandSpec(
            "select-layout", aliases: ["selectl"], .panes,
            "arrange the panes, without a name in the next way",
            shell: "pane layout", options: [.workspace],
            words: [CommandWord("NAME", .choice(presets), .optional)], make: preset),
    ]
}
