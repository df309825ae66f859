extension CommandTable {
    /// Sessions and workspaces.
    static let sessions: [CommandSpec] =
        [
            CommandSpec(
                "sessions", .sessions, "find a session by name",
                keys: ["s", "Tab"],
                .client(.sessions)),
            CommandSpec(
                "new-session", .sessions, "start a session: pick a provider", keys: ["P"],
                .client(.newSession)),
            CommandSpec(
                "go-to", .sessions, "go to a session, wherever it is",
                words: [CommandWord("SESSION", .session)]
            ) { .layout(.show(session: $0.words[0], axis: nil)) },
            CommandSpec(
                "rename-session", aliases: ["rename"], .sessions, "rename the session", keys: ["$"],
                options: [.session], words: [CommandWord("NAME", .text, .text)]
            ) { arguments in
                arguments.joined.map { .server(.renameSession(session: arguments.text("session"), name: $0)) }
                    ?? .client(.renameSession(session: arguments.text("session")))
            },
            CommandSpec(
                "kill-session", .sessions, "end a session",
                options: [CommandOption("target", "t", value: ("SESSION", .session), "the same, as in tmux")],
                words: [CommandWord("SESSION", .session, .optional)]
            ) { arguments throws(CommandProblem) in
                guard let session = try arguments.word(or: "target") else {
                    throw CommandProblem("do kill-session", "it needs SESSION", "as in kill-session SESSION")
                }
                return .server(.endSession(session: session))
            },
            CommandSpec(
                "send-keys", aliases: ["send"], .sessions, "type keys into the session",
                options: [.session, CommandOption("literal", "l", "type the words as they are")],
                words: [CommandWord("KEY", .key, .some)]
            ) { arguments in
                let session = arguments.text("session")
                return arguments.has("literal")
                    ? .server(.sendText(session: session, text: arguments.words.joined(separator: " ")))
                    : .server(.sendKeys(session: session, keys: arguments.words))
            },
            CommandSpec(
                "send-to-background", .sessions, "end the session and go on with its conversation as a task",
                keys: ["B"], options: [.session], words: [CommandWord("PROMPT", .text, .text)]
            ) { .client(.sendToBackground(session: $0.text("session"), prompt: $0.joined)) },
            CommandSpec(
                "detach", aliases: ["detach-client"], .sessions, "leave; all sessions go on", keys: ["d"],
                .client(.detach)),
        ] + workspaces

    private static let workspaces: [CommandSpec] = [
        CommandSpec(
            "workspaces", aliases: ["choose-session"], .sessions, "choose a workspace", keys: ["W"],
            .client(.workspaces)),
        CommandSpec(
            "new-workspace", .sessions, "make a workspace", shell: "workspace new",
            words: [CommandWord("NAME", .workspace)]
        ) { .server(.newWorkspace(name: $0.words[0])) },
        CommandSpec(
            "switch-workspace", aliases: ["switch-client", "switchc"], .sessions, "go to another workspace",
            options: [
                CommandOption("target", "t", value: ("WORKSPACE", .workspace), "the same, as in tmux")
            ], words: [CommandWord("WORKSPACE", .workspace, .optional)]
        ) { arguments throws(CommandProblem) in
            try arguments.word(or: "target").map { .server(.switchWorkspace(name: $0)) }
                ?? .client(.workspaces)
        },
        CommandSpec(
            "rename-workspace", .sessions, "rename the workspace",
            words: [CommandWord("NAME", .text, .someText)]
        ) { .server(.renameWorkspace(workspace: nil, name: $0.words.joined(separator: " "))) },
        CommandSpec(
            "name-workspace", .sessions, "give a workspace another name", shell: "workspace rename",
            isOnScreen: false, words: [CommandWord("WORKSPACE", .workspace), CommandWord("NAME", .text)]
        ) { .server(.renameWorkspace(workspace: $0.words[0], name: $0.words[1])) },
        CommandSpec(
            "remove-workspace", .sessions, "remove a workspace; its sessions go on without panes",
            shell: "workspace remove", words: [CommandWord("WORKSPACE", .workspace)]
        ) { .server(.removeWorkspace(name: $0.words[0])) },
        CommandSpec(
            "list-workspaces", .sessions, "list the workspaces", shell: "workspace list", isOnScreen: false,
            options: [.json]
        ) { _ in .list(.workspaces) },
        CommandSpec(
            "show-workspace", .sessions, "show the windows and panes of a workspace", shell: "workspace show",
            isOnScreen: false, options: [.json], words: [CommandWord("WORKSPACE", .workspace, .optional)]
        ) { .list(.workspace(name: $0.words.first)) },
        CommandSpec(
            "list-clients", .sessions, "list the clients that are attached now", shell: "workspace clients",
            isOnScreen: false, options: [.json]
        ) { _ in .list(.clients) },
    ]
}
