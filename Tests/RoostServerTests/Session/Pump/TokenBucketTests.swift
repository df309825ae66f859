import Testing

@testable import RoostServer

@Suite struct TokenBucketTests {
    private let start = ContinuousClock.now

    @Test func `no limit is no bucket`() {
        #expect(TokenBucket(bytesPerSecond: 0) == nil)
        #expect(TokenBucket(bytesPerSecond: -1) == nil)
    }

    /// Reads as a session does: parts of 4 KiB until the bucket is empty, then a pause.
    private func total(in seconds: Int, bucket: inout TokenBucket) -> Int {
        var now = start
        var total = 0
        while now < start + .seconds(seconds) {
            while !bucket.isUsedUp(after: 0) {
                bucket.take(4096, at: now)
                total += 4096
            }
            now += bucket.pause(at: now) ?? .zero
        }
        return total
    }

    @Test(arguments: [10_000, 100_000, 10_000_000])
    func `a flood is read as fast as is allowed, and a burst of one second`(limit: Int) throws {
        var bucket = try #require(TokenBucket(bytesPerSecond: limit))
        let total = total(in: 20, bucket: &bucket)
        #expect((limit * 20...limit * 21 + 2 * 4096).contains(total))
    }

    @Test func `a pause saves up for one second, not for more`() throws {
        var bucket = try #require(TokenBucket(bytesPerSecond: 1000))
        bucket.take(1, at: start)
        #expect(bucket.pause(at: start + .seconds(3600)) == nil)
        bucket.take(1500, at: start + .seconds(3600))
        #expect(bucket.pause(at: start + .seconds(3600)) == .milliseconds(500))
    }

    @Test func `a clock that goes backwards changes nothing`() throws {
        var bucket = try #require(TokenBucket(bytesPerSecond: 1000))
        bucket.take(2000, at: start)
        #expect(bucket.pause(at: start - .seconds(10)) == .seconds(1))
    }
}
