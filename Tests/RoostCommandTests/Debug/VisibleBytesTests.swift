import Testing

@testable import roost

@Suite struct VisibleBytesTests {
    @Test func `text stands as it is, controls are named`() {
        #expect(VisibleBytes.text("ls é 中 😀\r\n".utf8) == "ls é 中 😀\\r\\n")
        #expect(VisibleBytes.text("\u{1B}[31m\t\u{07}\u{08}\\".utf8) == "\\e[31m\\t\\a\\b\\\\")
        #expect(VisibleBytes.text([0, 0x7F]) == "\\x00\\x7F")
        #expect(VisibleBytes.text([UInt8]()).isEmpty)
    }

    @Test func `what shows nothing or turns text around is written as bytes`() {
        #expect(VisibleBytes.text("a\u{202E}b".utf8) == "a\\xE2\\x80\\xAEb")
        #expect(VisibleBytes.text("\u{9B}31m".utf8) == "\\xC2\\x9B31m")
    }

    @Test func `every byte of what is no UTF-8 is written once`() {
        for first in UInt8.min...UInt8.max {
            for second: UInt8 in [0x41, 0x80, 0xBF, 0xC3, 0xE2, 0xF0, 0xFF] {
                let bytes = [first, second, 0x41]
                // What is read back from the text is what went in.
                #expect(Self.bytes(VisibleBytes.text(bytes)) == bytes, "\(bytes)")
            }
        }
        #expect(VisibleBytes.text([0xE2, 0x80]) == "\\xE2\\x80")
    }

    /// The inverse, for the escapes that the test above can meet.
    private static func bytes(_ text: String) -> [UInt8] {
        let names: [Character: UInt8] = [
            "e": 0x1B, "n": 0x0A, "r": 0x0D, "t": 0x09, "b": 0x08, "a": 0x07, "\\": 0x5C,
        ]
        var (result, rest) = ([UInt8](), text[...])
        while let next = rest.popFirst() {
            guard next == "\\", let name = rest.popFirst() else {
                result += Array(String(next).utf8)
                continue
            }
            if name == "x" {
                result.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
                rest.removeFirst(2)
            } else {
                result.append(names[name] ?? 0)
            }
        }
        return result
    }
}
