import RoostTasks
import Testing

@Suite struct LineSplitterTests {
    private static func lines(_ text: String, chunk: Int, limit: Int = 8, kept: Int = 3) -> [LineSplitter
        .Line]
    {
        var splitter = LineSplitter(limit: limit, kept: kept)
        let bytes = Array(text.utf8)
        var lines: [LineSplitter.Line] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            lines += splitter.feed(Array(bytes[start..<min(start + chunk, bytes.count)]))
        }
        return lines + [splitter.finish()].compactMap(\.self)
    }

    @Test(arguments: 1...30)
    func `lines are the same under any split`(chunk: Int) {
        let lines = Self.lines("one\r\n\ntwo\n12345678\n123456789\nabcdefghijklmnop\nend", chunk: chunk)
        #expect(
            lines == [
                .whole(Array("one".utf8)), .whole([]), .whole(Array("two".utf8)),
                .whole(Array("12345678".utf8)), .cut(Array("123".utf8), byteCount: 9),
                .cut(Array("abc".utf8), byteCount: 16), .whole(Array("end".utf8)),
            ])
    }

    @Test func `a line that never ends is cut at the end of the stream`() {
        #expect(Self.lines("0123456789", chunk: 4) == [.cut(Array("012".utf8), byteCount: 10)])
        #expect(Self.lines("", chunk: 1).isEmpty)
        #expect(Self.lines("a\n", chunk: 1) == [.whole(Array("a".utf8))])
    }
}
