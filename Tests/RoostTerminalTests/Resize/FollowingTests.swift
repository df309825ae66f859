import RoostTerminal
import RoostTestSupport
import Testing

@Suite struct FollowingTests {
    /// What the followed line says; nil when it is not kept.
    private func followed(_ probe: Probe) -> String? {
        probe.terminal.followedLine.flatMap { probe.terminal.wholeLine(around: $0)?.text }
    }

    @Test(arguments: [4, 8, 10, 33, 80])
    func `a line is followed into the scrollback and through every width`(columns: Int) {
        let probe = Probe("first of many letters\r\n", rows: 5, columns: 20)
        let line = probe.terminal.lineOfCursor
        probe.feed("wanted and longer than a row\r\n")
        probe.terminal.follow(line: line ?? -1)
        for number in 0..<30 { probe.feed("line \(number)\r\n") }
        #expect(followed(probe) == "wanted and longer than a row")
        probe.resize(rows: 7, columns: columns)
        #expect(followed(probe) == "wanted and longer than a row")
        probe.resize(rows: 3, columns: 20)
        #expect(followed(probe) == "wanted and longer than a row")
        probe.resize(rows: 9, columns: 20)
        #expect(followed(probe) == "wanted and longer than a row")
    }

    @Test func `a line that is forgotten is followed no more`() {
        let probe = Probe("wanted\r\n", rows: 2, columns: 20)
        probe.terminal.follow(line: 0)
        probe.feed("1\r\n2\r\n3\r\n")
        #expect(followed(probe) == "wanted")
        probe.feed("\u{1B}[3J")
        #expect(probe.terminal.followedLine == nil)
    }

    @Test func `the alternate screen has no lines, and those above it are followed`() {
        let probe = Probe("wanted\r\n1\r\n2\r\n3", rows: 3, columns: 20)
        probe.terminal.follow(line: 0)
        probe.feed("\u{1B}[?1049h")
        #expect(probe.terminal.lineOfCursor == nil)
        #expect(probe.terminal.wholeLine(around: 2) == nil)
        probe.resize(rows: 3, columns: 4)
        #expect(followed(probe) == "wanted")
    }

    @Test func `a whole line has all of its rows`() throws {
        let probe = Probe("0123456789abcdefghij\r\nnext", rows: 2, columns: 8)
        let found = probe.terminal.wholeLine(around: 1)
        let whole = try #require(found)
        #expect(whole.rows == 0...2)
        #expect(whole.text == "0123456789abcdefghij")
        #expect(probe.terminal.wholeLine(around: 3)?.text == "next")
        #expect(probe.terminal.wholeLine(around: 4) == nil)
        #expect(probe.terminal.wholeLine(around: -1) == nil)
    }
}
