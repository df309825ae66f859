import RoostTasks
import Testing

@Suite struct TextLinesTests {
    private static func pieces(_ bytes: [UInt8], chunk: Int, limit: Int) -> [String] {
        var lines = TextLines(limit: limit)
        var pieces: [String] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            pieces += lines.feed(Array(bytes[start..<min(start + chunk, bytes.count)]))
        }
        return pieces + [lines.finish()].compactMap(\.self)
    }

    @Test(arguments: 1...20)
    func `pieces keep their line ends and are the same under any split`(chunk: Int) {
        #expect(
            Self.pieces(Array("one\n\ntwo\r\nrest".utf8), chunk: chunk, limit: 100) == [
                "one\n", "\n", "two\r\n", "rest",
            ])
    }

    @Test(arguments: 4...12)
    func `a long line is cut between characters`(limit: Int) {
        let text = "aé€🐓aé€🐓aé€🐓"
        let pieces = Self.pieces(Array(text.utf8), chunk: 1, limit: limit)
        #expect(pieces.joined() == text)
        #expect(pieces.allSatisfy { $0.utf8.count <= limit })
    }

    @Test(arguments: 1...4)
    func `what is no UTF-8 is shown, and nothing is lost around it`(chunk: Int) {
        let pieces = Self.pieces(
            [0x61, 0xFF, 0x62, 0x0A] + [UInt8](repeating: 0x80, count: 9), chunk: chunk, limit: 4)
        #expect(pieces.first == "a\u{FFFD}b\n")
        #expect(pieces.dropFirst().joined() == String(repeating: "\u{FFFD}", count: 9))
    }
}
