import RoostStore
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct OutputTextTests {
    private static func lines(_ text: String) -> [String] {
        var output = OutputText()
        let lines = output.append(Array(text.utf8))
        return (lines + output.finish()).map(\.text)
    }

    @Test(arguments: [
        ("one\r\ntwo\n", ["one", "two"]),
        ("one\r\n\r\ntwo", ["one", "", "two"]),
        ("a\tb\u{7}\u{0}c", ["a\tbc"]),
        ("\u{1B}[1;31mred\u{1B}[0m and \u{1B}[38;2;1;2;3mmore\u{1B}[m\n", ["red and more"]),
        ("\u{1B}]0;title\u{7}after", ["after"]),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", ["link"]),
        ("\u{1B}Pq#0;2;0\n#1~~@@\n\u{1B}\\text", ["text"]),
        ("\u{1B}_Gf=24;AAAA\u{1B}\\x\u{1B}^pm\u{1B}\\y\u{1B}Xsos\u{1B}\\z", ["xyz"]),
        ("\u{1B}(Bplain\u{1B}=\u{1B}>", ["plain"]),
        ("\u{1B}]0;cut off\nnext", ["", "next"]),
        ("\u{1B}Pcut off\u{18}next", ["next"]),
        ("\u{1B}[12", []),
        ("\u{1B}[?2004h$ ls\u{1B}[?2004l\r\n", ["$ ls"]),
    ])
    func `escape sequences and controls leave no trace`(input: String, expected: [String]) {
        #expect(Self.lines(input) == expected)
    }

    @Test(arguments: [
        ("10%\r50%\r100%\n", ["100%"]),
        ("loading...\r\u{1B}[Kdone\n", ["done"]),
        ("loading...\rdone\n", ["doneing..."]),
        ("lss\u{8} \u{8}\n", ["ls "]),
        ("lss\u{8}\u{1B}[K\n", ["ls"]),
        ("abc\u{8}\u{8}\u{8}\u{8}X\n", ["Xbc"]),
        ("one\u{1B}[3Ctwo\n", ["one   two"]),
        ("one\u{1B}[10Gtwo\n", ["one      two"]),
        ("abcdef\u{1B}[1G\u{1B}[2P\n", ["cdef"]),
        ("abc\u{1B}[1G\u{1B}[2@\n", ["  abc"]),
        ("abcdef\u{1B}[2G\u{1B}[3X\n", ["a   ef"]),
        ("abcdef\u{1B}[3D\u{1B}[1K\n", ["    ef"]),
        ("abc\u{1B}[2K\n", [""]),
        ("été\r\u{1B}[CT\n", ["éTé"]),
        ("x\u{1B}[999999999999C\n", ["x" + String(repeating: " ", count: 1000)]),
    ])
    func `a line can be edited before it ends`(input: String, expected: [String]) {
        #expect(Self.lines(input) == expected)
    }

    @Test(arguments: [
        ("one\u{1B}[5;1Htwo\u{1B}[Athree", ["one", "two", "three"]),
        ("  \u{1B}[5;1Htwo", ["two"]),
        ("one\u{1B}[?1049htwo\u{1B}[2Jthree", ["one", "two", "three"]),
        ("one\u{1B}Etwo\u{1B}Dthree", ["one", "two", "three"]),
    ])
    func `a move to another row begins a new line`(input: String, expected: [String]) {
        #expect(Self.lines(input) == expected)
    }

    @Test func `invalid UTF-8 becomes U+FFFD, one for each maximal part`() {
        var output = OutputText()
        let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xE4, 0xB8, 0x63, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF0, 0x9F]
        let lines = output.append(bytes) + output.finish()
        #expect(lines.map(\.text) == [String(decoding: bytes, as: UTF8.self)])
    }

    @Test func `a line that never ends is cut`() {
        var output = OutputText()
        let lines = output.append([UInt8](repeating: 0x61, count: 40_000))
        #expect(lines.map(\.text.count) == [16_384, 16_384])
        #expect(lines.map(\.offset) == [0, 16_384])
    }

    @Test func `offsets are where lines begin`() {
        var output = OutputText(offset: 100)
        let lines = output.append(Array("ab\r\n\u{1B}[1mcd\né\n".utf8))
        #expect(lines.map(\.offset) == [100, 104, 111])
        #expect(output.offset == 114)
    }

    @Test func `the end of the stream gives the last line once`() {
        var output = OutputText()
        #expect(output.append(Array("one\ntwo".utf8)).map(\.text) == ["one"])
        #expect(output.finish().map(\.text) == ["two"])
        #expect(output.finish().isEmpty)
    }

    /// Bytes that exercise every state, and some noise.
    static func stream(_ count: Int, using generator: inout SeededGenerator) -> [UInt8] {
        let pieces = [
            "plain text ", "\r\n", "\n", "\r", "\u{8}", "\t", "é中😀", "\u{1B}[31m", "\u{1B}[3C", "\u{1B}[2;3H",
            "\u{1B}[K", "\u{1B}]0;title\u{7}", "\u{1B}]8;;u\u{1B}\\", "\u{1B}Pq1\n2\n\u{1B}\\", "\u{1B}_x\ny",
            "\u{1B}(0", "\u{1B}", "\u{18}", "\u{1B}[?1049h", "\u{1B}M", "\u{1B}P", "\u{1B}]", "\u{1B}[",
            "\u{1B}\\", "\u{0B}", "x",
        ]
        var bytes: [UInt8] = []
        while bytes.count < count {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            } else {
                bytes += (pieces.randomElement(using: &generator) ?? "").utf8
            }
        }
        return bytes
    }

    @Test(arguments: 1...20)
    func `any split gives the same lines`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = Self.stream(300, using: &generator)
        var whole = OutputText()
        let expected = whole.append(bytes) + whole.finish()
        for chunk in 1...17 {
            var output = OutputText()
            var lines: [OutputText.Line] = []
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                lines += output.append(bytes[start..<min(start + chunk, bytes.count)])
            }
            lines += output.finish()
            #expect(lines == expected, "seed \(seed), chunks of \(chunk)")
        }
    }

    /// The property that reading the newest lines rests on.
    @Test(arguments: 1...20)
    func `a stream entered in the middle gives the last of the same lines`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = Self.stream(200, using: &generator)
        var whole = OutputText()
        let expected = whole.append(bytes) + whole.finish()
        var mode = StreamMode.text
        var most = 0
        for cut in bytes.indices {
            var output = OutputText(offset: UInt64(cut), entering: mode, isSynchronized: false)
            let lines = output.append(bytes[cut...]) + output.finish()
            #expect(
                lines == Array(expected.suffix(lines.count)), "seed \(seed), entered at \(cut) as \(mode)")
            most = max(most, lines.count)
            let next = [bytes[cut]]
            mode = mode.after(next.span)
        }
        #expect(most > 0)
    }

    @Test(arguments: 1...20)
    func `the mode of a stream is the same for any split`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = Self.stream(300, using: &generator)
        var mode = StreamMode.text
        for cut in bytes.indices {
            let head = Array(bytes[..<cut])
            let expected = StreamMode.text.after(head.span)
            #expect(mode == expected, "seed \(seed), after \(cut)")
            let next = [bytes[cut]]
            mode = mode.after(next.span)
        }
    }
}
