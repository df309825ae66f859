import RoostModel
import Testing

@testable import roost

@Suite struct ReplayStartTests {
    @Test(
        arguments: [
            ("0", .offset(0)), ("12345", .offset(12_345)), ("18446744073709551615", .offset(.max)),
            ("90s", .elapsed(90_000)), ("5m", .elapsed(300_000)), ("1h2m3s", .elapsed(3_723_000)),
            ("1:30", .elapsed(90_000)), ("0:05", .elapsed(5000)), ("1:02:03", .elapsed(3_723_000)),
            ("2026-11-20T12:40:58Z", .moment(Timestamp(milliseconds: 1_795_178_458_000))),
            ("2026-11-20T12:40:58.250Z", .moment(Timestamp(milliseconds: 1_795_178_458_250))),
        ] as [(String, ReplayStart)])
    func `offsets, times and moments are told apart`(text: String, start: ReplayStart) {
        #expect(ReplayStart(argument: text) == start)
    }

    @Test(arguments: [
        "", " ", "x", "-1", "1.5", "s", "1x", "1:60", "1:2:3:4", ":30", "1:", "1h30", "99999999999999999999",
        "12345678h", "9999999h", "2026-11-20", "2026-13-20 00:00:00", "2026-11-20 25:00:00", "１s", "1:-5",
    ])
    func `anything else is refused`(text: String) {
        #expect(ReplayStart(argument: text) == nil)
    }

    @Test func `a local time is the one that history prints`() throws {
        let moment = Timestamp(milliseconds: 1_795_178_458_000)
        #expect(ReplayStart(argument: Clock.local(moment)) == .moment(moment))
    }
}
