import Testing

@testable import RoostTerminal

@Suite struct SnapshotPartTests {
    private static func contents(_ probe: Probe) -> [Int: ArraySlice<UInt8>] {
        let (bytes, parts) = probe.terminal.encodeSnapshotInParts()
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
        return Dictionary(uniqueKeysWithValues: parts.map { ($0.line, bytes[$0.range]) })
    }

    private static func print(_ lines: Range<Int>, to probe: Probe) {
        for line in lines { probe.feed("line \(line) of many\r\n") }
    }

    @Test func `lines that stay are the same part in every snapshot`() throws {
        var options = TerminalOptions()
        options.scrollbackLimit = 2000
        let probe = Probe(rows: 3, columns: 30, options: options)
        Self.print(0..<1800, to: probe)
        let first = Self.contents(probe)
        #expect(first.keys.sorted() == [0, 512, 1024])
        Self.print(1800..<3000, to: probe)
        let second = Self.contents(probe)
        #expect(second.keys.sorted() == [1024, 1536, 2048])
        #expect(first[1024] == second[1024])
        // The numbers of lines go on after a restore.
        let restored = try Probe(snapshot: probe.terminal.encodeSnapshot(), options: options)
        #expect(Self.contents(restored) == second)
    }

    @Test func `a short scrollback has no parts`() {
        let probe = Probe(rows: 3, columns: 30)
        Self.print(0..<500, to: probe)
        #expect(Self.contents(probe).isEmpty)
    }
}
