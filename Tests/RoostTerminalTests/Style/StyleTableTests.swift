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

    @Test func `a style is found by its content`() throws {
        var table = StyleTable()
        var identifiers: [StyleTable.Identifier] = []
        for number in 1...5000 as ClosedRange<UInt32> {
            let added = table.add(style(number))
            identifiers.append(try #require(added))
        }
        for (index, identifier) in identifiers.enumerated() {
            #expect(table.find(style(UInt32(index + 1))) == identifier)
        }
        #expect(table.find(style(9999)) == nil)
        table.checkInvariants()
    }

    @Test func `a sweep frees what is not marked and gives it out again`() throws {
        var table = StyleTable()
        let keptAdded = table.add(style(1))
        let kept = try #require(keptAdded)
        let freedAdded = table.add(style(2))
        let freed = try #require(freedAdded)
        var used = [Bool](repeating: false, count: table.capacity)
        used[Int(kept)] = true
        var pens: [PackedStyle] = []
        table.sweep(keeping: used, pens: &pens)
        #expect(table.find(style(1)) == kept)
        #expect(table.find(style(2)) == nil)
        let reused = table.add(style(3))
        #expect(reused == freed)
        table.checkInvariants()
    }

    @Test func `links of marked styles and pens survive a sweep under new numbers`() throws {
        var table = StyleTable()
        _ = table.addLink(";http://gone")
        var linked = style(1)
        linked.link = table.addLink(";http://kept")
        var pen = style(2)
        pen.link = table.addLink(";http://pen")
        let identifierAdded = table.add(linked)
        let identifier = try #require(identifierAdded)
        var pens = [pen]
        table.sweep(keeping: [true, true], pens: &pens)
        #expect(table.style(identifier).link == ";http://kept")
        #expect(table.resolve(pens[0]).link == ";http://pen")
        table.checkInvariants()
    }

    @Test func `all identifiers can be used, and one more is refused`() {
        var table = StyleTable()
        let added = (1..<UInt32(StyleTable.limit)).compactMap { table.add(style($0)) }
        #expect(added.count == StyleTable.limit - 1)
        let refused = table.add(style(1_000_000))
        #expect(refused == nil)
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
