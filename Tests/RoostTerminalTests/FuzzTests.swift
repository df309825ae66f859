import RoostTestSupport
import Testing

@testable import RoostTerminal

/// Random streams: nothing traps, every invariant holds, splits and restores make no difference.
@Suite struct FuzzTests {
    private static let pieces: [String] = [
        "text", "漢字", "漢字😀한글かな漢字", "👩\u{200D}", "😀", "e\u{301}", "👩‍👧", "🇩🇪", "❤\u{FE0F}", "\r\n", "\n", "\r",
        "\t", "\u{8}", "\u{1B}[",
        "\u{1B}]", "\u{1B}P", "\u{1B}_",
        "\u{1B}\\", "\u{7}", "\u{18}", "\u{1B}7", "\u{1B}8", "\u{1B}M", "\u{1B}D", "\u{1B}c", "\u{1B}#8",
        "\u{1B}(0", "\u{1B}(B", "\u{E}", "\u{F}",
        "\u{1B}[?69h", "\u{1B}[?69l", "\u{1B}[?6h", "\u{1B}[?6l", "\u{1B}[4h", "\u{1B}[4l", "\u{1B}[?7l",
        "\u{1B}[?7h", "\u{1B}[?1049h",
        "\u{1B}[?1049l", "\u{1B}[?45h", "\u{1B}[?2027l", "\u{1B}[?2027h", "\u{1B}]8;;http://x\u{7}",
        "\u{1B}]8;;\u{7}", "\u{1B}]133;B\u{7}",
        "\u{1B}]133;C\u{7}", "\u{1B}[1\"q", "\u{1B}V", "\u{1B}W", "\u{1B}[!p", "\u{1B}[3J", "\u{1B}[?47h",
        "\u{1B}[?47l", "\u{1B}[2$~", "\u{1B}[2$~\u{1B}[1$}", "\u{1B}[1$}", "\u{1B}[0$}", "\u{1B}[0$~",
        "\u{1B}[1$~",
    ]

    private static func stream(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < 400 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3: bytes += Array(pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8)
            case 3..<8:
                let final = UInt8.random(in: 0x40...0x7E, using: &random)
                let markers = ["", "", "", "", "?", ">", "=", "$", "*", "'", " ", "\"", "!", "?$"]
                let marker = markers[Int.random(in: 0..<markers.count, using: &random)]
                let numbers = (0..<Int.random(in: 0..<7, using: &random)).map { _ in
                    String(Int.random(in: 0..<30, using: &random))
                }
                let prefix = marker.filter { "?>=".contains($0) }
                let suffix = marker.filter { !"?>=".contains($0) }
                bytes += Array("\u{1B}[\(prefix)\(numbers.joined(separator: ";"))\(suffix)".utf8) + [final]
            case 8:
                bytes += (0..<Int.random(in: 1..<30, using: &random)).map { _ in
                    UInt8.random(in: 0x20...0x7E, using: &random)
                }
            default: bytes += (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
        }
        return bytes
    }

    @Test func `random streams break no invariant, and splits make no difference`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let rows = Int.random(in: 1...12, using: &random)
            let columns = Int.random(in: 2...30, using: &random)
            let whole = Probe(rows: rows, columns: columns)
            let split = Probe(rows: rows, columns: columns)
            for _ in 0..<4 {
                let bytes = Self.stream(&random)
                whole.feed(bytes)
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + Int.random(in: 1...9, using: &random))
                    split.terminal.feed(Array(bytes[start..<end]))
                    start = end
                }
            }
            split.terminal.checkInvariants()
            #expect(split.state == whole.state, "seed \(seed), round \(round)")
        }
    }

    @Test func `random streams, sizes and restores go together`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for round in 0..<150 {
            var options = TerminalOptions()
            options.scrollbackLimit = Int.random(in: 0...40, using: &random)
            options.allowChecksum = true
            let direct = Probe(rows: 6, columns: 20, options: options)
            var probe = Probe(rows: 6, columns: 20, options: options)
            for _ in 0..<6 {
                let bytes = Self.stream(&random)
                direct.feed(bytes)
                probe.feed(bytes)
                let rows = Int.random(in: 1...12, using: &random)
                let columns = Int.random(in: 2...40, using: &random)
                direct.resize(rows: rows, columns: columns)
                probe.resize(rows: rows, columns: columns)
                _ = probe.replies
                _ = probe.events
                probe = try Probe(snapshot: probe.terminal.encodeSnapshot(), options: options)
            }
            #expect(probe.state == direct.state, "seed \(seed), round \(round)")
            for row in 0..<direct.size.rows {
                var encoded: [UInt8] = []
                direct.terminal.encodeLine(row, into: &encoded)
                var expected: [UInt8] = []
                direct.line(row).encode(into: &expected)
                #expect(encoded == expected, "seed \(seed), round \(round), row \(row)")
            }
        }
    }

    @Test func `random bytes break nothing`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let probe = Probe(rows: 10, columns: 33)
        for _ in 0..<400 {
            probe.feed((0..<200).map { _ in UInt8.random(in: 0...255, using: &random) })
            _ = probe.replies
            _ = probe.events
        }
        print("seed \(seed)")
    }
}
