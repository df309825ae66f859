import Testing

@testable import RoostTerminal

@Suite struct ModesTests {
    @Test func `input modes follow their sequences`() {
        var expected = InputModes()
        let probe = Probe()
        #expect(probe.modes == expected)
        let steps: [(String, WritableKeyPath<InputModes, Bool>)] = [
            ("\u{1B}[?1h", \.applicationCursorKeys), ("\u{1B}=", \.applicationKeypad),
            ("\u{1B}[20h", \.newLineMode),
            ("\u{1B}[?2004h", \.bracketedPaste), ("\u{1B}[?1004h", \.focusEvents),
            ("\u{1B}[?67h", \.backarrowSendsBackspace), ("\u{1B}[?1007h", \.alternateScroll),
        ]
        for (sequence, path) in steps {
            probe.feed(sequence)
            expected[keyPath: path] = true
            #expect(probe.modes == expected)
        }
        probe.feed("\u{1B}[?1;67;1004;1007;2004l\u{1B}>\u{1B}[20l")
        #expect(probe.modes == InputModes())
    }

    @Test(arguments: [
        ("\u{1B}[?9h", MouseTracking.x10, MouseEncoding.legacy),
        ("\u{1B}[?1000h\u{1B}[?1006h", .normal, .sgr),
        ("\u{1B}[?1002;1005h", .button, .utf8), ("\u{1B}[?1003;1015h", .any, .urxvt),
        ("\u{1B}[?1003;1016h", .any, .sgrPixels),
        ("\u{1B}[?1000;1006h\u{1B}[?1000;1002;1003;1006l", .none, .legacy),
        ("\u{1B}[?1006;1000h\u{1B}[?1016l", .normal, .sgr),
    ])
    func `mouse modes`(sequence: String, tracking: MouseTracking, encoding: MouseEncoding) {
        let modes = Probe(sequence).modes
        #expect(modes.mouseTracking == tracking)
        #expect(modes.mouseEncoding == encoding)
    }

    @Test func `the kitty keyboard stack belongs to its screen`() {
        let probe = Probe("\u{1B}[>5u")
        #expect(probe.modes.kittyFlags == 5)
        probe.feed("\u{1B}[?1049h")
        #expect(probe.modes.kittyFlags == 0)
        probe.feed("\u{1B}[>3u\u{1B}[?u")
        #expect(probe.modes.kittyFlags == 3)
        #expect(probe.replies == "\u{1B}[?3u")
        probe.feed("\u{1B}[?1049l")
        #expect(probe.modes.kittyFlags == 5)
        probe.feed("\u{1B}[=2;2u")
        #expect(probe.modes.kittyFlags == 7)
        probe.feed("\u{1B}[=1;3u")
        #expect(probe.modes.kittyFlags == 6)
        probe.feed("\u{1B}[=31u")
        #expect(probe.modes.kittyFlags == 31)
        probe.feed("\u{1B}[<9u")
        #expect(probe.modes.kittyFlags == 0)
        for _ in 0..<100 { probe.feed("\u{1B}[>1u") }
        #expect(probe.keyboardDepth <= 16)
    }

    @Test func `modifyOtherKeys is set, asked for and reset`() {
        let probe = Probe("\u{1B}[>4;2m\u{1B}[?4m")
        #expect(probe.modes.modifyOtherKeys == 2)
        #expect(probe.replies == "\u{1B}[>4;2m")
        probe.feed("\u{1B}[>4m")
        #expect(probe.modes.modifyOtherKeys == 0)
        probe.feed("\u{1B}[>4;1m\u{1B}[>4n")
        #expect(probe.modes.modifyOtherKeys == 0)
    }

    @Test(arguments: [
        (1, 2), (7, 1), (25, 1), (1000, 2), (1006, 2), (2004, 2), (2026, 2), (2027, 2), (2031, 2), (2048, 2),
        (1049, 2),
        (1016, 2), (69, 2), (45, 2), (12, 1), (60, 4), (31337, 0), (0, 0),
    ])
    func `DECRQM tells each private mode`(mode: Int, state: Int) {
        #expect(Probe("\u{1B}[?\(mode)$p").replies == "\u{1B}[?\(mode);\(state)$y")
    }

    @Test(arguments: [
        1, 5, 7, 9, 12, 25, 40, 45, 66, 67, 69, 1000, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 2004,
        2026, 2027, 2031,
    ])
    func `a private mode is what it was set to`(mode: Int) {
        #expect(Probe("\u{1B}[?\(mode)h\u{1B}[?\(mode)$p").replies.hasSuffix(";1$y"))
        #expect(Probe("\u{1B}[?\(mode)h\u{1B}[?\(mode)l\u{1B}[?\(mode)$p").replies.hasSuffix(";2$y"))
    }

    @Test(arguments: [(4, 2), (20, 2), (12, 1), (2, 2), (1, 4), (99, 0)])
    func `DECRQM tells each ANSI mode`(mode: Int, state: Int) {
        #expect(Probe("\u{1B}[\(mode)$p").replies == "\u{1B}[\(mode);\(state)$y")
    }

    @Test func `modes are saved and restored`() {
        let probe = Probe("\u{1B}[?7;2004s\u{1B}[?7l\u{1B}[?2004h\u{1B}[?7;2004r\u{1B}[?7$p\u{1B}[?2004$p")
        #expect(probe.replies == "\u{1B}[?7;1$y\u{1B}[?2004;2$y")
    }

    @Test func `synchronized output ends by itself when its owner says so`() {
        let probe = Probe("\u{1B}[?2026h")
        #expect(probe.isSynchronizing)
        let before = probe.changeCount
        probe.terminal.endSynchronization()
        #expect(!probe.isSynchronizing)
        #expect(probe.changeCount > before)
    }

    @Test func `reverse video is told`() {
        let probe = Probe("\u{1B}[?5h")
        #expect(probe.isReverseVideo)
        probe.feed("\u{1B}[?5l")
        #expect(!probe.isReverseVideo)
    }

    @Test func `size reports come at once and with each size`() {
        let probe = Probe("\u{1B}[?2048h", rows: 5, columns: 20)
        #expect(probe.replies == "\u{1B}[48;5;20;80;160t")
        probe.resize(rows: 6, columns: 10)
        #expect(probe.replies == "\u{1B}[48;6;10;96;80t")
        probe.feed("\u{1B}[?2048l")
        probe.resize(rows: 7, columns: 10)
        #expect(probe.replies == "")
    }

    @Test func `colour scheme reports`() {
        let probe = Probe("\u{1B}[?996n\u{1B}[?2031h")
        #expect(probe.replies == "\u{1B}[?997;1n")
        #expect(probe.events == [.colorScheme, .colorScheme])
        probe.terminal.reportColorScheme(isDark: false)
        #expect(probe.replies == "\u{1B}[?997;2n")
        probe.feed("\u{1B}[?2031l")
        probe.terminal.reportColorScheme(isDark: true)
        #expect(probe.replies == "")
        var options = TerminalOptions()
        options.background = (250, 250, 250)
        #expect(Probe("\u{1B}[?996n", options: options).replies == "\u{1B}[?997;2n")
    }

    @Test func `resets bring everything back`() {
        let everything =
            "\u{1B}[1;31m\u{1B}[?1;5;6;25;45;66;67;69;1000;1004;1006;2004h\u{1B}[?7;25l\u{1B}[4;20h\u{1B}[2;3r"
            + "\u{1B}(0\u{1B}[>4;2m\u{1B}[>7u\u{1B}[5 q\u{1B}[1\"q\u{1B}[3gx"
        let probe = Probe(everything + "\u{1B}c")
        let fresh = Probe()
        #expect(probe.state == fresh.state)
    }

    @Test func `RIS leaves the alternate screen and keeps the scrollback`() {
        let probe = Probe("1\r\n2\r\n3\u{1B}[?1049halt\u{1B}c", rows: 2, columns: 10)
        #expect(!probe.isAlternateScreen)
        #expect(probe.screen == "")
        #expect(probe.scrollback == ["1"])
    }

    @Test func `a soft reset keeps the screen`() {
        let probe = Probe("abc\u{1B}[1m\u{1B}[?6h\u{1B}[2;3r\u{1B}[4h\u{1B}[!p\u{1B}[3;3Hx")
        #expect(probe.screen == "abc\n\n  x")
        #expect(probe.style(2, 2) == .plain)
    }
}
