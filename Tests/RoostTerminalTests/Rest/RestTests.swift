import Testing

@testable import RoostTerminal

/// What a killed program leaves, and what a shell finds at its next prompt.
@Suite struct RestTests {
    /// What programs turn on, each by itself.
    static let leftovers = [
        "\u{1B}[?25l", "\u{1B}[3;5r", "\u{1B}[4h", "\u{1B}[?7l", "\u{1B}[?1003;1006h", "\u{1B}[?1000h",
        "\u{1B}[?9h", "\u{1B}[?1016h", "\u{1B}[?1004h", "\u{1B}[?1h", "\u{1B}=", "\u{1B}[?6h",
        "\u{1B}[?1049h", "\u{1B}[?47h", "\u{1B}[?1047h", "\u{1B}[?5h", "\u{1B}[?2026h", "\u{1B}[20h",
        "\u{1B}[>1u", "\u{1B}[>31u\u{1B}[>3u\u{1B}[=5;2u", "\u{1B}[=1u", "\u{1B}[>4;2m", "\u{1B}[?2004h",
        "\u{1B}(0", "\u{1B})0\u{E}", "\u{1B}[1;31m", "\u{1B}[6 q", "\u{1B}[?69h\u{1B}[3;9s", "\u{1B}[?2027h",
        "\u{1B}[2l\u{1B}[12l", "\u{1B}[?67h", "\u{1B}[?1007h", "\u{1B}[2$~\u{1B}[1$}status\u{1B}[0$}",
        "\u{1B}]8;;http://x\u{7}", "\u{1B}[?2031;2048h",
        "\u{1B}[?1049h\u{1B}[>5u\u{1B}[?25l\u{1B}[2;3r\u{1B}[?6h",
    ]

    private static let command = "\u{1B}]133;C\u{7}"
    private static func end(_ code: Int) -> String { "\u{1B}]133;D;\(code)\u{7}" }
    private static let prompt = "\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}"
    /// What may differ in a way that no prompt minds: text, places, colours of the palette.
    private func rest(_ probe: Probe) -> RestingState { probe.terminal.restingState }

    @Test(arguments: leftovers)
    func `after a command that was killed the terminal is as it was before it`(left: String) {
        for shell in ["", "\u{1B}[?2004h\u{1B}[?1h\u{1B}=", "\u{1B}[>1u\u{1B}[>5u", "\u{1B}[5 q\u{1B}[?12l"] {
            let before = Probe("\(shell)\(Self.prompt)run\r\n\(Self.command)", rows: 10, columns: 40)
            let wanted = rest(before)
            before.feed("text\r\n\(left)\(Self.end(137))")
            #expect(rest(before) == wanted)
            #expect(before.events.contains(.commandFinished(exitCode: 137)))
            before.feed("\(Self.prompt)x")
            #expect(before.rows.contains { $0.hasPrefix("$ x") })
        }
    }

    @Test(arguments: leftovers)
    func `the same when the program put it right for the alternate screen only`(left: String) {
        let probe = Probe("\(Self.prompt)run\r\n\(Self.command)", rows: 10, columns: 40)
        let wanted = rest(probe)
        probe.feed("text\r\n\(left)\u{1B}[?1049h\u{1B}[m\u{1B}(B\u{F}\u{1B}[?6l\u{1B}[r\(Self.end(137))")
        #expect(rest(probe) == wanted)
        probe.feed("\(Self.prompt)x")
        #expect(probe.rows.contains { $0.hasPrefix("$ x") })
    }

    @Test(arguments: leftovers)
    func `the same when the end of the command comes in pieces`(left: String) {
        let whole = Probe("\(Self.prompt)run\r\n\(Self.command)a\r\n\(left)b\(Self.end(1))\(Self.prompt)")
        let split = Probe()
        for byte in "\(Self.prompt)run\r\n\(Self.command)a\r\n\(left)b\(Self.end(1))\(Self.prompt)".utf8 {
            split.feed([byte])
        }
        #expect(split.state == whole.state)
    }

    @Test(arguments: leftovers)
    func `a snapshot knows what the shell had`(left: String) throws {
        let probe = Probe("\u{1B}[?2004h\u{1B}[>5u\(Self.prompt)\(Self.command)\(left)")
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot())
        for probe in [probe, restored] { probe.feed(Self.end(1)) }
        #expect(restored.state == probe.state)
        #expect(probe.modes.kittyFlags == 5)
    }

    @Test func `what the shell asks for after the command is its own`() {
        let probe = Probe(
            "\(Self.command)\(Self.end(9))\u{1B}[?2004h\u{1B}[?1h\u{1B}=\u{1B}[>1u\u{1B}[6 q\(Self.prompt)")
        #expect(probe.modes.bracketedPaste)
        #expect(probe.modes.applicationCursorKeys)
        #expect(probe.modes.kittyFlags == 1)
        #expect(probe.cursor.shape == .bar)
    }

    @Test(arguments: ["\u{1B}[?7l", "\u{1B}[2;4r", "\u{1B}[?5h", "\u{1B}[6 q", "\u{1B}[31m"])
    func `what may have been the purpose of a command stays when it ends well`(left: String) {
        let probe = Probe("\(Self.prompt)\(Self.command)\(left)")
        let changed = rest(probe)
        probe.feed("\(Self.end(0))\(Self.prompt)")
        #expect(rest(probe) == changed)
        probe.feed("\(Self.command)\(Self.end(1))")
        #expect(rest(probe) == changed, "it belongs to the shell now")
    }

    @Test(arguments: [
        "\u{1B}[?1003h", "\u{1B}[?25l", "\u{1B}[>1u", "\u{1B}[?1004h", "\u{1B}(0", "\u{1B}[?2026h",
    ])
    func `what is an accident goes although the command ended well`(left: String) {
        let probe = Probe("\(Self.prompt)\(Self.command)")
        let wanted = rest(probe)
        probe.feed("\(left)\(Self.end(0))")
        #expect(rest(probe) == wanted)
    }

    @Test func `a prompt without an end of the command keeps what line editors have turned on before it`() {
        let probe = Probe(
            "\(Self.command)\u{1B}[?1003h\u{1B}[?25l\u{1B}[3;5r\u{1B}[4h\u{1B}[?7l\u{1B}[?2004h\u{1B}[?1h\(Self.prompt)"
        )
        #expect(probe.modes.mouseTracking == .none)
        #expect(probe.cursor.isVisible)
        #expect(probe.terminal.screen.margins == Margins(probe.size))
        #expect(probe.modes.bracketedPaste)
        #expect(probe.modes.applicationCursorKeys)
    }

    @Test func `a prompt that is all that a shell marks is enough`() {
        let probe = Probe("\u{1B}[?2004h\(Self.prompt)", rows: 6, columns: 40)
        let wanted = rest(probe)
        probe.feed("run\r\n\u{1B}[?1049h\u{1B}[?1003;1006h\u{1B}[?25l\u{1B}[3;5r\u{1B}[4h\u{1B}(0")
        probe.feed("\u{1B}[?2004h\(Self.prompt)")
        #expect(rest(probe) == wanted)
        #expect(probe.screen == "$ run\n$")
    }

    @Test func `a prompt that is drawn anew keeps what a line editor has turned on behind it`() {
        let probe = Probe("\(Self.prompt)\(Self.command)\(Self.end(0))\(Self.prompt)\u{1B}[?1000;1006h")
        probe.feed("\r\(Self.prompt)")
        #expect(probe.modes.mouseTracking == .normal)
    }

    @Test func `a mark within the status line is no shell's`() {
        for mark in ["A", "B", "C", "D", "D;0", "D;137"] {
            let input =
                "\(Self.prompt)\(Self.command)\u{1B}[?25l\u{1B}[2$~\u{1B}[1$}status\u{1B}]133;\(mark)\u{7}more"
            let probe = Probe(input)
            #expect(probe.statusText == "statusmore")
            #expect(!probe.cursor.isVisible)
            let split = Probe()
            for byte in input.utf8 { split.feed([byte]) }
            #expect(split.state == probe.state)
        }
    }

    @Test func `without a command nothing is undone`() {
        let probe = Probe("\u{1B}[?1003h\u{1B}[?25l\u{1B}[?7l")
        let wanted = rest(probe)
        probe.feed("\(Self.end(1))\(Self.prompt)")
        #expect(rest(probe) == wanted)
    }

    @Test func `the text stays where it is, and so does the cursor`() {
        let probe = Probe(
            "\(Self.prompt)run\r\n\(Self.command)one\r\ntwo\u{1B}[2;4r\u{1B}[?6h\u{1B}[2;5H", rows: 8)
        let place = probe.place
        probe.feed(Self.end(137))
        #expect(probe.place == place)
        #expect(probe.screen == "$ run\none\ntwo")
    }

    @Test func `the prompt comes below the text when the alternate screen had saved no place`() {
        let probe = Probe("\(Self.prompt)run\r\n\(Self.command)out\r\n\u{1B}[?47hfull screen", rows: 6)
        probe.feed("\(Self.end(137))\(Self.prompt)")
        #expect(probe.screen == "$ run\nout\n$")
        let full = Probe("\(Self.command)1\r\n2\r\n3\u{1B}[?1047hfull", rows: 3)
        full.feed("\(Self.end(137))\(Self.prompt)")
        #expect(full.screen == "2\n3\n$")
    }

    @Test func `the controls mean the same to another terminal`() {
        for left in Self.leftovers {
            let probe = Probe("\(Self.prompt)text\r\n", rows: 10, columns: 40)
            let wanted = rest(probe)
            probe.feed(left)
            probe.feed(probe.terminal.controls(returningTo: wanted, .everything))
            #expect(rest(probe) == wanted, "\(left.debugDescription)")
            #expect(probe.terminal.controls(returningTo: wanted, .everything).isEmpty)
        }
    }

    @Test func `a shell in a shell leaves nothing either`() {
        let probe = Probe("\(Self.prompt)\(Self.command)")
        let wanted = rest(probe)
        probe.feed(
            "\(Self.prompt)\(Self.command)\u{1B}[?1000h\(Self.end(130))\u{1B}[?2004h\u{1B}[>1u\(Self.prompt)")
        #expect(probe.modes.kittyFlags == 1)
        probe.feed(Self.end(137))
        #expect(rest(probe) == wanted)
    }
}
