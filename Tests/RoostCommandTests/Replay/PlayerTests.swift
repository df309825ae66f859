import RoostClient
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import roost

@Suite struct PlayerTests {
    /// A block a second, commands before the third, fourth and eighth.
    private static let timeline = Sample.timeline(
        (0..<12).map { Sample.block(UInt64($0 * 10), 10, Int64($0) * 1000) },
        commands: [Sample.command(20, "a"), Sample.command(30, "b"), Sample.command(70, "c")])

    private static func key(_ name: String) throws -> Key {
        try #require(Key(name: name), "\(name)")
    }

    private static func press(_ player: inout Player, _ names: String...) throws {
        for name in names { #expect(player.press(try key(name)) == .goOn) }
    }

    @Test func `time passes at the speed that is set`() {
        var player = Player(Self.timeline, speed: 2)
        #expect(player.next == 1)
        #expect(player.wait == 500)
        player.advance(by: 499)
        #expect(player.next == 1)
        player.advance(by: 1)
        #expect(player.next == 2)
        player.advance(by: 2000)
        #expect(player.next == 6)
        #expect(player.clock == 5000)
        player.advance(by: 1e9)
        #expect(player.isAtEnd && player.clock == 11_000 && player.wait == nil)
    }

    @Test func `space pauses, and at the end begins anew`() throws {
        var player = Player(Self.timeline)
        try Self.press(&player, "Space")
        player.advance(by: 5000)
        #expect(player.clock == 0 && player.wait == nil)
        try Self.press(&player, "Space")
        player.advance(by: 5000)
        #expect(player.clock == 5000)
        try Self.press(&player, "End")
        #expect(player.isAtEnd)
        try Self.press(&player, "Space")
        #expect(player.clock == 0 && player.next == 1 && player.isPlaying)
    }

    @Test func `speed goes up and down in steps with an end`() throws {
        var player = Player(Self.timeline, speed: 3)
        try Self.press(&player, "+")
        #expect(player.speed == 4)
        try Self.press(&player, "-", "-")
        #expect(player.speed == 1)
        for _ in 0..<20 { try Self.press(&player, "+") }
        #expect(player.speed == 128)
        for _ in 0..<20 { try Self.press(&player, "-") }
        #expect(player.speed == 0.125)
    }

    @Test func `arrows go five seconds, no further than the ends`() throws {
        var player = Player(Self.timeline)
        try Self.press(&player, "Right")
        #expect(player.clock == 5000 && player.next == 6)
        try Self.press(&player, "Left")
        #expect(player.clock == 0 && player.next == 1)
        try Self.press(&player, "Left")
        #expect(player.clock == 0)
        try Self.press(&player, "Right", "Right", "Right")
        #expect(player.clock == 11_000 && player.isAtEnd)
        try Self.press(&player, "Left")
        #expect(player.clock == 6000 && player.next == 7 && player.isPlaying)
    }

    @Test(arguments: [false, true])
    func `commands are gone to one by one`(isPaused: Bool) throws {
        var player = Player(Self.timeline)
        if isPaused { try Self.press(&player, "Space") }
        #expect(player.command == nil)
        for (step, expected) in [2, 3, 7].enumerated() {
            try Self.press(&player, "n")
            #expect(player.next == expected)
            // Time that passes between two keys must not stop the second.
            player.advance(by: 40)
            #expect(player.command == step)
        }
        try Self.press(&player, "n")
        #expect(player.next == (isPaused ? 7 : 8))
        for expected in [3, 2] {
            try Self.press(&player, "p")
            #expect(player.next == expected)
            player.advance(by: 40)
        }
        try Self.press(&player, "p")
        #expect(player.clock == 0)
    }

    @Test func `going back from the middle of a command leads to its start`() throws {
        var player = Player(Self.timeline)
        player.seek(to: 9500)
        try Self.press(&player, "p")
        #expect(player.next == 7)
    }

    @Test func `a replay begins where it is told to`() throws {
        func start(_ text: String) throws -> Player {
            var player = Player(Self.timeline)
            player.seek(to: try #require(ReplayStart(argument: text), "\(text)"))
            return player
        }
        #expect(try start("3s").next == 4)
        #expect(try start("0:03").clock == 3000)
        #expect(try start("1h").isAtEnd)
        #expect(try start("35").next == 4)
        #expect(try start("35").clock == 3000)
        #expect(try start("0").next == 1)
        #expect(try start(Sample.time(2500).description).next == 3)
        #expect(try start(Sample.time(-1).description).next == 0)
        #expect(try start("999999").isAtEnd)
    }

    @Test func `q and C-c quit, releases do nothing`() throws {
        var player = Player(Self.timeline)
        #expect(player.press(try Self.key("q")) == .quit)
        #expect(player.press(try Self.key("C-c")) == .quit)
        var release = try Self.key("q")
        release.event = .release
        #expect(player.press(release) == .goOn)
        for name in ["x", "Escape", "C-q", "F1", "Up"] { try Self.press(&player, name) }
        #expect(player.clock == 0 && player.next == 1 && player.isPlaying && player.speed == 1)
    }

    @Test func `nothing to play is the end`() {
        var player = Player(Sample.timeline([]))
        player.advance(by: 1000)
        player.seek(to: 5)
        #expect(player.isAtEnd && player.clock == 0 && player.moment == nil && player.wait == nil)
    }
}
