import Testing

@testable import RoostConfig

/// What holds for all three shells, with the real ones.
@Suite(.serialized) struct ShellMarksTests {
    private static let shells = [
        ["bash"], ["bash", "-l"], ["zsh"], ["zsh", "-l"], ["fish"], ["fish", "-l"],
    ]

    @Test(arguments: shells)
    func `a command is marked with its text and its status`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        #expect(
            try ShellOnTerminal.commands(in: terminal.run("echo hi")) == [
                "133;C;cmdline_url=echo%20hi", "133;D;0",
            ])
        #expect(
            try ShellOnTerminal.commands(in: terminal.run("false")) == ["133;C;cmdline_url=false", "133;D;1"])
        let text = try terminal.run("printf '%s\\n' 'é;' | cat")
        #expect(text.contains("é;\r\n"))
        #expect(
            ShellOnTerminal.commands(in: text) == [
                "133;C;cmdline_url=printf%20%27%25s%5Cn%27%20%27%C3%A9%3B%27%20%7C%20cat", "133;D;0",
            ])
    }

    @Test(arguments: shells)
    func `an empty line is a prompt and no command`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        _ = try terminal.run("false")
        let marks = ShellOnTerminal.marks(in: try terminal.run(""))
        #expect(marks.filter { $0 != "133;B" } == ["133;A"])
        #expect(marks.last == "133;B")
    }

    @Test(arguments: shells)
    func `the directory is told at first and when it changes, percent-encoded`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        func directories(_ text: String) -> [String] {
            ShellOnTerminal.marks(in: text).filter { $0.hasPrefix("7;") }
        }
        let first = try #require(directories(terminal.text).first)
        #expect(first.hasPrefix("7;file://") && first.hasSuffix("/home/project"))
        #expect(try directories(terminal.run("echo")) == [])
        let second = try directories(terminal.run("cd 'a é;b'"))
        #expect(second == [first + "/a%20%C3%A9%3Bb"])
    }

    @Test(arguments: shells)
    func `a command over several lines is one command`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        let lines = shell[0] == "fish" ? "for x in 1 2\necho n$x\nend" : "for x in 1 2\ndo echo n$x\ndone"
        let text = try terminal.run(lines)
        #expect(text.contains("n1\r\n") && text.contains("n2\r\n"))
        let commands = ShellOnTerminal.commands(in: text)
        #expect(commands.count == 2)
        #expect(commands.first?.hasPrefix("133;C;cmdline_url=for%20x%20in%201%202") == true)
        #expect(commands.last == "133;D;0")
    }

    @Test(arguments: shells)
    func `the output lies between its marks`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        let text = try terminal.run("echo one; echo two")
        let start = try #require(text.firstRange(of: "cmdline_url=echo%20one%3B%20echo%20two\u{07}"))
        let end = try #require(text.firstRange(of: "\u{1B}]133;D;0\u{07}"))
        #expect(text[start.upperBound..<end.lowerBound].contains("one\r\ntwo\r\n"))
    }

    @Test(arguments: shells)
    func `an interrupted command has its status`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        let start = terminal.text.utf8.count
        // The child says when it is there: before that the key would be the shell's.
        terminal.type("sh -c 'printf %s%s re ady; exec cat'\n")
        try terminal.read { String(decoding: $0[start...], as: UTF8.self).contains("ready") }
        let text = try terminal.run("\u{03}")
        #expect(ShellOnTerminal.commands(in: text).first == "133;D;130")
    }

    @Test(arguments: shells)
    func `no variable of roost's reaches the programs`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        let text = try terminal.run(
            "env | grep -i -e roost -e ^ENV= -e ZDOTDIR -e POSIXLY | grep -v -e PWD= -e ^HOME=")
        #expect(ShellOnTerminal.commands(in: text).last == "133;D;1", "\(text)")
    }

    @Test(arguments: shells)
    func `a shell inside the shell works as ever`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        let start = terminal.text.utf8.count
        terminal.type("exec \(shell[0])\n")
        terminal.type("echo in''side; exit\n")
        try terminal.read { String(decoding: $0[start...], as: UTF8.self).contains("inside\r\n") }
        try terminal.exit()
        for complaint in ["command not found", "Unknown command", "__roost"] {
            #expect(!terminal.text.contains(complaint), "\(terminal.text)")
        }
    }

    @Test(arguments: shells)
    func `a command that is very long is left to the screen`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        let line = "true " + String(repeating: "é", count: 2200)
        #expect(try ShellOnTerminal.commands(in: terminal.run(line)) == ["133;C", "133;D;0"])
    }

    /// A program that fails in the middle leaves raw mode behind; one that ends well may be stty(1).
    @Test(arguments: shells)
    func `the next program has no raw mode of one that failed`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        // fish keeps the modes of its programs by itself, but for this one.
        let modes = shell[0] == "fish" ? "icanon|opost|echo" : "icanon|opost|echo|isig"
        let settings = "stty -a | tr ';' ' ' | tr ' ' '\\n' | grep -cxE -e '-(\(modes))'"
        #expect(try terminal.run(settings).contains("0\r\n"))
        _ = try terminal.run("sh -c 'stty raw -echo; exit 3'")
        #expect(try terminal.run(settings).contains("0\r\n"))
    }

    /// mc and emacs make C-g of C-c, and zsh's line editor takes over what it finds.
    ///
    /// fish keeps what its programs leave there.
    @Test(arguments: [["bash"], ["bash", "-l"], ["zsh"], ["zsh", "-l"]])
    func `the keys of the terminal come back after a program that was killed`(shell: [String]) throws {
        let terminal = try ShellOnTerminal(shell)
        _ = try terminal.run("stty susp ^Y")
        let settings = "stty -a | tr ';' '\\n' | grep -cxE -e ' *(intr = .C|eof = .D|susp = .Y)'"
        #expect(try terminal.run(settings).contains("3\r\n"))
        for _ in 1...2 {
            _ = try terminal.run("sh -c 'stty raw -echo intr ^G eof ^A susp undef; kill -9 $$'")
            #expect(try terminal.run(settings).contains("3\r\n"))
        }
    }
}
