import RoostTestSupport
import Testing

@testable import RoostTerminal

/// A scrollback that expectations can look at.
private final class Shelf {
    private var scrollback: Scrollback

    init(limit: Int) {
        scrollback = Scrollback(limit: limit)
    }

    var range: Range<Int> { scrollback.range }
    var byteCount: Int { scrollback.byteCount }

    func append(_ line: [UInt8]) { scrollback.append(line[...]) }
    func encoded(_ number: Int) -> [UInt8]? { scrollback.encoded(number) }
    func removeLast() -> [UInt8]? { scrollback.removeLast() }
    func clear() { scrollback.clear() }
    func renumber(by difference: Int) { scrollback.renumber(by: difference) }
    func checkInvariants() { scrollback.checkInvariants() }
}

@Suite struct ScrollbackTests {
    private func line(_ number: Int, length: Int = 6) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: number &+ $0) }
    }

    @Test func `lines keep their numbers while the oldest are dropped`() {
        let scrollback = Shelf(limit: 10)
        for number in 0..<25 { scrollback.append(line(number)) }
        scrollback.checkInvariants()
        #expect(scrollback.range == 15..<25)
        #expect(scrollback.encoded(14) == nil)
        #expect(scrollback.encoded(15) == line(15))
        #expect(scrollback.encoded(24) == line(24))
        #expect(scrollback.encoded(25) == nil)
    }

    @Test func `pages are added and freed`() {
        let scrollback = Shelf(limit: 3000)
        for number in 0..<20_000 { scrollback.append(line(number, length: 50 + number % 100)) }
        scrollback.checkInvariants()
        #expect(scrollback.range == 17_000..<20_000)
        for number in scrollback.range {
            #expect(scrollback.encoded(number) == line(number, length: 50 + number % 100))
        }
        #expect(scrollback.byteCount < 3000 * 160 + 2 * Scrollback.pageSize)
    }

    @Test func `a line longer than a page gets its own`() {
        let scrollback = Shelf(limit: 100)
        scrollback.append(line(1))
        scrollback.append(line(2, length: 200_001))
        scrollback.append(line(3))
        scrollback.checkInvariants()
        #expect(scrollback.encoded(1) == line(2, length: 200_001))
        #expect(scrollback.encoded(2) == line(3))
    }

    @Test func `bytes are bounded as well as lines`() {
        let scrollback = Shelf(limit: 100)
        for number in 0..<200 { scrollback.append(line(number, length: 60_000)) }
        scrollback.checkInvariants()
        #expect(scrollback.byteCount <= 100 * 2048 + 1 << 20)
        #expect(scrollback.range.upperBound == 200)
        #expect(scrollback.encoded(199) == line(199, length: 60_000))
    }

    @Test func `the newest can be taken back`() {
        let scrollback = Shelf(limit: 10)
        for number in 0..<5 { scrollback.append(line(number)) }
        let newest = scrollback.removeLast()
        #expect(newest == line(4))
        #expect(scrollback.range == 0..<4)
        scrollback.append(line(9))
        #expect(scrollback.encoded(4) == line(9))
        for _ in 0..<5 { _ = scrollback.removeLast() }
        let none = scrollback.removeLast()
        #expect(none == nil)
        scrollback.checkInvariants()
    }

    @Test func `numbers go on after clearing`() {
        let scrollback = Shelf(limit: 10)
        for number in 0..<5 { scrollback.append(line(number)) }
        scrollback.clear()
        #expect(scrollback.range == 5..<5)
        scrollback.append(line(7))
        #expect(scrollback.encoded(5) == line(7))
        scrollback.renumber(by: 100)
        #expect(scrollback.encoded(105) == line(7))
        scrollback.checkInvariants()
    }

    @Test func `without a limit nothing is kept, but counted`() {
        let scrollback = Shelf(limit: 0)
        for number in 0..<5 { scrollback.append(line(number)) }
        #expect(scrollback.range == 5..<5)
        #expect(scrollback.byteCount == 0)
    }

    @Test func `ten thousand log lines take less than 120 bytes each`() {
        let probe = Probe(rows: 24, columns: 200)
        for number in 0..<10_000 {
            let text = "2024-01-01 12:00:00 INFO request \(100_000 + number) handled in 12 ms by worker 3, ok"
            probe.terminal.feed(Array((text + "\r\n").utf8))
        }
        #expect(probe.scrollbackRange.count > 9900)
        #expect(probe.scrollbackByteCount < 120 * 10_000)
    }

    @Test func `ten thousand full lines of 200 columns take less than 2.5 MiB`() {
        let probe = Probe(rows: 24, columns: 200)
        let text = String(repeating: "0123456789", count: 20)
        for _ in 0..<10_000 { probe.terminal.feed(Array((text + "\r\n").utf8)) }
        #expect(probe.scrollbackRange.count > 9900)
        #expect(probe.scrollbackByteCount < 5 << 19)
    }

    @Test func `a row that leaves the screen is kept as the form says`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let probe = Probe(rows: 3, columns: 300)
        let parts = [
            "a", "hello world", "~ !", "\u{1B}[2C", "\t", "漢", "\u{1B}[31mred\u{1B}[m", "e\u{301}", "  ",
        ]
        for _ in 0..<600 {
            let isPlain = Bool.random(using: &random)
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                probe.feed(parts[Int.random(in: 0..<(isPlain ? 3 : parts.count), using: &random)])
            }
            probe.feed("\r\n")
        }
        for number in probe.scrollbackRange {
            var bytes: [UInt8] = []
            probe.terminal.encodeScrollbackLine(number, into: &bytes)
            var expected: [UInt8] = []
            probe.terminal.scrollbackLine(number)?.encode(into: &expected)
            #expect(bytes == expected, "seed \(seed), line \(number)")
        }
    }

    @Test func `lines may go and come back across pages`() {
        var scrollback = Scrollback(limit: 10_000)
        for number in 0..<4000 {
            scrollback.append([UInt8](repeating: UInt8(number & 0xFF), count: number % 200)[...])
        }
        for number in (1000..<4000).reversed() {
            #expect(scrollback.removeLast()?.count == number % 200)
        }
        for number in 1000..<4000 { scrollback.append([UInt8](repeating: 1, count: number % 150)[...]) }
        scrollback.checkInvariants()
        #expect(scrollback.range == 0..<4000)
        #expect(scrollback.encoded(999)?.count == 999 % 200)
        #expect(scrollback.encoded(1000)?.count == 1000 % 150)
        #expect(scrollback.encoded(3999)?.count == 3999 % 150)
        var all: [UInt8] = []
        var marks: [(line: Int, byte: Int)] = []
        scrollback.encodeAll(into: &all, marking: 700, marks: &marks)
        #expect(all.count > (0..<1000).reduce(0) { $0 + $1 % 200 })
        #expect(marks.map(\.line) == [0, 700, 1400, 2100, 2800, 3500])
        #expect(marks.first?.byte == 0)
        // The length of line 700 stands at its mark: 700 % 200.
        #expect(all[marks[1].byte] == 100)
    }
}
