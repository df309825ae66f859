import RoostModel
import RoostTerminal
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ConfigurationTests {
    private func parse(_ text: String, _ environment: [String: String] = [:]) throws -> Configuration {
        let parsed = try Configuration.parse(
            text, file: "config.toml", over: .standard(in: environment))
        #expect(parsed.problems.isEmpty, "\(parsed.problems)")
        return parsed.configuration
    }

    private func problems(_ text: String) throws -> [ConfigError] {
        try Configuration.parse(text, file: "config.toml", over: .standard).problems
    }

    private func key(_ name: String) throws -> Key { try #require(Key(name: name)).chord }

    @Test func `every key is read`() throws {
        let configuration = try parse(
            """
            [keys]
            prefix = "C-a"
            repeat_ms = 0
            [keys.root]
            "M-Left" = "focus-left"
            [ui]
            theme = "mine"
            mouse = false
            hint = false
            clock = false
            ascii = true
            reduced_motion = true
            copy_keys = "vi"
            confirm_close = false
            [terminal]
            history_limit = 100
            escape_time_ms = 10
            allow_checksum = true
            clipboard = false
            size_policy = "smallest"
            [shell]
            command = "/bin/fish"
            integration = false
            [limits]
            sessions = 12
            [retention]
            days = 7
            session_mb = 10
            total_mb = 100
            """)
        #expect(configuration.prefix == (try key("C-a")))
        #expect(configuration.repeatMilliseconds == 0)
        #expect(configuration.rootBindings == [try key("M-Left"): CommandTable.command("focus-left")])
        #expect(configuration.theme == "mine")
        #expect(!configuration.mouse && !configuration.hint && !configuration.clock)
        #expect(configuration.asciiGlyphs && configuration.reducedMotion && !configuration.confirmClose)
        #expect(configuration.copyKeys == .vi)
        #expect(configuration.historyLimit == 100)
        #expect(configuration.escapeMilliseconds == 10)
        #expect(configuration.allowChecksum && !configuration.osc52)
        #expect(configuration.sizePolicy == .smallest)
        #expect(configuration.shell == "/bin/fish")
        #expect(!configuration.shellIntegration)
        #expect(configuration.maximumSessions == 12)
        #expect(configuration.retention.days == 7)
        #expect(configuration.retention.sessionBytes == 10 << 20)
        #expect(configuration.retention.totalBytes == 100 << 20)
    }

    @Test func `a file that says the standard is the standard`() throws {
        let configuration = try parse(
            """
            keys = { prefix = "C-b", repeat_ms = 500 }
            ui = { theme = "auto", mouse = true, hint = true, clock = true, ascii = false }
            terminal = { history_limit = 50000, escape_time_ms = 25, clipboard = true }
            shell = { command = "", integration = true }
            retention = { days = 90, session_mb = 256, total_mb = 4096 }
            limits = { sessions = 1000 }
            """)
        #expect(configuration == .standard)
    }

    @Test func `a key after the prefix is bound, bound anew and unbound`() throws {
        let configuration = try parse(
            """
            [keys.prefix]
            "|" = "split-right"
            "%" = "layout tiled"
            "x" = "none"
            """)
        #expect(configuration.prefixBindings[try key("|")] == CommandTable.command("split-right"))
        #expect(configuration.prefixBindings[try key("%")] == CommandTable.command("layout tiled"))
        #expect(configuration.prefixBindings[try key("x")] == nil)
        #expect(configuration.prefixBindings[try key("c")] == CommandTable.command("new-window"))
    }

    @Test func `the prefix key goes into the table of its bindings when there is one`() throws {
        let configuration = try parse("[keys.prefix]\nkey = \"C-Space\"\nX = \"hide-pane\"")
        #expect(configuration.prefix == (try key("C-Space")))
        #expect(configuration.prefixBindings[try key("X")] == CommandTable.command("hide-pane"))
        #expect(configuration.prefixBindings[try key("C-Space")] == CommandTable.command("send-prefix"))
        #expect(configuration.prefixBindings[try key("C-b")] == nil)
    }

    @Test(arguments: [
        ("vi", CopyCommandTable.KeySet.vi), ("/usr/bin/nvim", .vi), ("vim -X", .vi), ("emacs", .emacs),
        ("/home/vivian/nano", .emacs),
    ])
    func `the editor decides the keys of copy mode`(editor: String, keys: CopyCommandTable.KeySet) throws {
        #expect(try parse("", ["EDITOR": editor]).copyKeys == keys)
        #expect(try parse("", ["VISUAL": editor, "EDITOR": "ed"]).copyKeys == keys)
        #expect(try parse("ui.copy_keys = \"emacs\"", ["EDITOR": editor]).copyKeys == .emacs)
    }

    @Test(arguments: [
        ("[ui]\nmous = true", 2, "ui.mous", "unknown key; did you mean mouse?"),
        ("[uii]", 1, "uii", "unknown key; did you mean ui?"),
        ("\n[ui]\nmouse = 1", 3, "ui.mouse", "expected true or false, found a whole number"),
        ("ui = 1", 1, "ui", "expected a table, found a whole number"),
        ("[terminal]\nhistory_limit = -1", 2, "terminal.history_limit", "-1 is not between 0 and 10000000"),
        (
            "[terminal]\nhistory_limit = \"9\"", 2, "terminal.history_limit",
            "expected a whole number, found text"
        ),
        ("[ui]\ntheme = 2026-11-20", 2, "ui.theme", "expected text in quotes, found a date or time"),
        ("[ui]\ncopy_keys = \"nano\"", 2, "ui.copy_keys", "\"nano\" is none of emacs, vi"),
        (
            "[ui]\ncopy_keys = \"emac\"", 2, "ui.copy_keys",
            "\"emac\" is none of emacs, vi; did you mean emacs?"
        ),
        ("[keys]\nprefix = \"C-aa\"", 2, "keys.prefix", "\"C-aa\" is not the name of a key"),
        ("[keys]\nprefix = 1", 2, "keys.prefix", "expected text in quotes, found a whole number"),
        (
            "[keys.prefix]\n\"C-x\" = \"zoom\"\n\"%\" = \"spit\"", 3, "keys.prefix.\"%\"",
            "\"spit\": there is no such command"
        ),
        ("[keys.prefix]\nnokey = \"zoom\"", 2, "keys.prefix.nokey", "\"nokey\" is not the name of a key"),
        ("[keys.root]\nx = 1", 2, "keys.root.x", "expected text in quotes, found a whole number"),
        (
            "[keys.root]\nPPage = \"zoom\"\nPageUp = \"zoom\"", 3, "keys.root.PageUp",
            "the same key as \"PPage\""
        ),
        ("[retention]\ndays = 1\n[retention.x]", 3, "retention.x", "unknown key"),
    ])
    func `a mistake is told with file, line, key and cause`(
        text: String, line: Int, key: String, cause: String
    ) throws {
        let problem = try #require(try problems(text).first)
        #expect(problem.line == line)
        #expect(problem.key == key)
        #expect(problem.cause == cause)
        #expect(problem.description == "cannot read config.toml, line \(line), key \(key): \(cause)")
        #expect(!problem.advice.isEmpty)
    }

    @Test func `all mistakes are listed`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "[ui]\nmouse = 1\nthem = \"x\"\n[terminal]\nclipboard = 2", to: "config.toml")
        try folder.write("commands = []", to: "providers/mine.toml")
        try folder.write("[styles]\naccent = \"no\"", to: "themes/bad.toml")
        let found = Configuration.check(paths: folder.paths, environment: [:])
        #expect(found.map(\.line) == [2, 3, 5, 2, 1])
        #expect(found.prefix(3).allSatisfy { $0.file == file })
    }

    @Test func `a theme that is not there is a mistake`() throws {
        let folder = try TemporaryFolder()
        try folder.write("ui.theme = \"nowhere\"", to: "config.toml")
        let found = Configuration.check(paths: folder.paths, environment: [:])
        #expect(found.map(\.cause) == ["there is no theme \"nowhere\""])
        #expect(found.map(\.key) == ["ui.theme"])
        #expect(found.map(\.line) == [1])
    }

    @Test func `broken TOML is told with its line`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("[ui]\nmouse = maybe", to: "config.toml")
        let problems = Configuration.check(paths: folder.paths, environment: [:])
        #expect(problems.map(\.line) == [2])
        #expect(problems.map(\.file) == [file])
    }

    @Test func `the prefix as text and as table at once is explained`() throws {
        let folder = try TemporaryFolder()
        try folder.write("[keys]\nprefix = \"C-a\"\n[keys.prefix]\n\"x\" = \"none\"", to: "config.toml")
        let problem = try #require(Configuration.check(paths: folder.paths, environment: [:]).first)
        #expect(problem.line == 3)
        #expect(problem.advice.contains("key = \"C-a\""))
    }

    @Test func `a folder, bytes that are not text, and a huge file are problems`() throws {
        func problems(_ folder: TemporaryFolder) -> Int {
            Configuration.check(paths: folder.paths, environment: [:]).count
        }
        let folder = try TemporaryFolder()
        try folder.write("", to: "config.toml/inside")
        #expect(problems(folder) == 1)
        let other = try TemporaryFolder()
        try other.write(String(repeating: "#\n", count: 600_000), to: "config.toml")
        #expect(problems(other) == 1)
        try other.write(bytes: [0x23, 0xFF, 0x0A], to: "config.toml")
        #expect(problems(other) == 1)
    }
}
