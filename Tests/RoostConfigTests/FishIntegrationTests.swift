import Testing

@testable import RoostConfig

@Suite(.serialized) struct FishIntegrationTests {
    private static let config = ".config/fish/config.fish"

    @Test func `the user's configuration is read, and its prompt shown before the mark`() throws {
        let terminal = try ShellOnTerminal(
            ["fish"],
            files: [Self.config: "function fish_prompt; echo -n 'mine> '; end; alias hello 'echo world'"])
        #expect(terminal.text.contains("mine> \u{1B}]133;B\u{07}"))
        #expect(try terminal.run("hello").contains("world\r\n"))
    }

    @Test func `the prompt sees the status and the statuses of a pipe`() throws {
        let prompt = "function fish_prompt; echo -n \"<$status|$pipestatus>\"; end"
        let terminal = try ShellOnTerminal(["fish"], files: [Self.config: prompt])
        #expect(try terminal.run("true | false").contains("<1|0 1>"))
        #expect(try terminal.run("true").contains("<0|0>"))
    }

    @Test func `a prompt that is defined later is marked too`() throws {
        let terminal = try ShellOnTerminal(["fish"])
        _ = try terminal.run("function fish_prompt; echo -n 'later> '; end")
        #expect(try terminal.run("true").contains("later> \u{1B}]133;B\u{07}"))
    }

    @Test func `commands of the user's run as well`() throws {
        let terminal = try ShellOnTerminal(["fish", "-C", "set -g answer 42"])
        #expect(try terminal.run("echo got:$answer").contains("got:42\r\n"))
    }

    @Test func `a prompt of functions that are loaded when needed works`() throws {
        let terminal = try ShellOnTerminal(
            ["fish"],
            files: [".config/fish/functions/fish_prompt.fish": "function fish_prompt; echo -n 'auto> '; end"])
        #expect(terminal.text.contains("auto> \u{1B}]133;B\u{07}"))
    }
}
