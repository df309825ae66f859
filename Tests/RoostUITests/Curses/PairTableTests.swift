import Testing

@testable import RoostUI

@Suite struct PairTableTests {
    private func colors(_ foreground: Int32, _ background: Int32 = -1) -> PairTable.Colors {
        PairTable.Colors(foreground: foreground, background: background)
    }

    @Test func `the terminal's own colours are pair 0`() {
        var table = PairTable(limit: 4)
        let pair = table.pair(for: colors(-1))
        #expect(pair?.number == 0 && pair?.isNew == false)
    }

    @Test func `a pair is new once and keeps its number`() {
        var table = PairTable(limit: 10)
        let first = table.pair(for: colors(1))
        let second = table.pair(for: colors(2))
        let again = table.pair(for: colors(1))
        #expect(first?.isNew == true && second?.isNew == true && again?.isNew == false)
        #expect(first?.number == 1 && second?.number == 2 && again?.number == 1)
    }

    @Test func `when pairs run out only those that nothing shows are given out again`() {
        var table = PairTable(limit: 4)
        for color in 1...3 { _ = table.pair(for: colors(Int32(color))) }
        let more = table.pair(for: colors(9))
        #expect(more == nil)
        table.recycle(keeping: [2])
        let kept = table.pair(for: colors(2))
        #expect(kept?.number == 2 && kept?.isNew == false)
        let numbers = [table.pair(for: colors(10))?.number, table.pair(for: colors(11))?.number]
        #expect(Set(numbers) == [1, 3])
        let last = table.pair(for: colors(12))
        #expect(last == nil)
    }

    @Test func `pair 0 is never given away`() {
        var table = PairTable(limit: 2)
        _ = table.pair(for: colors(1))
        table.recycle(keeping: [])
        let own = table.pair(for: colors(-1))
        let next = table.pair(for: colors(5))
        #expect(own?.number == 0)
        #expect(next?.number == 1)
    }
}
