import Testing

@testable import RoostTerminal

@Suite struct StyleTableTests {
    private func style(_ number: UInt32) -> PackedStyle {
        var style = PackedStyle()
        style.foreground = PackedColor(rawValue: 2 << 24 | number)
        return style
    }

    @Test func `plain is identifier 0 and needs no place`() {
        let table = StyleTable()
        #expect(table.find(.plain) == 0)
        #expect(table.count == 1)
    }

    @Test func `a style that was added is found by its content`() {
        var table = StyleTable()
        var found = 0
        for number in 1...5000 as ClosedRange<UInt32> {
            let added = table.add(style(number))
            #expect(table.find(style(number)) == added)
            // Those from before, unless another took their place since.
            if let known = table.find(style(number / 2)), number > 1 {
                #expect(table[known] == style(number / 2))
                found += 1
            }
        }
        #expect(found > 100)
        #expect(table.find(style(9999)) == nil)
        table.checkInvariants()
    }

    @Test func `a few styles are all found, however often they take turns`() {
        let probe = Probe(rows: 4, columns: 10)
        for number in 0..<10_000 { probe.feed("\u{1B}[38;5;\(number % 12)mx") }
        #expect(probe.styleCount <= 64)
    }

    @Test func `two identifiers of one style are one style to those who read the screen`() {
        let probe = Probe(rows: 2, columns: 10)
        probe.feed("\u{1B}[31mab")
        // So many others that the first is not found again.
        probe.feed("\r\n")
        for number in 0..<3000 { probe.feed("\r\u{1B}[38;2;\(number >> 8);\(number & 255);1mx") }
        probe.feed("\u{1B}[1;2H\u{1B}[31mbc")
        #expect(probe.terminal.screen.grid[0, 0].style != probe.terminal.screen.grid[0, 1].style)
        #expect(probe.line(0).styles == [.plain, probe.style(0, 0)])
        var bytes: [UInt8] = []
        probe.terminal.encodeLine(0, into: &bytes)
        var expected: [UInt8] = []
        probe.line(0).encode(into: &expected)
        #expect(bytes == expected)
    }

    @Test func `a sweep frees what is not marked and gives it out again`() {
        var table = StyleTable()
        let kept = table.add(style(1))
        let freed = table.add(style(2))
        var used = [Bool](repeating: false, count: table.capacity)
        used[Int(kept)] = true
        var pens: [PackedStyle] = []
        table.sweep(keeping: used, pens: &pens)
        #expect(table.find(style(1)) == kept)
        #expect(table.find(style(2)) == nil)
        #expect(table.add(style(3)) == freed)
        table.checkInvariants()
    }

    @Test func `links of marked styles and pens survive a sweep under new numbers`() {
        var table = StyleTable()
        _ = table.addLink(";http://gone")
        var linked = style(1)
        linked.link = table.addLink(";http://kept")
        var pen = style(2)
        pen.link = table.addLink(";http://pen")
        let identifier = table.add(linked)
        var pens = [pen]
        table.sweep(keeping: [true, true], pens: &pens)
        #expect(table.resolve(table[identifier]).link == ";http://kept")
        #expect(table.resolve(pens[0]).link == ";http://pen")
        table.checkInvariants()
    }

    @Test func `more styles than sixteen bits can tell apart keep their colours`() {
        let probe = Probe(rows: 300, columns: 300)
        for row in 0..<300 {
            let cells = (0..<300).map { "\u{1B}[38;2;\(row % 256);\($0 % 256);\(row / 256 * 2 + $0 / 256)mx" }
            probe.feed("\u{1B}[\(row + 1)H" + cells.joined())
        }
        #expect(probe.styleCount > 90_000)
        #expect(probe.style(0, 0).foreground == .rgb(0, 0, 0))
        #expect(probe.style(299, 299).foreground == .rgb(43, 43, 3))
        probe.terminal.checkInvariants()
    }

    @Test func `more colours than a screen has cells do not fill the table`() {
        let probe = Probe(rows: 4, columns: 10)
        for number in 0..<12_001 {
            probe.terminal.feed(Array("\u{1B}[38;2;\(number % 256);\(number / 256);7mx".utf8))
        }
        probe.terminal.checkInvariants()
        #expect(probe.styleCount <= 4100)
        #expect(probe.style(probe.cursor.row, probe.cursor.column - 1).foreground == .rgb(224, 46, 7))
    }

    @Test func `links without text do not pile up`() {
        let probe = Probe(rows: 2, columns: 10)
        let path = String(repeating: "x", count: 2000)
        for number in 0..<3000 { probe.terminal.feed(Array("\u{1B}]8;;http://\(number)/\(path)\u{7}".utf8)) }
        probe.feed("a")
        #expect(probe.style(0, 0).linkTarget == "http://2999/\(path)")
    }
}
