import RoostDetect
import RoostModel
import Testing

/// What a program asks that no rule knows: by the kernel's word, it reads its terminal.
@Suite struct ReadingProgramTests {
    private func line(
        _ screen: String, _ reading: Observation.Reading?, isCooked: Bool = true, quiet: Int64 = 1200,
        _ change: (inout Observation) -> Void = { _ in }
    ) -> String {
        var observation = Observation.of("shell", screen.rows, quiet: quiet)
        observation.reading = reading
        observation.isCooked = isCooked
        change(&observation)
        var detector = Detector(provider: "shell")
        return detector.evaluate(observation).line
    }

    @Test(arguments: [
        "Name:", "Enter file in which to save the key (/home/ann/.ssh/id_ed25519):", "名前を入力してください：",
        "Wie heißt du?", "replace a.txt? [y]es, [n]o, [A]ll, [N]one, [r]ename:", "package name: (app)",
        "Common Name (e.g. server FQDN or YOUR name) []:", "Weiter mit einer Taste",
        "Country Name (2 letter code) [AU]:",
    ])
    func `a row in any language is a question when the program reads behind it`(asked: String) {
        #expect(
            line("$ x\n\(asked)", .reads) == "waiting_input question: \(asked)"
                || line("$ x\n\(asked)", .reads).hasPrefix("waiting_input question: \(asked) ["))
        #expect(line("$ x\n\(asked)", .never) == "running")
        #expect(line("$ x\n\(asked)", .reads, quiet: 500) == "running")
    }

    @Test(arguments: [
        ">>>", "mysql>", "(gdb)", "irb(main):001:0>", "In [3]:", "$", "root@box:/#", "100%", ":",
        "--More--(40%)", "(END)",
    ])
    func `a program at its own prompt or at the end of a page asks nothing`(prompt: String) {
        #expect(line("x\n\(prompt)", .reads) == "running")
    }

    @Test(arguments: ["Do you want to proceed? (y/N)", "Password:", "Continue?"])
    func `words that a program shows while it does not read ask nothing`(words: String) {
        #expect(line("$ x\n\(words)", .never) == "running")
        #expect(line("$ x\n\(words)", nil).hasPrefix("waiting_input "))
    }

    @Test func `what a person types is no question, nor is a command at its prompt`() {
        #expect(line("$ cat\nhello", .reads) { $0.rowBeforeInput = "" } == "running")
        #expect(line("mysql> select 1", .reads) { $0.rowBeforeInput = "mysql>" } == "running")
        #expect(
            line("Name: Ann", .reads) { $0.rowBeforeInput = "Name:" }.hasPrefix(
                "waiting_input question: Name: Ann"))
    }

    @Test func `a program that waits for several things asks with a sign at the end, when it reads keys`() {
        #expect(
            line("package name: (app)", .mayRead, isCooked: false)
                == "waiting_input question: package name: (app)")
        #expect(line("Loading modules", .mayRead, isCooked: false) == "running")
        #expect(line("Loading modules:", .mayRead, isCooked: true) == "running")
    }

    @Test func `a shell that edits its line is at its prompt, whatever that says`() {
        #expect(line("ready (y/n)", .reads, isCooked: false) { $0.isOwnForeground = true } == "running")
        #expect(
            line("Name:", .reads, isCooked: true) { $0.isOwnForeground = true }
                == "waiting_input question: Name:")
        #expect(
            line("Name:", .reads, isCooked: false) {
                ($0.isOwnForeground, $0.isCommandRunning) = (true, true)
            } == "waiting_input question: Name:")
    }

    @Test func `a menu of a program that reads keys is a question`() {
        let screen = "? Which one? (Use arrow keys)\n❯ Red\n  Green\n  Blue"
        #expect(
            line(screen, .mayRead, isCooked: false)
                == "waiting_input question: ? Which one? (Use arrow keys) [a Red*, b Green, c Blue]")
        #expect(line(screen, .mayRead, isCooked: true) == "running", "a file with these words is no menu")
    }

    @Test func `a framed dialog with buttons is a question, and one for a secret is a login`() {
        let frame = { (text: String, buttons: String) in
            "┌──────────────────────┐\n│ \(text) │\n├──────────────────────┤\n│ \(buttons) │\n└──────────────────────┘"
        }
        #expect(
            line(frame("Remove it?", "< Yes >    < No >"), .mayRead, isCooked: false).hasPrefix(
                "waiting_input question: Remove it?"))
        #expect(
            line(frame("Please enter the passphrase", "<OK>   <Cancel>"), .mayRead, isCooked: false)
                .hasPrefix("waiting_input authentication: "))
    }
}
