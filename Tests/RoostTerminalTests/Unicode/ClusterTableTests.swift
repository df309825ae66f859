import Testing

@testable import RoostTerminal

@Suite struct ClusterTableTests {
    @Test func `a cluster is found again by its parts`() throws {
        var table = ClusterTable()
        let firstAdded = table.add(0x65, 0x301)
        let first = try #require(firstAdded)
        let again = table.add(0x65, 0x301)
        #expect(again == first)
        let secondAdded = table.add(first | ClusterTable.clusterFlag, 0x302)
        let second = try #require(secondAdded)
        #expect(table.text(second) == "e\u{301}\u{302}")
        #expect(table.scalarCount(second | ClusterTable.clusterFlag) == 3)
        #expect(table.first(second | ClusterTable.clusterFlag) == 0x65)
        #expect(table.last(second | ClusterTable.clusterFlag) == 0x302)
        table.checkInvariants()
    }

    @Test func `a sweep keeps what is marked, and what that is made of`() throws {
        var table = ClusterTable()
        let partAdded = table.add(0x65, 0x301)
        let part = try #require(partAdded)
        let wholeAdded = table.add(part | ClusterTable.clusterFlag, 0x302)
        let whole = try #require(wholeAdded)
        let otherAdded = table.add(0x61, 0x301)
        let other = try #require(otherAdded)
        var used = [Bool](repeating: false, count: table.capacity)
        used[Int(whole)] = true
        table.sweep(keeping: used)
        table.checkInvariants()
        #expect(table.count == 2)
        #expect(table.text(whole) == "e\u{301}\u{302}")
        let reused = table.add(0x6F, 0x308)
        #expect(reused == other)
    }

    @Test func `the table grows and still finds everything`() throws {
        var table = ClusterTable()
        let indices = (0..<3000 as Range<UInt32>).compactMap { table.add(0x4E00 + $0, 0x301) }
        #expect(Set(indices).count == 3000)
        let again = table.add(0x4E00 + 1234, 0x301)
        #expect(again == indices[1234])
        #expect(table.isSweepDue)
        table.checkInvariants()
    }

    @Test func `what floods the screen with clusters does not fill the table`() {
        let probe = Probe(rows: 3, columns: 10)
        for scalar in 0x4E00..<0x6E00 as Range<UInt32> {
            var bytes: [UInt8] = []
            bytes.append(scalar: scalar)
            probe.terminal.feed(bytes + [0xCC, 0x81])
        }
        probe.terminal.checkInvariants()
        #expect(probe.clusterCount < 4096)
    }
}
