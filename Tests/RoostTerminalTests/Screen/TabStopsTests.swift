import Testing

@testable import RoostTerminal

@Suite struct TabStopsTests {
    @Test func `there is one in every eight columns, but none at the first`() {
        let stops = TabStops()
        #expect(stops.next(after: 0, end: 80) == 8)
        #expect(stops.next(after: 8, end: 80) == 16)
        #expect(stops.next(after: 75, end: 79) == 79)
        #expect(stops.previous(before: 16, start: 0) == 8)
        #expect(stops.previous(before: 8, start: 0) == 0)
        #expect(stops.next(after: 1992, end: 2000) == 2000)
    }

    @Test func `stops are set and cleared`() {
        #expect(Probe("\u{1B}[4G\u{1B}H\r\tx").screen == "   x")
        #expect(Probe("\u{1B}[9G\u{1B}[g\r\tx").screen == String(repeating: " ", count: 16) + "x")
        #expect(Probe("\u{1B}[3g\tx").screen == String(repeating: " ", count: 19) + "x")
        #expect(Probe("\u{1B}[3g\u{1B}[?5W\tx").screen == "        x")
    }

    @Test func `a tab erases nothing and keeps a pending wrap`() {
        #expect(Probe("abcdefghij\r\tX").screen == "abcdefghXj")
        #expect(Probe("01234567890123456789\tx").screen == "01234567890123456789\nx")
    }

    @Test func `places beyond the last column are ignored`() {
        var stops = TabStops()
        stops.insert(5000)
        stops.remove(-70)
        stops.remove(5000)
        #expect(stops == TabStops())
    }
}
