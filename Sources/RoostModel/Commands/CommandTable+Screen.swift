extension CommandTable {
    /// Who needs a person, and what was.
    static let attention: [CommandSpec] = [
        CommandSpec(
            "next-attention", .attention, "go to the next session that needs you", keys: ["a"],
            .client(.nextAttention)),
        CommandSpec("inbox", .attention, "see who needs you, and answer there", keys: ["A"], .client(.inbox)),
        CommandSpec("history", .attention, "history of this session", keys: ["h"], .client(.history)),
        CommandSpec(
            "tasks", .attention, "print-mode tasks: watch, read, retry, compare", keys: ["T"],
            .client(.tasks)),
        CommandSpec(
            "search", aliases: ["find-window"], .attention, "search everything that was ever printed",
            keys: ["/"], .client(.search)),
    ]

    /// What has scrolled away, and what was copied.
    static let scrollback: [CommandSpec] =
        [
            CommandSpec(
                "copy-mode", .scrollback, "scroll, select and copy", keys: ["["],
                options: [CommandOption("up", "u", "a page up at once")]
            ) { .client($0.has("up") ? .scrollUp : .copyMode) },
            CommandSpec("scroll-up", .scrollback, "scroll up a page", keys: ["PageUp"], .client(.scrollUp)),
            CommandSpec(
                "scroll-down", .scrollback, "scroll down a page, at the bottom back to the program",
                keys: ["PageDown"], .client(.scrollDown)),
        ] + buffers

    /// The client itself.
    static let roost: [CommandSpec] = [
        CommandSpec(
            "send-prefix", .roost, "send the prefix key to the program", .client(.sendPrefix)),
        CommandSpec(
            "redraw", aliases: ["refresh-client", "refresh"], .roost, "draw the screen again", keys: ["r"],
            .client(.redraw)),
        CommandSpec(
            "suspend", aliases: ["suspend-client", "suspendc"], .roost,
            "suspend roost, as C-z does to a program", keys: ["C-z"], .client(.suspend)),
        CommandSpec(
            "help", aliases: ["list-keys", "lsk"], .roost, "all keys and commands", keys: ["?"],
            .client(.help)),
        CommandSpec("command-prompt", .roost, "type a command", keys: [":"], .client(.commandPrompt)),
        CommandSpec(
            "messages", aliases: ["show-messages", "showmsgs"], .roost, "messages so far", keys: ["~"],
            .client(.messages)),
        CommandSpec("clock", aliases: ["clock-mode"], .roost, "a large clock", keys: ["t"], .client(.clock)),
        CommandSpec(
            "dismiss-hint", .roost, "hide the hint for good", keys: ["Escape"], .client(.dismissHint)),
        CommandSpec(
            "reload-config", aliases: ["source-file"], .roost, "read the configuration again", keys: ["R"],
            .client(.reloadConfig)),
    ]
}
