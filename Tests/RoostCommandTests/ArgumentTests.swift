import ArgumentParser
import RoostClient
import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct ArgumentTests {
    private func parse<Command: ParsableCommand>(_: Command.Type, _ words: String...) throws -> Command {
        let command = try Roost.parseAsRoot(Arguments.normalized(words))
        return try #require(command as? Command, "\(words)")
    }

    /// The status that a command line ends with before anything is done.
    private func status(_ line: String) -> Int32 {
        do {
            _ = try Roost.parseAsRoot(Arguments.normalized(line.split(separator: " ").map(String.init)))
            return 0
        } catch {
            return Outcome(error).status
        }
    }

    @Test func `new takes everything that the design names`() throws {
        let new = try parse(
            NewCommand.self, "new", "-n", "api", "-p", "claude", "-c", "/src", "-w", "work", "--size",
            "120x40",
            "--history", "1000", "--env", "A=1", "--env", "B=", "--full-access", "--resume", "abc", "-d",
            "--",
            "--model", "x", "-d")
        let request = new.request(Invocation(environment: ["HOME": "/h", "A": "0", "C": "3"]))
        #expect(
            request
                == SessionRequest(
                    name: "api", provider: "claude", arguments: ["--model", "x", "-d"], cwd: "/src",
                    environment: ["HOME": "/h", "A": "1", "B": "", "C": "3"],
                    variables: ["A": "1", "B": ""], rows: 40, columns: 120, historyLimit: 1000,
                    workspace: "work", isDetached: true, fullAccess: true, resume: "abc"))
    }

    @Test func `new takes the long names, too`() throws {
        let new = try parse(NewCommand.self, "new", "--detached", "--name", "x", "--", "sh", "-c", "exit 3")
        #expect(new.detached)
        #expect(new.name == "x")
        #expect(new.program == ["sh", "-c", "exit 3"])
    }

    @Test func `a relative directory is one of the caller's`() throws {
        let new = try parse(NewCommand.self, "new", "-d", "-c", "sub")
        let invocation = Invocation(environment: [:])
        #expect(new.request(invocation).cwd == invocation.directory + "/sub")
        #expect(try parse(NewCommand.self, "new", "-d").request(invocation).cwd == invocation.directory)
    }

    @Test(
        arguments: [
            (["new", "-p", "claude", "--resume"], ""), (["new", "-p", "claude", "--resume", "-d"], ""),
            (["new", "--resume", "-p", "claude", "-d"], ""),
            (["new", "-p", "claude", "--resume", "id-1", "-d"], "id-1"),
            (["new", "-p", "claude", "--resume", "--", "x"], ""),
            (["new", "-p", "claude", "--", "--resume"], nil),
        ] as [([String], String?)])
    func `resume may stand without an identifier`(words: [String], identifier: String?) throws {
        let new = try #require(try Roost.parseAsRoot(Arguments.normalized(words)) as? NewCommand)
        #expect(new.request(Invocation(environment: [:])).resume == identifier)
    }

    @Test func `send joins words, and takes keys of any name`() throws {
        #expect(
            try parse(SendCommand.self, "send", "a", "echo", "hi  there", "--enter").request
                == .session(.send(target: "a", text: "echo hi  there", enter: true)))
        #expect(
            try parse(SendCommand.self, "send", "a", "--", "-l").request
                == .session(.send(target: "a", text: "-l", enter: false)))
        #expect(
            try parse(SendCommand.self, "send", "a", "-e").request
                == .session(.send(target: "a", text: "", enter: true)))
        #expect(
            try parse(SendCommand.self, "send", "a", "--keys", "C-c", "-", "Enter").request
                == .session(.sendKeys(target: "a", keys: ["C-c", "-", "Enter"])))
    }

    @Test(arguments: [
        "lst", "list x", "new --size 80", "new --size 0x0", "new --env A", "new --env =B", "new --history -1",
        "new --resume x", "new --full-access", "send", "send a", "send a x --keys C-c",
        "send a -e --keys Enter",
        "wait a", "wait a --settled never", "wait a --state runing", "wait a --attention nothing",
        "wait a --exit --timeout -1", "answer a", "resize a", "resize a 10", "rename a", "kill", "remove",
        "history --type colour", "history --limit 0", "search", "restart a --again --shell", "attach a b",
        "capture a --format pdf", "completions tcsh", "pane focus nowhere", "pane resize left 0",
        "pane layout pile", "window select", "window select x", "server", "server dance", "--frobnicate",
    ])
    func `bad usage ends with 2`(line: String) {
        // A group without a word shows its help.
        #expect(status(line) == (line == "server" ? 0 : 2), "\(line)")
    }

    @Test(arguments: [
        "", "list --all --json", "ls", "attach", "attach work --read-only", "detach", "detach c1",
        "capture a --format ansi --scrollback", "paste a", "wait a --state waiting_input --timeout 0.5",
        "wait a --attention rate_limited", "wait a --text ^x$", "wait a --exit", "answer a 1",
        "wait a --settled",
        "wait a --exit --text x --text y --attention approval --state processing --settled",
        "resize a 80x24",
        "rename a b", "restart a", "restart a --resume", "kill a b", "remove a", "history",
        "history a --type output",
        "history -n 5 --json", "search connection refused", "workspace", "workspace list --json",
        "workspace new w",
        "workspace rename a b", "workspace remove a", "workspace clients", "window", "window new -n x -- top",
        "window select 3", "window close", "window rename x -t 2", "pane", "pane split --below -- top -d 1",
        "pane focus left", "pane focus 12", "pane resize right 5 -t 3", "pane zoom", "pane swap --previous",
        "pane layout", "pane layout main-vertical", "pane close", "pane hide", "pane break",
        "pane show api --right",
        "server start", "server stop", "server status --json", "server pids --json", "server pid",
        "server log -n 5",
        "server upgrade", "server upgrade /bin/roost", "kill-server", "kill-server --force",
        "config check --json",
        "config path", "config show", "theme", "theme show roost-dark", "provider list --json",
        "provider show claude", "provider explain a --json", "doctor --json", "completions zsh",
    ])
    func `every documented line is understood`(line: String) {
        #expect(status(line) == 0, "\(line)")
    }

    @Test func `a size is columns first`() {
        #expect(ScreenSize(argument: "120x40") == ScreenSize(argument: "120X40"))
        #expect(ScreenSize(argument: "120x40")?.columns == 120)
        for text in ["", "x", "80x", "x24", "80x24x1", "1x24", "2001x24", "80x1001", "-80x24", "80 x 24"] {
            #expect(ScreenSize(argument: text) == nil, "\(text)")
        }
    }

    @Test(arguments: ["-V", "--version"])
    func `the version is one line`(word: String) throws {
        let error = #expect(throws: (any Error).self) {
            try Roost.parseAsRoot(Arguments.normalized([word]))
        }
        let outcome = Outcome(try #require(error))
        #expect(outcome.message == "roost \(Build.version)")
        #expect(outcome.status == 0)
        // A program's own -V is its own business.
        let new = try parse(NewCommand.self, "new", "--", "vim", "-V")
        #expect(new.request(Invocation(environment: [:])).arguments == ["vim", "-V"])
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completion scripts ask roost for names`(name: String) throws {
        let shell = try #require(CompletionsCommand.Shell(rawValue: name))
        #expect(Roost.completionScript(for: shell.completionShell).contains("---completion"))
    }

    @Test func `without a server no session is offered, and none is started`() throws {
        let error = #expect(throws: (any Error).self) {
            try Roost.parseAsRoot([
                "---completion", "capture", "--", "positional@0", "1", "1", "roost", "capture", "",
            ])
        }
        #expect(Outcome(try #require(error)).status == 0)
    }

    @Test(
        arguments: [
            ("help pane", "USAGE: roost pane COMMAND ..."), ("pane --help", "USAGE: roost pane COMMAND ..."),
            ("pane -h", "USAGE: roost pane COMMAND ..."),
            ("workspace help", "USAGE: roost workspace COMMAND ..."),
            ("help pane split", "USAGE: roost pane split "),
            ("pane split --help", "USAGE: roost pane split "),
        ])
    func `help on a command of the table is the table's`(line: String, usage: String) throws {
        let error = #expect(throws: (any Error).self) {
            try Roost.parseAsRoot(Arguments.normalized(line.split(separator: " ").map(String.init)))
        }
        let outcome = Outcome(try #require(error))
        #expect(outcome.status == 0)
        #expect(outcome.message.hasPrefix("OVERVIEW: "))
        #expect(outcome.message.contains(usage))
    }

    @Test func `help on what a table does not have is a problem`() throws {
        let error = #expect(throws: (any Error).self) {
            try Roost.parseAsRoot(Arguments.normalized(["help", "pane", "nosuch"]))
        }
        let outcome = Outcome(try #require(error))
        #expect(outcome.status != 0)
        #expect(outcome.message.contains("there is no help on pane nosuch, see roost pane --help"))
    }

    @Test(
        arguments: [
            ("new -d top -d 1", ["top", "-d", "1"], true), ("new top -d 1", ["top", "-d", "1"], false),
            ("new -d -- -odd", ["-odd"], true), ("new -n a -d sleep -- 5", ["sleep", "--", "5"], true),
        ])
    func `options behind the name of a program are the program's`(
        line: String, program: [String], isDetached: Bool
    ) throws {
        let words = Arguments.normalized(line.split(separator: " ").map(String.init))
        let command = try #require(try Roost.parseAsRoot(words) as? NewCommand)
        #expect(command.program == program)
        #expect(command.detached == isDetached)
    }

    @Test(arguments: [
        ("api", true), ("api-2_b.c", true), ("café", true), ("work/api", true), ("$(reboot)", false),
        ("a`b`", false), ("a;b", false), ("a:b", false), ("a'b", false), ("*", false), ("a\\b", false),
    ])
    func `only names that a shell takes as they are get offered`(name: String, isOffered: Bool) {
        #expect(KnownNames.isPlain(name) == isOffered)
    }

    @Test(
        arguments: [
            (["lsit"], "there is no command lsit, did you mean list?"),
            (["foo"], "there is no command foo, see roost --help"),
            (["server", "stats"], "there is no command server stats, did you mean status?"),
            (["help", "nosuch"], "there is no help on nosuch, see roost --help"),
            (["help", "config", "shwo"], "there is no help on config shwo, did you mean show?"),
            (["help", "new", "nosuch"], "there is no help on new nosuch, see roost new --help"),
        ])
    func `a command that there is not is called so`(words: [String], problem: String) {
        #expect(Arguments.problem(with: words, in: Roost.self) == problem)
    }

    @Test(
        arguments: [
            [], ["list"], ["ls", "--json"], ["help"], ["help", "server", "status"], ["server"], ["--version"],
            ["pane", "nosuch"], ["help", "pane", "split"], ["help", "pane", "nosuch"], ["new", "--", "foo"],
            ["config", "help"], ["help", "--help"],
        ])
    func `everything else is the parser's`(words: [String]) {
        #expect(Arguments.problem(with: words, in: Roost.self) == nil)
    }
}
