import Testing

@testable import RoostStore

@Suite struct IndexPaceTests {
    private let start = ContinuousClock.now

    @Test func `the first output is indexed at once, and little after it gathers`() {
        var pace = IndexPace()
        #expect(pace.isDue(at: start))
        pace.indexed(at: start)
        pace.stored(IndexPace.worth - 1)
        #expect(!pace.isDue(at: start + .seconds(1)))
        #expect(pace.due(after: start + .seconds(1)) == start + IndexPace.patience)
        #expect(pace.isDue(at: start + IndexPace.patience))
    }

    @Test func `much is indexed at once`() {
        var pace = IndexPace()
        pace.indexed(at: start)
        for _ in 0..<4 { pace.stored(IndexPace.worth / 4) }
        #expect(pace.isDue(at: start + .milliseconds(1)))
        pace.indexed(at: start + .milliseconds(1))
        #expect(!pace.isDue(at: start + .milliseconds(2)))
    }
}
