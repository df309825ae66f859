import RoostTerminal
import Testing

@Suite struct PromptsTests {
    private func osc(_ text: String) -> String { "\u{1B}]133;\(text)\u{7}" }

    @Test func `the command is what stands between B and C`() {
        let probe = Probe(
            osc("A") + "user$ " + osc("B") + "ls -l\r\n" + osc("C") + "total 0\r\n" + osc("D;0"))
        #expect(
            probe.events == [
                .promptStarted(line: 0), .commandStarted(line: 0), .commandExecuted(text: "ls -l", line: 1),
                .commandFinished(exitCode: 0),
            ])
    }

    @Test func `a command that wraps is one line`() {
        let probe = Probe(osc("B") + "0123456789abcdefghij\r\n" + osc("C"), rows: 5, columns: 8)
        #expect(probe.events.last == .commandExecuted(text: "0123456789abcdefghij", line: 3))
    }

    @Test func `a command that scrolled off is found`() {
        let probe = Probe("x\r\ny\r\n" + osc("B") + "long\r\n> second\r\n" + osc("C"), rows: 2, columns: 20)
        #expect(probe.events.last == .commandExecuted(text: "long\n> second", line: 4))
    }

    @Test func `a command is found after a resize`() {
        let probe = Probe("prompt$ " + osc("B") + "echo hello world", rows: 4, columns: 40)
        probe.resize(rows: 4, columns: 11)
        probe.feed("\r\n" + osc("C"))
        guard case .commandExecuted(let text, _)? = probe.events.last else {
            Issue.record("no command event")
            return
        }
        #expect(text == "echo hello world")
    }

    @Test func `the shell's own word is better than the screen's`() {
        let probe = Probe(osc("B") + "ls\r\n" + osc("C;cmdline_url=echo%20%C3%A9%0Ax"))
        #expect(probe.events.last == .commandExecuted(text: "echo é\nx", line: 1))
    }

    @Test func `without B there is no text`() {
        #expect(Probe("ls\r\n" + osc("C")).events == [.commandExecuted(text: "", line: 1)])
        #expect(
            Probe(osc("B") + "a\u{1B}[?1049h" + osc("C")).events.last == .commandExecuted(text: "", line: 0))
    }
}
