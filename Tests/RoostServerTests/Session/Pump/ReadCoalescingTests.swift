import Testing

@testable import RoostServer

@Suite struct ReadCoalescingTests {
    private let start = ContinuousClock.now

    /// How often a program is read that prints so many bytes every so often, for a minute.
    private func turns(of count: Int, every interval: Duration) -> Int {
        var coalescing = ReadCoalescing()
        var (now, turns) = (start, 0)
        var printed = start
        while now < start + .seconds(60) {
            var gathered = 0
            while printed <= now {
                gathered += count
                printed += interval
            }
            turns += 1
            now += coalescing.pause(after: gathered, at: now) ?? interval
        }
        return turns
    }

    @Test func `a burst is read as it comes`() {
        var coalescing = ReadCoalescing()
        for turn in 0..<23 { #expect(coalescing.pause(after: 30, at: start + .milliseconds(turn)) == nil) }
        #expect(coalescing.pause(after: 30, at: start + .milliseconds(23)) == nil)
        #expect(coalescing.pause(after: 30, at: start + .milliseconds(24)) != nil)
    }

    @Test func `a spinner is read two or three times a second in the long run`() {
        #expect((150...200).contains(turns(of: 30, every: .milliseconds(80))))
        #expect((150...260).contains(turns(of: 100, every: .milliseconds(50))))
    }

    @Test func `what brings more is read as often as it needs`() {
        // 2 KiB ten times a second, 600 turns.
        #expect(turns(of: 2048, every: .milliseconds(100)) >= 600)
        // 10 KiB a second.
        #expect((400...520).contains(turns(of: 512, every: .milliseconds(50))))
    }

    @Test func `what prints now and then is never delayed`() {
        var coalescing = ReadCoalescing()
        for turn in 0..<1000 {
            #expect(coalescing.pause(after: 10, at: start + .milliseconds(turn * 500)) == nil)
        }
    }

    @Test func `who waits is not kept waiting, and a turn without output costs nothing`() {
        var coalescing = ReadCoalescing()
        for _ in 0..<100 { #expect(coalescing.pause(after: 0, at: start) == nil) }
        for _ in 0..<30 { _ = coalescing.pause(after: 1, at: start) }
        #expect(coalescing.pause(after: 1, at: start) != nil)
        coalescing.hurry()
        for _ in 0..<23 { #expect(coalescing.pause(after: 1, at: start) == nil) }
    }
}
