extension CommandTable {
    /// Windows: to open, go to, name and close them.
    static let windows: [CommandSpec] =
        selecting + [
            CommandSpec(
                "new-window", aliases: ["neww"], .windows, "open a window", keys: ["c"], shell: "window new",
                options: [
                    CommandOption(
                        "name", "n", long: "name", value: ("NAME", .text), "what to call the window"),
                    .keepsFocus,
                ] + CommandOption.program + [.workspace, .json], words: [.program]
            ) { arguments in
                .layout(
                    .openWindow(
                        session: arguments.session, name: arguments.text("name"),
                        focus: !arguments.has("detached")))
            },
            CommandSpec(
                "close-window", aliases: ["kill-window", "killw"], .windows,
                "close the window and end its sessions", keys: ["&"], options: [.window]
            ) { .layout(.closeWindow(window: $0.window)) },
            CommandSpec(
                "end-window", .windows, "close a window, and end what runs only there", shell: "window close",
                isOnScreen: false, options: [.workspace],
                words: [CommandWord("WINDOW", .window, .optional)]
            ) { .layout(.closeWindow(window: $0.words.first.flatMap(ArgumentKind.window))) },
            CommandSpec(
                "rename-window", aliases: ["renamew"], .windows, "rename the window", keys: [","],
                options: [.window], words: [CommandWord("NAME", .text, .text)]
            ) { arguments in
                arguments.joined.map { .layout(.renameWindow(window: arguments.window, name: $0)) }
                    ?? .client(.renameWindow(window: arguments.window))
            },
            CommandSpec(
                "name-window", .windows, "name a window", shell: "window rename", isOnScreen: false,
                options: [.window, .workspace], words: [CommandWord("NAME", .text)]
            ) { .layout(.renameWindow(window: $0.window, name: $0.words[0])) },
            CommandSpec(
                "windows", aliases: ["choose-window", "choose-tree"], .windows,
                "all windows and panes as a tree", keys: ["w"],
                .client(.windows)),
            CommandSpec(
                "list-windows", .windows, "list the windows of a workspace", shell: "window list",
                isOnScreen: false, options: [.workspace, .json]
            ) { _ in .list(.windows) },
        ]

    private static let selecting: [CommandSpec] = [
        CommandSpec(
            "next-window", aliases: ["next"], .windows, "go to the next window", keys: ["n"],
            shell: "window next", options: [.workspace], .layout(.selectWindowOffset(1))),
        CommandSpec(
            "previous-window", aliases: ["previous", "prev"], .windows, "go to the window before",
            keys: ["p"],
            shell: "window previous", options: [.workspace], .layout(.selectWindowOffset(-1))),
        CommandSpec(
            "last-window", aliases: ["last"], .windows, "go back to the window used last", keys: ["l"],
            shell: "window last", options: [.workspace], .layout(.selectLastWindow)),
        CommandSpec(
            "select-window", aliases: ["selectw"], .windows, "go to window NUMBER",
            keys: (0...9).map { "\($0) \($0)" }, shell: "window select",
            options: [
                CommandOption("window", "t", value: ("NUMBER", .window), "the same, as in tmux"),
                CommandOption("next", "n", "the next"), CommandOption("previous", "p", "the one before"),
                CommandOption("last", "l", "the one used last"), .workspace,
            ], words: [CommandWord("NUMBER", .window, .optional)]
        ) { arguments throws(CommandProblem) in
            let others: [(name: String, value: LayoutCommand)] = [
                ("next", .selectWindowOffset(1)), ("previous", .selectWindowOffset(-1)),
                ("last", .selectLastWindow),
            ]
            if let command = try arguments.only(others, beside: ["workspace"]) { return .layout(command) }
            guard let number = try arguments.word(or: "window").flatMap(ArgumentKind.window) else {
                throw CommandProblem("do select-window", "it needs NUMBER", "as in select-window NUMBER")
            }
            return .layout(.selectWindow(number: number))
        },
    ]
}
