import RoostClient
import RoostTerminal
import Testing

@testable import roost

@Suite struct ReplayStatusTests {
    private static let timeline = Sample.timeline(
        [Sample.block(0, 10, 0), Sample.block(10, 10, 2000), Sample.block(20, 10, 4000)],
        commands: [Sample.command(10, "make\ttest\n  " + String(repeating: "x", count: 90))])

    @Test(
        arguments: [
            (0, "0:00"), (999, "0:00"), (61_000, "1:01"), (3_599_999, "59:59"), (3_723_000, "1:02:03"),
        ] as [(Int64, String)])
    func `times are as on a clock`(milliseconds: Int64, text: String) {
        #expect(ReplayStatus.time(milliseconds) == text)
    }

    @Test func `the line says where it stands`() {
        var player = Player(Self.timeline, speed: 2)
        #expect(
            ReplayStatus.line(player, clip: nil, isSeeking: false, columns: 200)
                .hasPrefix(" api playing  0:00 / 0:04  x2  "))
        player.seek(to: 2500)
        let line = ReplayStatus.line(player, clip: "of 200x50", isSeeking: false, columns: 300)
        #expect(line.contains("of 200x50  1/1 make test xxx"))
        #expect(line.hasSuffix("q quit"))
        #expect(CharacterWidth.of(line) == 299)
        player.advance(by: 1e6)
        #expect(ReplayStatus.line(player, clip: nil, isSeeking: false, columns: 80).contains(" end "))
        #expect(ReplayStatus.line(player, clip: nil, isSeeking: true, columns: 80).contains(" seeking "))
    }

    @Test func `the keys give way where there is no room`() {
        let player = Player(Self.timeline)
        let full = ReplayStatus.line(player, clip: nil, isSeeking: false, columns: 120)
        #expect(full.hasSuffix("space pause  ← → 5 s  n p command  + - speed  q quit"))
        let short = ReplayStatus.line(player, clip: nil, isSeeking: false, columns: 80)
        #expect(short.hasSuffix("space ← → n p + - q"))
        #expect(!ReplayStatus.line(player, clip: nil, isSeeking: false, columns: 40).contains("space"))
    }
}
