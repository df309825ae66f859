import Testing

@testable import RoostServer

@Suite struct TrimmingTests {
    private static let (soon, later) = (Trimming.shortestPause, Trimming.pause)

    /// What is answered to output, with a limit of 1,000 bytes.
    private func pauses(_ trimming: inout Trimming, _ byteCounts: Int...) -> [Duration?] {
        byteCounts.map { trimming.stored($0, limit: 1000) }
    }

    @Test func `some output is trimmed after a while, once`() {
        var trimming = Trimming()
        let first = pauses(&trimming, 10, 10)
        #expect(first == [Self.later, nil])
        trimming.begin()
        let hasMore = trimming.end()
        #expect(!hasMore)
        let second = pauses(&trimming, 1)
        #expect(second == [Self.later])
    }

    @Test func `a flood is trimmed before it is far over the limit`() {
        var trimming = Trimming()
        let flood = pauses(&trimming, 100, 149, 1, 5000)
        #expect(flood == [Self.later, nil, Self.soon, nil])
    }

    @Test func `what comes while it trims is the next one's`() {
        var trimming = Trimming()
        let first = pauses(&trimming, 250)
        trimming.begin()
        let meanwhile = pauses(&trimming, 300)
        let hasMore = trimming.end()
        let next = pauses(&trimming, 0)
        #expect(first + meanwhile + next == [Self.soon, nil, Self.soon])
        #expect(hasMore)
    }
}
