import Testing

@testable import RoostUI

@Suite struct StyledLineTests {
    private static func rows(_ line: StyledLine, _ columns: Int) -> [String] {
        line.wrapped(to: columns).map { $0.map(\.text).joined() }
    }

    @Test func `a line is cut between words`() {
        let line = StyledLine("one two  three fourteen")
        #expect(Self.rows(line, 8) == ["one two", "three", "fourteen"])
        #expect(Self.rows(line, 100) == ["one two  three fourteen"])
    }

    @Test func `a word that is too long is cut where the room ends`() {
        #expect(Self.rows(StyledLine("ab abcdefgh"), 4) == ["ab", "abcd", "efgh"])
    }

    @Test func `code is cut where the room ends`() {
        let line = StyledLine([Span("let a = b")], isVerbatim: true)
        #expect(Self.rows(line, 4) == ["let ", "a = ", "b"])
    }

    @Test func `every row has what stands before it`() {
        let line = StyledLine([Span("one two three")], lead: [Span("- ")], hang: [Span("  ")])
        #expect(Self.rows(line, 10) == ["- one two", "  three"])
        // Too narrow for that.
        #expect(Self.rows(line, 9) == ["one two", "three"])
    }

    @Test func `characters of two cells are counted as such`() {
        #expect(Self.rows(StyledLine("漢字漢字"), 5) == ["漢字", "漢字"])
        #expect(Self.rows(StyledLine("漢字"), 1) == ["漢", "字"])
    }

    @Test func `looks go along`() {
        let line = StyledLine([Span("one "), Span("two three", .strong)])
        #expect(
            line.wrapped(to: 8) == [[Span("one "), Span("two", .strong)], [Span("three", .strong)]])
    }

    @Test func `an empty line is a row`() {
        #expect(Self.rows(StyledLine(""), 10) == [""])
    }

    @Test(arguments: 0...30)
    func `no row is wider than the room`(columns: Int) {
        let line = StyledLine(
            [Span("a few words, "), Span("漢字 and code", .code), Span(" é 👩‍👩‍👧 more")], lead: [Span("12. ")])
        let rows = line.wrapped(to: columns)
        for row in rows { #expect(row.reduce(0) { $0 + TextWidth.of($1.text) } <= max(2, columns)) }
        let letters = rows.flatMap { $0 }.map(\.text).joined().filter { $0 != " " }
        #expect(letters.replacing("12.", with: "") == line.text.filter { $0 != " " })
    }
}
