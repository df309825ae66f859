import RoostModel
import Testing

@Suite struct CommandCompletionTests {
    private static func names(_ kind: ArgumentKind) -> [String] {
        switch kind {
        case .session: ["api", "api db", "web"]
        case .pane: ["1", "12"]
        case .window: ["1", "2"]
        default: []
        }
    }

    private static func words(_ line: String) -> [String] {
        CommandCompletion(line: line, known: names).words
    }

    @Test(arguments: [
        ("spl", ["split-below", "split-right", "split-window", "splitw"]), ("nothing", []),
        ("layout t", ["tiled"]),
        (
            "layout ",
            [
                "even-horizontal", "even-vertical", "main-horizontal",
                "main-vertical", "tiled",
            ]
        ),
        ("go-to a", ["api", "api db"]), ("kill-session -t w", ["web"]), ("select-window ", ["1", "2"]),
        ("split-window -h -t 1", ["1", "12"]), ("split-window --s", ["--size", "--session"]),
        ("split-window -h to", []), ("zoom x", []), ("resize-pane -Z -t ", ["1", "12"]),
        ("go-to api ", []), ("unknown a", []),
    ])
    func `words that can follow are known`(line: String, words: [String]) {
        #expect(Self.words(line) == words)
    }

    @Test func `an empty line completes to every command`() {
        #expect(Self.words("") == CommandTable.names)
    }

    @Test func `usage is shown once the command is written`() {
        #expect(CommandCompletion(line: "go-to", known: Self.names).usage == "")
        #expect(CommandCompletion(line: "go-to ", known: Self.names).usage == "SESSION")
    }

    @Test func `a shell completes its own options`() throws {
        let spec = try #require(CommandTable.shellCommands("pane").first { $0.word == "list" }?.spec)
        let completion = CommandCompletion(spec, after: ["--j"], in: .shell, known: Self.names)
        #expect(completion.words == ["--json"])
    }

    @Test(arguments: [
        ("spl", "split-right", "split-right"), ("go-to a", "api", "go-to api"),
        ("go-to a", "api db", "go-to 'api db'"), ("layout ", "tiled", "layout tiled"),
    ])
    func `the last word is replaced`(line: String, word: String, after: String) {
        #expect(CommandCompletion.replacing(lastWordOf: line, with: word) == after)
    }
}
