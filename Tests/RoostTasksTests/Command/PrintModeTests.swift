import RoostModel
import RoostTasks
import Testing

@Suite struct PrintModeTests {
    private static let everything = TaskOptions(
        systemPrompt: "-x", appendSystemPrompt: "--y z", outputFormat: .json, model: "opus", maxTurns: 3,
        maxBudget: 0.5, allowedTools: ["Bash(git:*)", "Edit"], disallowedTools: ["Write"], permission: .all,
        conversation: .fork("0f56e4cb-8a49"))

    private static func line(_ mode: PrintMode, _ prompt: String, _ options: TaskOptions = TaskOptions())
        throws
        -> [String]
    {
        try mode.makeCommand(prompt: prompt, options: options).arguments
    }

    @Test func `claude gets each option as one word, and the prompt behind dashes`() throws {
        #expect(
            try Self.line(.claude, "-do it", Self.everything) == [
                "claude", "-p", "--output-format=json", "--system-prompt=-x", "--append-system-prompt=--y z",
                "--model=opus", "--max-turns=3", "--max-budget-usd=0.5", "--allowedTools=Bash(git:*),Edit",
                "--disallowedTools=Write", "--dangerously-skip-permissions", "--resume=0f56e4cb-8a49",
                "--fork-session", "--", "-do it",
            ])
    }

    @Test(arguments: [
        (PrintMode.claude, ["claude", "-p", "--output-format=stream-json", "--verbose", "--", "hi"]),
        (.codex, ["codex", "exec", "--json", "--", "hi"]),
        (.gemini, ["gemini", "--output-format=stream-json", "--prompt=hi"]),
        (.cursor, ["cursor-agent", "-p", "--output-format=stream-json", "--", "hi"]),
        (PrintMode(command: ["llm"]), ["llm", "--", "hi"]),
    ])
    func `without options each program writes what tells most`(mode: PrintMode, words: [String]) throws {
        #expect(try Self.line(mode, "hi") == words)
    }

    @Test(arguments: [
        (PrintMode.claude, ["--resume=a-1", "--"]), (.codex, ["resume", "a-1", "--"]),
        (.gemini, ["--resume=a-1"]), (.cursor, ["--resume=a-1", "--"]),
    ])
    func `a conversation is resumed by its identifier`(mode: PrintMode, words: [String]) throws {
        let line = try Self.line(mode, "hi", TaskOptions(conversation: .resume("a-1")))
        #expect(line.dropLast().suffix(words.count) == words[...])
    }

    @Test(arguments: ["anthropic", "openai", "gemini"])
    func `an API is asked by a program that takes claude's options, and no permission`(api: String) throws {
        let mode = try #require(PrintMode.builtIn["\(api)-api"])
        let options = TaskOptions(
            systemPrompt: "-x", appendSystemPrompt: "y", model: "m", maxTurns: 3, conversation: .fork("a-1"))
        #expect(
            try Self.line(mode, "-hi", options) == [
                "roost-api", "-p", "--provider=\(api)", "--output-format=stream-json",
                "--include-partial-messages", "--system-prompt=-x", "--append-system-prompt=y", "--model=m",
                "--max-turns=3", "--resume=a-1", "--fork-session", "--", "-hi",
            ])
        #expect(throws: PrintModeError.noOption(program: "roost-api", option: "skip-permissions")) {
            try Self.line(mode, "hi", TaskOptions(permission: .all))
        }
    }

    @Test func `codex forks by a subcommand`() throws {
        let line = try Self.line(.codex, "hi", TaskOptions(model: "gpt", conversation: .fork("a")))
        #expect(line == ["codex", "exec", "--json", "--model=gpt", "fork", "a", "--", "hi"])
    }

    @Test(arguments: PrintMode.builtIn.keys.sorted())
    func `no value can be taken for a flag`(provider: String) throws {
        let mode = try #require(PrintMode.builtIn[provider])
        let nasty = ["-x", "--dangerously-skip-permissions", "--", "-", "=", "a b", "\n-x", "--resume=x"]
        for value in nasty {
            var options = TaskOptions()
            if mode.values[.model] != nil { options.model = value }
            if mode.values[.systemPrompt] != nil { options.systemPrompt = value }
            if mode.values[.allowedTools] != nil { options.allowedTools = [value] }
            let plain = try mode.makeCommand(prompt: "p", options: TaskOptions()).arguments
            let command = try? mode.makeCommand(prompt: value, options: options)
            guard let command else {
                // Only a program that cannot read its prompt from its input refuses a lone dash.
                #expect(value == "-" && mode.promptFromInput == nil)
                continue
            }
            let words = command.arguments
            let before = words.firstIndex(of: "--").map { words[..<$0] } ?? words[...]
            for word in before where !plain.contains(word) {
                #expect(
                    word.hasPrefix("--model=") || word.hasPrefix("--system-prompt=")
                        || word.hasPrefix("--allowed") || word == "--prompt=\(value)"
                        || mode.promptFromInput?.contains(word) == true, "\(provider): \(word)")
            }
            #expect(
                words.last == value || words.last == "--prompt=\(value)" || command.input == value,
                "\(provider): \(value)")
        }
    }

    @Test func `a prompt that is too long for a word, or a lone dash, goes by standard input`() throws {
        let long = String(repeating: "x", count: 200_000)
        let claude = try PrintMode.claude.makeCommand(prompt: long, options: TaskOptions())
        #expect(claude.input == long)
        #expect(!claude.arguments.contains(long))
        let codex = try PrintMode.codex.makeCommand(prompt: "-", options: TaskOptions())
        #expect(codex.input == "-")
        #expect(codex.arguments.last == "-")
        #expect(throws: PrintModeError.self) {
            try PrintMode.cursor.makeCommand(prompt: long, options: TaskOptions())
        }
    }

    @Test(arguments: [
        (
            PrintMode.codex, TaskOptions(systemPrompt: "x"),
            "cannot give --system-prompt to codex: its print mode has no such option (leave it out)"
        ),
        (
            .codex, TaskOptions(maxTurns: 1),
            "cannot give --max-turns to codex: its print mode has no such option (leave it out)"
        ),
        (
            .gemini, TaskOptions(maxBudget: 1),
            "cannot give --max-budget to gemini: its print mode has no such option (leave it out)"
        ),
        (
            .cursor, TaskOptions(disallowedTools: ["a"]),
            "cannot give --disallowed-tools to cursor-agent: its print mode has no such option (leave it out)"
        ),
        (
            .codex, TaskOptions(outputFormat: .json),
            "cannot have json from codex: its print mode writes stream-json, text"
        ),
        (
            .gemini, TaskOptions(conversation: .fork("a")),
            "cannot fork a conversation of gemini: its print mode has no such option"
        ),
        (
            .claude, TaskOptions(conversation: .resume("--x")),
            "cannot pass the value of --resume: \"--x\" is no conversation's identifier"
        ),
        (
            .claude, TaskOptions(conversation: .resume("")),
            "cannot pass the value of --resume: \"\" is no conversation's identifier"
        ),
        (.claude, TaskOptions(model: "a\0b"), "cannot pass the value of --model: it contains a NUL byte"),
        (
            PrintMode(command: ["llm"]), TaskOptions(permission: .all),
            "cannot give --skip-permissions to llm: its print mode has no such option (leave it out)"
        ),
    ])
    func `what a program has not is refused in a line`(mode: PrintMode, options: TaskOptions, line: String) {
        let error = #expect(throws: PrintModeError.self) {
            try mode.makeCommand(prompt: "hi", options: options)
        }
        #expect(error?.description == line)
    }

    @Test(arguments: [(0.5, "0.5"), (2.0, "2.0"), (0.0000001, "0.0000001"), (12.25, "12.25")])
    func `money is written without an exponent`(amount: Double, text: String) throws {
        let line = try Self.line(.claude, "hi", TaskOptions(maxBudget: amount))
        #expect(line.contains("--max-budget-usd=\(text)"))
    }

    @Test func `the form of the output follows from what is asked for`() throws {
        let command = try PrintMode.claude.makeCommand(
            prompt: "hi", options: TaskOptions(outputFormat: .text))
        #expect(command.format == StreamFormat(.claude, .text))
        #expect(
            try PrintMode.codex.makeCommand(prompt: "hi", options: TaskOptions()).format
                == StreamFormat(.codex, .lines))
    }
}
