import RoostTerminal
import RoostTestSupport
import Testing

@Suite struct LineEncodingTests {
    private static let samples: [String] = [
        "", "plain text", "a\u{1B}[5Cb", "\u{1B}[31mred\u{1B}[0m plain \u{1B}[31mred again",
        "漢字かな", "x漢e\u{301}y👩‍👩‍👧z", "\u{1B}[38;2;1;2;3;48;5;7mrgb\u{1B}[4:3;58;2;9;8;7mcurly",
        "\u{1B}]8;id=1;http://example.com\u{7}link\u{1B}]8;;\u{7} none", "\u{1B}[44m\u{1B}[K\u{1B}[0mx",
        "\u{1B}[1;2;3;5;6;7;8;9;53mall", "é", "\u{1B}[1\"qprotected", "0123456789012345678901234",
        "\u{1B}[2Ca\u{1B}[Cb\u{1B}[4C",
    ]

    @Test(arguments: samples)
    func `a line survives its compact form`(text: String) throws {
        let line = Probe(text).line(0)
        var bytes: [UInt8] = [0xAA]
        line.encode(into: &bytes)
        var slice = bytes[1...]
        #expect(try Line(decoding: &slice) == line)
        #expect(slice.isEmpty)
    }

    @Test(arguments: samples)
    func `a row is encoded as its line is`(text: String) {
        let probe = Probe(text)
        for row in 0..<5 {
            var direct: [UInt8] = []
            probe.terminal.encodeLine(row, into: &direct)
            var byLine: [UInt8] = []
            probe.line(row).encode(into: &byLine)
            #expect(direct == byLine)
        }
    }

    @Test(arguments: samples)
    func `bytes that end early are refused and left alone`(text: String) {
        var bytes: [UInt8] = []
        Probe(text).line(0).encode(into: &bytes)
        for count in 0..<bytes.count {
            var slice = bytes[..<count]
            #expect(throws: LineDecodingError.self) { try Line(decoding: &slice) }
            #expect(slice.count == count)
        }
    }

    @Test func `no bytes trap`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if !bytes.isEmpty { bytes[0] = 0x10 | bytes[0] & 7 }
            var slice = bytes[...]
            guard let line = try? Line(decoding: &slice) else { continue }
            var again: [UInt8] = []
            line.encode(into: &again)
            var second = again[...]
            #expect((try? Line(decoding: &second)) == line, "seed \(seed), bytes \(bytes)")
        }
    }

    @Test func `a flipped byte gives an error or a line, never a control character`() throws {
        for text in Self.samples {
            var bytes: [UInt8] = []
            Probe(text).line(0).encode(into: &bytes)
            for index in bytes.indices {
                for value in [0, 1, 4, 0x1B, 0x7F, 0x80, 0xFF] as [UInt8] {
                    var damaged = bytes
                    damaged[index] = value
                    var slice = damaged[...]
                    guard let line = try? Line(decoding: &slice) else { continue }
                    #expect(line.text().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
                }
            }
        }
    }

    @Test func `the plain form is one byte a cell and three more`() {
        var bytes: [UInt8] = []
        Probe("hello").line(0).encode(into: &bytes)
        #expect(bytes == [0x10, 5] + Array("hello".utf8))
    }

    @Test func `the styled and structured form stands as documented`() {
        var bytes: [UInt8] = []
        Probe("a\u{1B}[Cb\u{1B}[31m漢").line(0).encode(into: &bytes)
        // Head, 5 cells; a, blank, b, wide, U+6F22; 3 plain cells, 2 of the first style: palette 1.
        #expect(bytes == [0x16, 5, 0x61, 0, 0x62, 2, 0xE6, 0xBC, 0xA2, 3, 0, 2, 1, 1, 1])
    }

    @Test func `errors read as sentences`() {
        #expect("\(LineDecodingError.truncated)" == "cannot decode a line: the bytes end too early")
        #expect("\(LineDecodingError.unknownVersion(9))" == "cannot decode a line: version 9 is not known")
    }

    @Test func `a row is encoded as its line is, whatever its runs of styles`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let probe = Probe(rows: 40, columns: 97)
        for round in 0..<30 {
            for _ in 0..<40 {
                var text = "\r\n"
                for _ in 0..<Int.random(in: 0...40, using: &random) {
                    let color = Int.random(in: 0..<1 << Int.random(in: 0...8, using: &random), using: &random)
                    let run = Bool.random(using: &random) ? 1 : Int.random(in: 1...12, using: &random)
                    text += "\u{1B}[48;5;\(color)m" + String(repeating: "x", count: run)
                }
                probe.terminal.feed(Array((text + "\u{1B}[m").utf8))
            }
            for row in 0..<40 {
                var encoded: [UInt8] = []
                probe.terminal.encodeLine(row, into: &encoded)
                var expected: [UInt8] = []
                probe.line(row).encode(into: &expected)
                #expect(encoded == expected, "seed \(seed), round \(round), row \(row)")
            }
        }
    }
}
