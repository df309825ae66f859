import Foundation
import RoostModel
import RoostTestSupport
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_795_178_458_123, "2026-11-20T12:40:58.123Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `known moments are written and read`(milliseconds: Int, text: String) {
        let time = Timestamp(milliseconds: Int64(milliseconds))
        #expect(time.description == text)
        #expect(Timestamp(text) == time)
    }

    /// Foundation's calendar is the independent witness.
    @Test func `random moments read back, as another implementation writes them`() {
        var generator = SeededGenerator(seed: 11)
        let witness = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -62_135_596_800..<253_402_300_800, using: &generator)
            let time = Timestamp(milliseconds: seconds * 1000)
            #expect(Timestamp(time.description) == time)
            // Before 1582 Foundation uses the Julian calendar.
            guard seconds > -12_000_000_000 else { continue }
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(time.description == date.formatted(witness))
        }
    }

    @Test(arguments: [
        ("2026-11-20T12:40:58Z", 1_795_178_458_000), ("2026-11-20T12:40:58.1Z", 1_795_178_458_100),
        ("2026-11-20T12:40:58.12Z", 1_795_178_458_120), ("2026-11-20T12:40:58.123456789Z", 1_795_178_458_123),
    ])
    func `fractions of any length are read`(text: String, milliseconds: Int) {
        #expect(Timestamp(text)?.milliseconds == Int64(milliseconds))
    }

    @Test(arguments: [
        "", "Z", "2026-11-20", "2026-11-20T12:40:58", "2026-11-20T12:40:58+01:00", "2026-11-20 12:40:58Z",
        "2026-13-20T12:40:58Z", "2026-00-20T12:40:58Z", "2026-11-00T12:40:58Z", "2026-11-31T12:40:58Z",
        "2026-02-29T12:40:58Z", "2026-11-20T24:40:58Z", "2026-11-20T12:60:58Z", "2026-11-20T12:40:61Z",
        "2026-11-20T12:40:58.Z", "2026-11-20T12:40:58.12x4Z", "2026-11-20T12:40:58.123xZ",
        "-026-11-20T12:40:58Z",
        "٢٠٢٦-11-20T12:40:58Z",
    ])
    func `anything else is no time`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [Int64.min, Int64.max, Int64.min + 1])
    func `no number stops the program`(milliseconds: Int64) {
        let time = Timestamp(milliseconds: milliseconds)
        #expect(time.description.hasSuffix("Z"))
        #expect(time.milliseconds(since: time) == 0)
        _ = time.milliseconds(since: Timestamp(milliseconds: 1))
    }

    @Test func `JSON has the text`() throws {
        let time = Timestamp(milliseconds: 1_795_178_458_123)
        let data = try JSONEncoder().encode([time])
        #expect(String(decoding: data, as: UTF8.self) == #"["2026-11-20T12:40:58.123Z"]"#)
        #expect(try JSONDecoder().decode([Timestamp].self, from: data) == [time])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Timestamp].self, from: Data(#"["yesterday"]"#.utf8))
        }
    }

    @Test func `later moments are greater`() {
        #expect(Timestamp(milliseconds: 1) < Timestamp(milliseconds: 2))
        #expect(Timestamp(milliseconds: 7).milliseconds(since: Timestamp(milliseconds: 9)) == -2)
    }
}
