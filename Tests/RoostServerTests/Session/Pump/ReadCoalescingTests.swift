import Testing

@testable import RoostServer

@Suite struct ReadCoalescingTests {
    private let start = ContinuousClock.now

    /// How often a program is read that prints so many bytes every so often, for a minute.
    private func turns(of count: Int, every interval: Duration) -> Int {
        var coalescing = ReadCoalescing()
        var (now, turns, tick) = (start, 0, start)
        var printed = start
        while now < start + .seconds(60) {
            var gathered = 0
            while printed <= now {
                gathered += count
                printed += interval
            }
            turns += 1
            while tick <= now { tick += ReadCoalescing.tick }
            now = coalescing.gathers(after: gathered, at: now) ? tick : now + interval
        }
        return turns
    }

    /// Whether each of some turns in the same instant gathers.
    private func gathering(_ coalescing: inout ReadCoalescing, turns: Int, of count: Int = 1) -> [Bool] {
        (0..<turns).map { _ in coalescing.gathers(after: count, at: start) }
    }

    @Test func `a burst is read as it comes`() {
        var coalescing = ReadCoalescing()
        let gathers = gathering(&coalescing, turns: 30, of: 30)
        #expect(gathers == (0..<30).map { $0 >= 24 })
    }

    @Test func `a spinner is read two or three times a second in the long run`() {
        #expect((150...200).contains(turns(of: 30, every: .milliseconds(80))))
        #expect((150...260).contains(turns(of: 100, every: .milliseconds(50))))
    }

    @Test func `what brings more is read as often as it needs`() {
        // 2 KiB ten times a second, 600 turns.
        #expect(turns(of: 2048, every: .milliseconds(100)) >= 600)
        // 10 KiB a second: what gathers between two turns is far below what the kernel holds.
        #expect(turns(of: 512, every: .milliseconds(50)) > 200)
    }

    @Test func `what prints now and then is never delayed`() {
        var coalescing = ReadCoalescing()
        let gathers = (0..<1000).map { coalescing.gathers(after: 10, at: start + .milliseconds($0 * 500)) }
        #expect(!gathers.contains(true))
    }

    @Test func `what spun for an hour is read as it comes a second later`() {
        var coalescing = ReadCoalescing()
        for turn in 0..<9000 { _ = coalescing.gathers(after: 10, at: start + .milliseconds(turn * 400)) }
        let gathers = [3_600_000, 3_601_100].map {
            coalescing.gathers(after: 10, at: start + .milliseconds($0))
        }
        #expect(gathers == [true, false])
    }

    @Test func `who waits is not kept waiting, and a turn without output costs nothing`() {
        var coalescing = ReadCoalescing()
        #expect(!gathering(&coalescing, turns: 100, of: 0).contains(true))
        #expect(gathering(&coalescing, turns: 31).last == true)
        coalescing.hurry()
        #expect(!gathering(&coalescing, turns: 23).contains(true))
    }
}
