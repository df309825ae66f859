import Testing

@testable import roost_keeper

@Suite struct LogBoundTests {
    @Test func `a log within its limit stays as it is`() {
        #expect(LogBound.cut(0) == nil)
        #expect(LogBound.cut(LogBound.limit) == nil)
    }

    @Test func `of a longer one the newest bytes stay`() {
        let size = LogBound.limit + 1
        #expect(LogBound.cut(size) == size - LogBound.kept..<size)
    }

    @Test func `the rest of a line is no line`() {
        #expect(LogBound.wholeLines(of: Array("of one\ntwo\nthree\n".utf8)) == Array("two\nthree\n".utf8))
        #expect(LogBound.wholeLines(of: Array("no end".utf8)).isEmpty)
        #expect(LogBound.wholeLines(of: []).isEmpty)
    }
}
