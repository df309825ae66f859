import RoostModel
import RoostTasks
import Testing

@testable import RoostConfig

@Suite struct PrintTableTests {
    private func parse(
        _ text: String, over name: String = "claude"
    ) throws -> (provider: Provider, problems: [ConfigError]) {
        let base = Provider.builtIn.first { $0.name == name } ?? Provider(name: name, commands: [name])
        let (provider, problems) = try Provider.parse(text, file: "\(name).toml", base: base)
        return (provider, problems)
    }

    private let claude = ProviderCatalog.builtIn.named("claude")?.printMode

    @Test func `without the table a provider runs as roost knows its program`() throws {
        let (provider, _) = try parse("commands = [\"/opt/claude\"]\nenvironment = { A = \"1\" }")
        #expect(provider.print == nil)
        let mode = try #require(provider.printMode)
        #expect(mode.command == ["/opt/claude", "-p"])
        #expect(mode.environment == ["A": "1"])
        #expect(mode.values == claude?.values)
        #expect(Provider.builtIn.first { $0.name == "aider" }?.printMode == nil)
        #expect(Provider.builtIn.first { $0.name == "cursor-agent" }?.printMode?.dialect == .cursor)
    }

    @Test func `what the table does not say stays`() throws {
        let (provider, problems) = try parse(
            """
            [print]
            executable = "/opt/claude-2"
            [print.options]
            model = "--use-model"
            max-turns = ""
            [print.permissions]
            read-only = []
            [print.exit_codes]
            7 = "quota"
            [print.environment]
            QUIET = "1"
            """)
        #expect(problems.isEmpty, "\(problems)")
        let mode = try #require(provider.printMode)
        var expected = try #require(claude)
        expected.command[0] = "/opt/claude-2"
        expected.values[.model] = "--use-model"
        expected.values[.maxTurns] = nil
        expected.permissions[.readOnly] = nil
        expected.exitCodes = [7: .quota]
        expected.environment = ["QUIET": "1"]
        #expect(mode == expected)
        #expect(throws: PrintModeError.self) {
            try mode.makeCommand(prompt: "x", options: TaskOptions(maxTurns: 1))
        }
    }

    @Test func `a program that roost does not know is described whole`() throws {
        let (provider, problems) = try parse(
            """
            [print]
            arguments = ["ask"]
            messages = "gemini"
            prompt = "--prompt"
            prompt_from_input = ["-"]
            resume = ["--session={id}"]
            fork = ["--session={id}", "--fork"]
            [print.formats]
            text = [""]
            stream-json = ["--json"]
            """, over: "mine")
        #expect(problems.isEmpty, "\(problems)")
        let mode = try #require(provider.printMode)
        let command = try mode.makeCommand(
            prompt: "-v", options: TaskOptions(conversation: .fork("c-1")))
        #expect(command.arguments == ["mine", "ask", "--json", "--session=c-1", "--fork", "--prompt=-v"])
        #expect(command.format == StreamFormat(.gemini, .lines))
        #expect(mode.formats[.text] == nil)
        #expect(mode.lines.first { $0.key == "resume" }?.words == ["--session={id}"])
    }

    @Test(arguments: [
        ("executable = \"\"", "print.executable"), ("messages = \"cloude\"", "print.messages"),
        ("prompt = \"text\"", "print.prompt"), ("resume = [\"--resume\"]", "print.resume"),
        ("arguments = \"-p\"", "print.arguments"), ("options = { model = \"model\" }", "print.options.model"),
        ("options = { model = \"--model=x\" }", "print.options.model"),
        ("options = { modle = \"--model\" }", "print.options.modle"),
        ("permissions = { some = [] }", "print.permissions.some"),
        ("exit_codes = { 0 = \"quota\" }", "print.exit_codes.0"),
        ("exit_codes = { 5 = \"qouta\" }", "print.exit_codes.5"),
        ("environment = { A = 1 }", "print.environment.A"),
        ("formats = { text = [\"\"], json = [\"\"], stream-json = [\"\"] }", "print.formats.text"),
        ("flags = []", "print.flags"),
    ])
    func `a mistake is told with its line, its key and a next step`(text: String, key: String) throws {
        let (_, problems) = try parse("[print]\n\(text)")
        let problem = try #require(problems.first)
        #expect(problem.file == "claude.toml")
        #expect(problem.line == 2)
        #expect(problem.key == key)
        #expect(!problem.advice.isEmpty)
    }

    @Test func `tasks of a provider have limits of their own`() throws {
        let (provider, problems) = try parse("[tasks]\nconcurrency = 3\nbudget_cents = 0")
        #expect(problems.isEmpty)
        #expect(provider.tasks == Provider.TaskShare(concurrency: 3, dailyCents: 0))
        #expect(try parse("tasks = { concurrency = 0 }").problems.first?.key == "tasks.concurrency")
        #expect(try parse("").provider.tasks == Provider.TaskShare())
    }
}
