import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct RateWindowTests {
    private static func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test func `as many starts as the limit go at once, the next when the first is a period old`() {
        var window = RateWindow(limit: 2, periodMilliseconds: 100)
        #expect(window.nextStart(now: Self.at(0)) == Self.at(0))
        window.start(at: Self.at(0))
        window.start(at: Self.at(30))
        #expect(window.nextStart(now: Self.at(40)) == Self.at(100))
        #expect(window.nextStart(now: Self.at(150)) == Self.at(150))
        window.start(at: Self.at(100))
        #expect(window.nextStart(now: Self.at(100)) == Self.at(130))
    }

    @Test func `another limit counts the newest starts, and none in the future`() {
        var window = RateWindow(limit: 3, periodMilliseconds: 100)
        for moment: Int64 in [0, 10, 900] { window.start(at: Self.at(moment)) }
        let fewer = window.limited(to: 1, periodMilliseconds: 100, until: Self.at(20))
        #expect(fewer.nextStart(now: Self.at(20)) == Self.at(120))
    }

    @Test func `no period of any position has more starts than the limit, and none is refused without need`()
    {
        var generator = SeededGenerator(seed: 100)
        for _ in 0..<20_000 {
            let limit = Int.random(in: 1...4, using: &generator)
            let period = Int64.random(in: 1...20, using: &generator)
            var window = RateWindow(limit: limit, periodMilliseconds: period)
            var starts: [Int64] = []
            var now: Int64 = 0
            for _ in 0..<8 {
                now += Int64.random(in: 0...8, using: &generator)
                let isWithin = starts.suffix(limit).filter { $0 > now - period }.count < limit
                let next = window.nextStart(now: Self.at(now))
                #expect((next == Self.at(now)) == isWithin, "seed 100")
                if next > Self.at(now) { now = next.milliseconds }
                window.start(at: Self.at(now))
                starts.append(now)
            }
            for (first, last) in zip(starts, starts.dropFirst(limit)) where last - first < period {
                Issue.record("seed 100: \(limit + 1) starts in \(period) ms: \(starts)")
            }
        }
    }
}
