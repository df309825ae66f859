import RoostModel
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ProviderTests {
    private func builtIn(_ name: String) throws -> Provider {
        try #require(Provider.builtIn.first { $0.name == name })
    }

    @Test(
        arguments: [
            ("claude", false, nil, ["claude", "hi"]),
            ("claude", true, nil, ["claude", "--dangerously-skip-permissions", "hi"]),
            ("claude", false, "", ["claude", "--continue", "hi"]),
            ("claude", true, "a b", ["claude", "--resume", "a b", "--dangerously-skip-permissions", "hi"]),
            ("codex", false, "", ["codex", "resume", "--last", "hi"]),
            ("codex", false, "x", ["codex", "resume", "x", "hi"]),
            ("gemini", true, nil, ["gemini", "--yolo", "--skip-trust", "hi"]),
            ("gemini", false, "", ["gemini", "--resume", "latest", "hi"]),
            ("cursor-agent", false, "", ["cursor-agent", "--continue", "hi"]),
            ("cursor-agent", true, "c", ["cursor-agent", "--resume", "c", "--force", "hi"]),
            ("aider", false, "id", ["aider", "--restore-chat-history", "hi"]), ("shell", true, "id", ["hi"]),
        ] as [(String, Bool, String?, [String])])
    func `built-in programs get their own words`(
        name: String, fullAccess: Bool, resume: String?, words: [String]
    ) throws {
        let provider = try builtIn(name)
        #expect(provider.commandLine(arguments: ["hi"], fullAccess: fullAccess, resume: resume) == words)
    }

    @Test func `an identifier stays one word and nothing in it is replaced`() throws {
        let provider = try builtIn("claude")
        let line = provider.commandLine(arguments: [], fullAccess: false, resume: "{id} $HOME; rm")
        #expect(line == ["claude", "--resume", "{id} $HOME; rm"])
    }

    @Test func `a command line belongs to the provider of its program`() {
        func name(_ command: String...) -> String? {
            Provider.of(command: command, among: Provider.builtIn)?.name
        }
        #expect(name("claude", "--continue") == "claude")
        #expect(name("/opt/bin/codex") == "codex")
        #expect(name("agent") == "cursor-agent")
        #expect(name("/bin/zsh", "-l") == "shell")
        #expect(name("vim") == nil)
        #expect(Provider.of(command: [], among: Provider.builtIn) == nil)
        #expect(name("roost-api") == nil)
    }

    @Test func `an executable by its path is known by its name`() throws {
        let claude = Provider(name: "claude", commands: ["/opt/tools/claude-2"])
        let path = "/opt/tools/claude-2"
        #expect(Provider.running([path, "--resume"], among: [claude])?.provider.name == "claude")
        #expect(Provider.running(["claude-2"], among: [claude])?.provider.name == "claude")
        #expect(Provider.of(command: ["env", "A=b", path], among: [claude])?.name == "claude")
        #expect(Provider.of(command: ["/opt/tools/other"], among: [claude]) == nil)
    }

    @Test func `variables are added and taken away`() throws {
        var provider = try builtIn("claude")
        provider.environment = ["A": "2"]
        let environment = provider.environment(over: ["A": "1", "B": "1", "CLAUDECODE": "1"])
        #expect(environment == ["A": "2", "B": "1"])
    }

    @Test(
        arguments: [
            (["bash"], true), (["-bash"], true), (["/bin/zsh", "-l", "-i"], true), (["fish"], true),
            (["bash", "--norc", "-i"], true), (["bash", "--rcfile", "/x/roost.bash", "-i"], true),
            (["bash", "-o", "vi"], true), (["sh", "-c", "read x"], false),
            (["bash", "-lc", "read x"], false),
            (["bash", "./ask.sh"], false), (["vim"], false), (["python3"], false), ([], false), ([""], false),
        ] as [([String], Bool)])
    func `a shell is interactive without a script`(arguments: [String], isInteractive: Bool) {
        #expect(Provider.isInteractiveShell(arguments) == isInteractive)
    }

    @Test func `what is passed on reaches it if somebody has set it`() throws {
        let (provider, problems) = try Provider.parse(
            """
            pass = ["VSCODE_IPC", "MINE_*", "GONE", "HIDDEN", "SET"]
            unset = ["HIDDEN"]
            environment = { SET = "by the file" }
            """, file: "x.toml", base: Provider(name: "x", commands: ["x"]))
        #expect(problems.isEmpty)
        let given = provider.given(of: [
            "VSCODE_IPC": "1", "VSCODE_IPC_2": "2", "MINE_A": "3", "MINE_": "4", "HIDDEN": "5",
            "SET": "6", "PATH": "/",
        ])
        #expect(given == ["VSCODE_IPC": "1", "MINE_A": "3", "MINE_": "4", "SET": "by the file"])
    }

    @Test(arguments: ["", "*", "A=B", "A*B", "MIT LEER"])
    func `what names no variables is a mistake`(name: String) throws {
        let (_, problems) = try Provider.parse(
            "pass = [\"\(name)\"]", file: "x.toml", base: Provider(name: "x", commands: ["x"]))
        #expect(problems.map(\.key) == ["pass"])
    }

    @Test(
        arguments: [
            (["claude"], "claude"), (["node", "/usr/local/bin/claude", "--continue"], "claude"),
            (["node", "/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js"], "claude"),
            (["/usr/bin/node", "--no-warnings", "/usr/bin/gemini"], "gemini"),
            (["node", "/opt/node_modules/@google/gemini-cli/dist/index.js"], "gemini"),
            (["/usr/bin/python3.12", "/home/ann/.local/bin/aider", "--model", "x"], "aider"),
            (["python3", "-m", "aider"], "aider"), (["/opt/codex-0.163/bin/codex"], "codex"),
            (["claude", "-p", "what"], nil), (["codex", "exec", "what"], nil), (["node", "server.js"], nil),
            (["roost-api", "what"], nil), (["vim", "claude"], nil), (["python3", "claude_notes.py"], nil),
            (["python3", "pi.py"], nil), (["pi"], "pi"), (["node", "/usr/bin/goose"], "goose"),
            (["python3", "aider.py"], "aider"), ([], nil), (["node"], nil),
        ] as [([String], String?)])
    func `a process is a provider's by its own words`(arguments: [String], name: String?) {
        #expect(Provider.running(arguments, among: Provider.builtIn)?.provider.name == name)
    }

    @Test(arguments: [
        ["env", "A=1", "claude"], ["A=1", "claude", "-c"], ["sudo", "-E", "claude"],
        ["timeout", "60", "claude"],
        ["timeout", "1.5h", "/opt/claude"], ["nice", "-n", "10", "claude"], ["node", "/usr/bin/claude"],
        ["env", "-i", "timeout", "5m", "python3", "-m", "claude"],
    ])
    func `a command line belongs to the provider that it starts by wrappers`(command: [String]) {
        #expect(Provider.of(command: command, among: Provider.builtIn)?.name == "claude")
    }
}
