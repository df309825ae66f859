import Testing

@testable import RoostTerminal

/// What is shown while a program is in the middle of a frame (mode 2026).
@Suite struct WholeFrameTests {
    private static let begin = "\u{1B}[?2026h"
    private static let end = "\u{1B}[?2026l"

    /// The rows and the cursor that a viewer is shown.
    private func shown(_ probe: Probe) -> (rows: [String], cursor: Cursor, count: UInt64)? {
        guard probe.exchangeFrame() else { return nil }
        defer { _ = probe.exchangeFrame() }
        return (probe.rows, probe.cursor, probe.changeCount)
    }

    @Test func `within a frame the picture before it is shown`() throws {
        let probe = Probe(
            "old漢e\u{301}\(Self.begin)\u{1B}[H\u{1B}[2J\u{1B}[31mnew\u{1B}[?25l", rows: 2, columns: 10)
        let during = try #require(shown(probe))
        #expect(during.rows == ["old漢e\u{301}", ""])
        #expect(during.cursor.isVisible)
        #expect(during.cursor.column == 6)
        #expect(probe.rows == ["new", ""])
        probe.feed(Self.end)
        let after = try #require(shown(probe))
        #expect(after.rows == ["new", ""])
        #expect(!after.cursor.isVisible)
        #expect(after.count != during.count)
    }

    @Test func `a frame that changes nothing more before its end is shown all the same`() throws {
        let probe = Probe("old\(Self.begin)")
        probe.feed("new")
        let during = try #require(shown(probe))
        probe.feed(Self.end)
        #expect(try #require(shown(probe)).count != during.count)
        #expect(try #require(shown(probe)).rows[0] == "oldnew")
    }

    @Test func `a frame that begins where another ends shows that one`() throws {
        let probe = Probe("1\(Self.begin)")
        for number in 2..<10 { probe.feed("\r\(number)\(Self.end)\(Self.begin)") }
        #expect(probe.isSynchronizing)
        #expect(try #require(shown(probe)).rows[0] == "9")
        #expect(probe.terminal.frameCount == 9)
    }

    @Test func `rows that did not change keep their numbers through a frame`() throws {
        let probe = Probe("one\r\ntwo\(Self.begin)\u{1B}[2Hchanged", rows: 3)
        #expect(probe.exchangeFrame())
        let during = probe.stamps
        #expect(probe.exchangeFrame())
        #expect(during[0] == probe.stamps[0])
        #expect(during[1] != probe.stamps[1])
    }

    @Test(arguments: [(2, 4), (8, 30), (1, 2)])
    func `the picture follows the size`(rows: Int, columns: Int) throws {
        let probe = Probe("first\r\nsecond漢\(Self.begin)\u{1B}[2Jx", rows: 4, columns: 10)
        probe.resize(rows: rows, columns: columns)
        let picture = try #require(shown(probe))
        #expect(picture.rows.count == rows)
        #expect(picture.cursor.row < rows)
        #expect(picture.cursor.column < columns)
        probe.feed(Self.end)
    }

    @Test func `styles and clusters of the picture outlive a sweep`() throws {
        let probe = Probe("\u{1B}[1;38;2;1;2;3me\u{301}\(Self.begin)\u{1B}[2J\u{1B}[H", rows: 40, columns: 40)
        for number in 0..<70_000 {
            probe.terminal.feed(
                Array("\u{1B}[38;2;9;\(number >> 8 & 255);\(number & 255)mx\u{302}\u{1B}[H".utf8))
        }
        probe.terminal.checkInvariants()
        #expect(probe.exchangeFrame())
        #expect(probe.line(0).clusters == ["e\u{301}"])
        #expect(probe.style(0, 0).foreground == .rgb(1, 2, 3))
        #expect(probe.exchangeFrame())
    }

    @Test func `after a restore within a frame there is nothing to show until it ends`() throws {
        let probe = Probe("old\(Self.begin)new")
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot())
        #expect(shown(restored) == nil)
        restored.feed(Self.end)
        #expect(try #require(shown(restored)).rows[0] == "oldnew")
    }
}
