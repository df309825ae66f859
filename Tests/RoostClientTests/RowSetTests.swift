import Testing

@testable import RoostClient

@Suite struct RowSetTests {
    @Test func `rows come from the top, once each`() {
        var set = RowSet()
        for row in [70, 3, 0, 63, 64, 3, 999, -5] { set.insert(row) }
        #expect(Array(set) == [0, 3, 63, 64, 70, 999])
        #expect(set.count == 6)
        #expect(set.contains(64))
        #expect(!set.contains(65))
        #expect(!set.contains(-5))
        #expect(!set.contains(100_000))
    }

    @Test func `the empty set has none`() {
        #expect(RowSet().isEmpty)
        #expect(Array(RowSet()).isEmpty)
        #expect(RowSet(all: -3).isEmpty)
        #expect(Array(RowSet(all: 66)) == Array(0..<66))
    }

    @Test func `a union has both`() {
        var set = RowSet(all: 2)
        var other = RowSet()
        other.insert(130)
        set.formUnion(other)
        #expect(Array(set) == [0, 1, 130])
    }
}
