import Foundation
import RoostModel
import Testing

@testable import RoostClient

@Suite struct CastWriterTests {
    private static let start = Timestamp(milliseconds: 1_790_000_000_250)

    private static func after(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: start.milliseconds + milliseconds)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `the header names size, time, title and terminal`() throws {
        let writer = CastWriter(start: Self.start)
        let line = writer.header(
            rows: 24, columns: 80, title: "a \"b\"", command: ["sh", "-c", "x\n"], idleLimit: 2.5)
        let header = try #require(
            try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], "\(Self.text(line))")
        #expect(header["version"] as? Int == 2)
        #expect(header["width"] as? Int == 80)
        #expect(header["height"] as? Int == 24)
        #expect(header["timestamp"] as? Int == 1_790_000_000)
        #expect(header["title"] as? String == "a \"b\"")
        #expect(header["command"] as? String == "sh -c x\n")
        #expect(header["idle_time_limit"] as? Double == 2.5)
        #expect(header["env"] as? [String: String] == ["TERM": "xterm-256color"])
        #expect(line.last == 0x0A && line.dropLast().allSatisfy { $0 != 0x0A })
    }

    @Test func `events have seconds, a code and text`() {
        var writer = CastWriter(start: Self.start)
        #expect(Self.text(writer.output(Array("a".utf8), at: Self.start)) == "[0.000, \"o\", \"a\"]\n")
        #expect(
            Self.text(writer.resize(rows: 30, columns: 100, at: Self.after(1007)))
                == "[1.007, \"r\", \"100x30\"]\n")
        #expect(
            Self.text(writer.output(Array("\u{1B}[1m\"\\\r\n\u{7F}/é".utf8), at: Self.after(61_070)))
                == #"[61.070, "o", "\u001b[1m\"\\\r\n\u007f/é"]"# + "\n")
    }

    @Test func `half a character waits for the next event`() {
        var writer = CastWriter(start: Self.start)
        #expect(Self.text(writer.output([0x41, 0xE4], at: Self.start)) == "[0.000, \"o\", \"A\"]\n")
        #expect(writer.output([0xB8], at: Self.after(1)).isEmpty)
        #expect(Self.text(writer.output([0xAD], at: Self.after(2))) == "[0.002, \"o\", \"中\"]\n")
        #expect(writer.finish().isEmpty)
        #expect(writer.output([0xF0, 0x9F], at: Self.after(3)).isEmpty)
        #expect(Self.text(writer.finish()) == "[0.003, \"o\", \"\u{FFFD}\"]\n")
    }

    @Test func `time never goes back, although the clock does`() {
        var writer = CastWriter(start: Self.start)
        #expect(Self.text(writer.output([0x41], at: Self.after(500))).hasPrefix("[0.500"))
        #expect(Self.text(writer.output([0x41], at: Self.after(-9000))).hasPrefix("[0.500"))
        #expect(Self.text(writer.output([0x41], at: Self.after(700))).hasPrefix("[0.700"))
    }

    @Test func `every scalar below 256 comes back from JSON`() throws {
        let text = String(String.UnicodeScalarView((0..<256).compactMap { Unicode.Scalar(UInt8($0)) }))
        let json = CastWriter.json(text)
        let decoded = try JSONSerialization.jsonObject(with: Data("[\(json)]".utf8)) as? [String]
        #expect(decoded == [text])
        #expect(json.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
}
