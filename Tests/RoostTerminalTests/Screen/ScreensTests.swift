import RoostTerminal
import Testing

@Suite struct ScreensTests {
    @Test func `mode 1049 saves cursor and screen and shows an empty one`() {
        let probe = Probe("main\u{1B}[?1049h")
        #expect(probe.isAlternateScreen)
        #expect(probe.screen == "")
        #expect(probe.place == [0, 4])
        probe.feed("\u{1B}[3;3Halt")
        #expect(probe.screen == "\n\n  alt")
        probe.feed("\u{1B}[?1049l")
        #expect(probe.screen == "main")
        #expect(probe.place == [0, 4])
        probe.feed("\u{1B}[?1049h")
        #expect(probe.screen == "")
    }

    @Test func `mode 47 keeps the alternate screen, mode 1047 clears it on leaving`() {
        #expect(Probe("\u{1B}[?47halt\u{1B}[?47l\u{1B}[?47h").screen == "alt")
        #expect(Probe("\u{1B}[?1047halt\u{1B}[?1047l\u{1B}[?47h").screen == "")
    }

    @Test func `entering twice or leaving twice changes nothing`() {
        let probe = Probe("a\u{1B}[?1049h\u{1B}[?1049h\u{1B}[?1049l\u{1B}[?1049lb")
        #expect(probe.screen == "ab")
        #expect(probe.events == [.alternateScreen(true), .alternateScreen(false)])
    }

    @Test func `mode 1048 is the cursor alone`() {
        #expect(Probe("\u{1B}[2;2H\u{1B}[?1048h\u{1B}[4;4H\u{1B}[?1048l").place == [1, 1])
    }

    @Test func `each screen has its saved cursor`() {
        let probe = Probe("\u{1B}[2;2H\u{1B}7\u{1B}[?47h\u{1B}[3;3H\u{1B}7\u{1B}[?47l\u{1B}8")
        #expect(probe.place == [1, 1])
    }

    @Test func `rows that only scroll keep their stamps`() {
        let probe = Probe("1\r\n2\r\n3\r\n4", rows: 4, columns: 10)
        let before = probe.stamps
        probe.feed("\r\n5")
        let after = probe.stamps
        #expect(Array(after[0..<3]) == Array(before[1..<4]))
        #expect(!before.contains(after[3]))
    }

    @Test func `a changed row gets a stamp that was never used`() {
        let probe = Probe("abc", rows: 3, columns: 10)
        var seen = Set(probe.stamps)
        for text in ["\rx", "\u{1B}[K", "\u{1B}[2J", "\u{1B}[?1049h", "y", "\u{1B}[?1049l", "\u{1B}[3;1Hz\n"]
        {
            let before = probe.stamps
            probe.feed(text)
            for stamp in probe.stamps where !before.contains(stamp) {
                #expect(!seen.contains(stamp) || text.hasSuffix("l"))
                seen.insert(stamp)
            }
        }
    }

    @Test func `leaving the alternate screen shows rows that a viewer already has`() {
        let probe = Probe("abc", rows: 3, columns: 10)
        let before = probe.stamps
        probe.feed("\u{1B}[?1049hfull screen\u{1B}[?1049l")
        #expect(probe.stamps == before)
    }

    @Test func `the count of changes grows only when there is something to show`() {
        let probe = Probe("abc")
        let before = probe.changeCount
        probe.feed("\u{1B}[0m\u{1B}[c\u{1B}]133;A\u{7}")
        #expect(probe.changeCount == before)
        for text in [
            "x", "\u{1B}[H", "\u{1B}[?25l", "\u{1B}]2;t\u{7}", "\u{1B}[?2004h", "\u{1B}[?5h", "\u{1B}[3 q",
        ] {
            let last = probe.changeCount
            probe.feed(text)
            #expect(probe.changeCount > last, "\(text.debugDescription)")
        }
    }

    @Test func `a title changes nothing in the pane`() {
        let probe = Probe("abc")
        let before = probe.terminal.displayCount
        probe.feed("\u{1B}]2;one\u{7}")
        probe.feed("\u{1B}]2;two\u{7}\u{1B}]2;three\u{7}")
        #expect(probe.terminal.displayCount == before)
        for text in ["x", "\u{1B}[H", "\u{1B}[?2004h", "\u{1B}]2;four\u{7}\u{1B}[?25l"] {
            let last = probe.terminal.displayCount
            probe.feed(text)
            #expect(probe.terminal.displayCount > last, "\(text.debugDescription)")
        }
    }
}
