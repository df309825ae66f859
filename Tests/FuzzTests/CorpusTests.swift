import Testing

@testable import roost_fuzz

/// What fuzzing has found once is tried again each time.
@Suite struct CorpusTests {
    @Test func `every case of the corpus keeps its promises`() {
        let (count, failures) = Corpus.replay()
        #expect(count > 0)
        #expect(failures == [])
    }
}
