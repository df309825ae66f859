extension CommandTable {
    /// What was copied, and is kept in the server for all clients.
    static let buffers: [CommandSpec] =
        [
            CommandSpec(
                "paste", aliases: ["paste-buffer", "pasteb"], .scrollback, "paste what was copied last",
                keys: ["]"], options: [.buffer, .session]
            ) { .server(.pasteBuffer(name: $0.text("buffer"), session: $0.text("session"))) },
            CommandSpec(
                "choose-buffer", aliases: ["list-buffers", "lsb"], .scrollback,
                "what was copied so far: paste, look at or forget it", keys: ["=", "#"], .client(.buffers)),
            CommandSpec(
                "set-buffer", aliases: ["setb"], .scrollback, "keep a text for pasting", options: [.buffer],
                words: [CommandWord("TEXT", .text, .someText)]
            ) { .server(.setBuffer(name: $0.text("buffer"), text: $0.joined)) },
            CommandSpec(
                "delete-buffer", aliases: ["deleteb"], .scrollback, "forget what was copied last",
                keys: ["-"],
                options: [.buffer]
            ) { .server(.deleteBuffer(name: $0.text("buffer"))) },
        ] + shellBuffers

    private static let name = CommandWord("NAME", .buffer, .optional)

    private static let shellBuffers: [CommandSpec] = [
        CommandSpec(
            "print-buffers", .scrollback, "list the paste buffers, the newest first", shell: "buffer list",
            isOnScreen: false, options: [.json]
        ) { _ in .list(.buffers) },
        CommandSpec(
            "print-buffer", .scrollback, "print a paste buffer as it is; the newest if left out",
            shell: "buffer show", isOnScreen: false, words: [name]
        ) { .list(.buffer(name: $0.words.first)) },
        CommandSpec(
            "keep-buffer", .scrollback, "keep TEXT for pasting, or the standard input", shell: "buffer set",
            isOnScreen: false, options: [.namedBuffer], words: [CommandWord("TEXT", .text, .text)]
        ) { .server(.setBuffer(name: $0.text("name"), text: $0.joined)) },
        CommandSpec(
            "forget-buffer", .scrollback, "forget a paste buffer; the newest if left out",
            shell: "buffer delete", isOnScreen: false, words: [name]
        ) { .server(.deleteBuffer(name: $0.words.first)) },
        CommandSpec(
            "type-buffer", .scrollback, "paste a buffer into a session", shell: "buffer paste",
            isOnScreen: false, options: [.namedBuffer], words: [CommandWord("SESSION", .session)]
        ) { .server(.pasteBuffer(name: $0.text("name"), session: $0.words[0])) },
    ]
}
