import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct EscapeScannerTests {
    @Test(arguments: [
        ("a\u{1B}[1;31mb\u{1B}[0mc", "abc"), ("\u{1B}]0;title\u{7}x", "x"),
        ("\u{1B}]8;;http://x\u{1B}\\y", "y"),
        ("\u{1B}P1$r0m\u{1B}\\z", "z"), ("\u{1B}(0q\u{1B}(B", "q"), ("\u{1B}=\u{1B}>k", "k"),
        ("a\tb\r\nc\u{8}\u{7}", "a\tb\r\nc"), ("\u{1B}[\u{1B}[1mx", "x"), ("\u{1B}]0;a\u{1B}[1mx", "x"),
        ("é\u{1B}[1m漢", "é漢"),
    ])
    func `text without sequences`(text: String, plain: String) {
        #expect(EscapeScanner.plain(text) == plain)
    }
}

@Suite struct OutputCutterTests {
    private func text(_ chunks: [[UInt8]], flushing: Bool = false) -> (text: String, ends: [UInt64]) {
        var cutter = OutputCutter(offset: 0)
        var pieces: [OutputCutter.Piece] = []
        for chunk in chunks {
            pieces += cutter.take(chunk)
            if flushing { pieces += cutter.flush() }
        }
        pieces += cutter.finish()
        return (pieces.map(\.text).joined(), pieces.map(\.end))
    }

    /// Reads cut where they like.
    @Test(arguments: 1...13)
    func `any cuts give the same text, and the offsets grow to its end`(size: Int) {
        let whole = "plain 漢字 é 😀 \u{1B}[1;38;2;1;2;3mcolour\u{1B}[0m\r\n\u{1B}]0;a title\u{7}end\r\n"
        let bytes = Array(whole.utf8)
        let chunks = stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
        }
        for flushing in [false, true] {
            let (text, ends) = text(chunks, flushing: flushing)
            #expect(text == whole)
            #expect(ends == ends.sorted())
            #expect(Set(ends).count == ends.count)
            #expect(ends.last == UInt64(bytes.count))
        }
    }

    @Test func `no character and no sequence is cut, even when nothing more comes`() {
        var cutter = OutputCutter(offset: 5)
        #expect(cutter.take([0x61, 0x20, 0xE6, 0xBC]).map(\.text) == ["a "])
        #expect(cutter.isHolding)
        #expect(cutter.flush().isEmpty)
        #expect(cutter.take([0xA2]).isEmpty)
        #expect(cutter.flush() == [.init(text: "漢", end: 10)])
        #expect(cutter.take(Array("\u{1B}[3".utf8)).isEmpty)
        #expect(cutter.flush().isEmpty)
        #expect(cutter.take(Array("1mx ".utf8)) == [.init(text: "\u{1B}[31mx ", end: 17)])
        #expect(!cutter.isHolding)
    }

    @Test func `what never ends is given all the same`() {
        var cutter = OutputCutter(offset: 0)
        let long = "\u{1B}]0;" + String(repeating: "x", count: 10_000)
        let pieces = cutter.take(Array(long.utf8)) + cutter.flush()
        #expect(pieces.map(\.text).joined() == long)
        #expect(OutputCutter.whole(String(repeating: "w", count: 100_000)).utf8.count == 100_000)
    }

    @Test func `bytes that are no text are replaced, and counted`() {
        var cutter = OutputCutter(offset: 0)
        let pieces = cutter.take([0xFF, 0x20, 0xC3, 0x28, 0x20]) + cutter.finish()
        #expect(pieces.last?.end == 5)
        #expect(pieces.map(\.text).joined() == "\u{FFFD} \u{FFFD}( ")
    }

    /// The secret is one word, and a word is never cut.
    @Test(arguments: 1...17)
    func `a secret is hidden wherever reads cut it`(size: Int) {
        let secret = "sk-ant-api03-" + String(repeating: "Ab3d", count: 20)
        let bytes = Array("key \u{1B}[32m\(secret)\u{1B}[0m done\r\n".utf8)
        let chunks = stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
        }
        let text = text(chunks).text
        #expect(!text.contains("Ab3dAb3d"))
        #expect(text.contains("[redacted]"))
        #expect(text.contains("\u{1B}[0m done"))
    }
}

@Suite struct ScreenDocumentTests {
    @Test func `a page shows what the cells show, and nothing runs in it`() throws {
        let document = JSONParser.parse(
            #"""
            {"title":"<t>","rows":1,"cols":10,"lines":[{"text":"a <b","wrapped":false,"cells":[
            {"column":0,"text":"a","width":1,"fg":"palette:1","attributes":["bold"]},
            {"column":2,"text":"<","width":1},{"column":3,"text":"b","width":1,"bg":"#010203"}]}]}
            """#)
        let html = ScreenDocument(try #require(document)).html
        #expect(html.contains("<span style=\"color:#cd0000;font-weight:bold\">a</span> &lt;"))
        #expect(html.contains("<span style=\"background:#010203\">b</span>"))
        #expect(html.contains("<title>&lt;t&gt;</title>"))
        #expect(!html.contains("<script"))
    }

    @Test func `a secret is in neither form`() throws {
        let secret = "sk-ant-api03-" + String(repeating: "Ab3d", count: 20)
        let document = JSONParser.parse(
            #"{"title":"","lines":[{"text":"\#(secret)","cells":[{"column":0,"text":"s","width":1}]}]}"#)
        let page = ScreenDocument(try #require(document))
        #expect(!"\(page.json)".contains("Ab3d"))
        #expect(!page.html.contains("Ab3d"))
    }
}
