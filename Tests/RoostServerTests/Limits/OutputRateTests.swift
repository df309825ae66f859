import Testing

@testable import RoostServer

@Suite struct OutputRateTests {
    private let start = ContinuousClock.now

    @Test func `no limit is no rate`() {
        #expect(OutputRate(bytesPerSecond: 0) == nil)
        #expect(OutputRate(bytesPerSecond: -1) == nil)
    }

    /// Reads as a session does: parts of 4 KiB until the rate is used up, then a pause.
    private func total(in seconds: Int, rate: inout OutputRate) -> Int {
        var now = start
        var total = 0
        while now < start + .seconds(seconds) {
            while !rate.isUsedUp {
                rate.read(4096, at: now)
                total += 4096
            }
            now += rate.pause(at: now) ?? .zero
        }
        return total
    }

    @Test(arguments: [10_000, 100_000, 10_000_000])
    func `a flood is read as fast as is allowed, and a burst of one second`(limit: Int) throws {
        var rate = try #require(OutputRate(bytesPerSecond: limit))
        let total = total(in: 20, rate: &rate)
        #expect((limit * 20...limit * 21 + 2 * 4096).contains(total))
    }

    @Test func `a pause saves up for one second, not for more`() throws {
        var rate = try #require(OutputRate(bytesPerSecond: 1000))
        rate.read(1, at: start)
        #expect(rate.pause(at: start + .seconds(3600)) == nil)
        rate.read(1500, at: start + .seconds(3600))
        #expect(rate.pause(at: start + .seconds(3600)) == .milliseconds(500))
    }

    @Test func `a clock that goes backwards changes nothing`() throws {
        var rate = try #require(OutputRate(bytesPerSecond: 1000))
        rate.read(2000, at: start)
        #expect(rate.pause(at: start - .seconds(10)) == .seconds(1))
    }
}
