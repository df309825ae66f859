import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct RedactedCastTests {
    private static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_790_000_000_000 + milliseconds)
    }

    private static func text(_ lines: [UInt8]) -> String { String(decoding: lines, as: UTF8.self) }

    @Test func `a secret in two pieces is none in the recording`() {
        var cast = RedactedCast(start: Self.time(0))
        let secret = "sk-ant-api03-" + String(repeating: "Ab1", count: 30)
        let bytes = Array("key \(secret) end\r\n".utf8)
        var told = cast.output(bytes[..<20], from: 0, at: Self.time(0), pause: 100)
        told += cast.output(bytes[20...], from: 20, at: Self.time(50), pause: 100)
        told += cast.finish()
        #expect(!Self.text(told).contains("Ab1Ab1"))
        #expect(Self.text(told).contains(" end"))
    }

    @Test func `what is kept back is told after a pause, at its own time`() {
        var cast = RedactedCast(start: Self.time(0))
        #expect(
            Self.text(cast.output(Array("$ ".utf8)[...], from: 0, at: Self.time(10), pause: 100))
                == "[0.010, \"o\", \"$ \"]\n")
        #expect(cast.output(Array("ls".utf8)[...], from: 2, at: Self.time(20), pause: 100).isEmpty)
        let later = Self.text(cast.output(Array("\n".utf8)[...], from: 4, at: Self.time(900), pause: 100))
        #expect(later == "[0.020, \"o\", \"ls\"]\n[0.900, \"o\", \"\\n\"]\n")
    }

    @Test func `output that is gone does not hold up what follows`() {
        var cast = RedactedCast(start: Self.time(0))
        let first = cast.output(Array("a b".utf8)[...], from: 0, at: Self.time(0), pause: 100)
        let second = cast.output(Array("c d ".utf8)[...], from: 1000, at: Self.time(1), pause: 100)
        let events = Self.text(first + second + cast.finish()).split(separator: "\n")
        let texts = events.compactMap { JSONParser.parse(String($0))?.array?.last?.string }
        #expect(texts.joined() == "a bc d ")
    }

    @Test func `a size that stays is no event`() {
        var cast = RedactedCast(start: Self.time(0))
        _ = cast.header(size: (24, 80), title: "t", command: [])
        #expect(cast.resize(rows: 24, columns: 80, at: Self.time(1)).isEmpty)
        #expect(
            Self.text(cast.resize(rows: 30, columns: 80, at: Self.time(2))) == "[0.002, \"r\", \"80x30\"]\n")
    }
}
