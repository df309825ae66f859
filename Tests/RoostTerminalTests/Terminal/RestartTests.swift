import RoostTerminal
import Testing

@Suite struct RestartTests {
    private func restart(_ output: String) -> Probe {
        let probe = Probe(output, rows: 6, columns: 20)
        probe.feed(probe.terminal.leavingProgram)
        probe.feed(probe.terminal.movingBelowText)
        return probe
    }

    @Test(arguments: [
        ("", "new"), ("$ ", "$\nnew"), ("one\r\n$ vim", "one\n$ vim\nnew"),
        // A program that drew further down, and came back.
        ("a\r\n\r\nb\u{1B}[H", "a\n\nb\nnew"),
        ("a\u{1B}P+q", "a\nnew"),
        // The last row scrolls.
        ("1\r\n2\r\n3\r\n4\r\n5\r\n6", "2\n3\n4\n5\n6\nnew"),
    ])
    func `the next program begins below the text`(output: String, screen: String) {
        let probe = restart(output)
        probe.feed("new")
        #expect(probe.screen == screen)
    }

    @Test func `the alternate screen is left`() {
        let probe = restart("$ vim\u{1B}[?1049h\u{1B}[>5u\u{1B}[2;5r\u{1B}[?6h\u{1B}[3;3H~")
        #expect(!probe.isAlternateScreen)
        #expect(probe.screen == "$ vim")
        #expect(probe.place == [1, 0])
        probe.feed("\u{1B}[?1049h")
        #expect(probe.screen == "")
        #expect(probe.modes == InputModes())
    }

    @Test(arguments: [
        "\u{1B}[31;1m", "\u{1B}[?5;67;2026;2031;2048h", "\u{1B}[?2004;1004;1003;1006h",
        "\u{1B}[?1h\u{1B}=\u{1B}[>4;2m", "\u{1B}[>1u\u{1B}[>3u", "\u{1B}[4 q",
        "\u{1B}[?25l\u{1B}[?7l\u{1B}[?2027h", "\u{1B}(0\u{0E}", "\u{1B}[3g\u{1B}[4;20h\u{1B}[12l",
        "\u{1B}]2;title\u{07}\u{1B}]8;;http://x\u{07}", "\u{1B}]4;1;red\u{07}\u{1B}]11;#123456\u{07}",
        "\u{1B}[2$~\u{1B}[1$}status", "\u{1B}[?69h\u{1B}[3;9s\u{1B}[2;4r",
        "\u{1B}]52;c;never ends", "\u{1B}_G", "\u{1B}[38;2", "\u{E2}\u{82}",
    ])
    func `a new program finds a terminal as at the start`(output: String) {
        let probe = restart(output)
        let fresh = restart("")
        for probe in [probe, fresh] { probe.feed("\u{1B}[H\u{1B}[2Ja\tb\u{1B}[4;18Hxyz!") }
        #expect(probe.modes == fresh.modes)
        #expect(probe.cursor == fresh.cursor)
        #expect(probe.rows == fresh.rows)
        #expect(probe.state == fresh.state)
    }
}
