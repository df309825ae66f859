import Testing

@testable import RoostServer

@Suite struct FramePaceTests {
    private static let start = ContinuousClock.now

    /// A pace after whole screens with so many bytes between them.
    private static func pace(_ bytes: UInt64) -> FramePace {
        var pace = FramePace()
        pace.sent(50, of: 50, printed: 1_000_000, at: start)
        pace.sent(50, of: 50, printed: 1_000_000 + bytes, at: start)
        return pace
    }

    @Test func `the first update waits for nothing`() {
        #expect(FramePace().rest == .zero)
    }

    @Test(arguments: [(1, 4), (6, 4), (25, 16), (50, 16)])
    func `few rows may follow each other sooner than whole screens`(count: Int, milliseconds: Int) {
        var pace = FramePace()
        pace.sent(count, of: 50, printed: 9_000_000, at: Self.start)
        #expect(pace.rest == .milliseconds(milliseconds))
    }

    @Test func `a flood is shown less often, a program that draws is not`() {
        #expect(Self.pace(20_000).rest == .milliseconds(16))
        #expect(Self.pace(500_000).rest == .milliseconds(40))
    }

    @Test(arguments: [(5, 40), (15, 60), (25, 100), (300, 100)])
    func `a flood that takes long to draw is shown less often still`(cost: Int, milliseconds: Int) {
        var pace = Self.pace(500_000)
        pace.painted(in: .milliseconds(cost))
        #expect(pace.rest == .milliseconds(milliseconds))
    }

    @Test func `what is no flood follows as soon as it is drawn`() {
        var pace = Self.pace(20_000)
        pace.painted(in: .milliseconds(25))
        #expect(pace.rest == .milliseconds(16))
        pace = Self.pace(500_000)
        pace.answer(at: Self.start)
        pace.painted(in: .milliseconds(25))
        #expect(pace.rest == .milliseconds(16))
    }

    @Test func `who types into a flood sees every frame, for a while`() {
        var pace = Self.pace(500_000)
        pace.answer(at: Self.start)
        #expect(pace.rest == .milliseconds(16))
        pace.sent(50, of: 50, printed: 2_000_000, at: Self.start + .milliseconds(100))
        #expect(pace.rest == .milliseconds(16))
        pace.sent(50, of: 50, printed: 3_000_000, at: Self.start + .seconds(1))
        #expect(pace.rest == .milliseconds(40))
    }

    @Test func `an answer makes nobody wait longer`() {
        var pace = FramePace()
        pace.answer(at: Self.start)
        #expect(pace.rest == .zero)
    }
}
