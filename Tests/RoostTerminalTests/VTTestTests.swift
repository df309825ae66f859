import RoostTerminal
import Testing

/// What vttest 2.7 (https://invisible-island.net/vttest/) shows, screen by screen: it says on each what is right.
///
/// A recording is a menu's bytes (`.raw`), the places where it waited for a key (`.steps`: how many bytes, and the
/// path through its menus) and what was then on the screen and had been answered (`.screens`, each one reviewed).
@Suite struct VTTestTests {
    @Test(arguments: VTTestRecording.all)
    func `every screen is as the test says that it must be`(recording: VTTestRecording) throws {
        let bytes = try #require(Fixture.bytes(recording.path + ".raw"))
        let probe = Probe(rows: 24, columns: 80)
        var screens = ""
        var start = 0
        for step in try recording.steps() {
            probe.feed(bytes[start..<step.end])
            start = step.end
            screens += "==== \(step.name)\n"
            let replies = probe.replies
            if !replies.isEmpty { screens += "replies \(visible(replies))\n" }
            screens += GoldenScreen.describe(probe, withScrollback: false)
        }
        if Fixture.isUpdating { Fixture.write(screens, to: recording.path + ".screens") }
        let golden = try #require(Fixture.text(recording.path + ".screens"))
        #expect(screens == golden)
    }

    /// vttest took these answers apart in the recording, and found each of them right.
    @Test(arguments: [
        (step: "6.3.1", replies: "^[[0n^[[5;1R^[[5;1R"),
        (step: "6.4.1", replies: "^[[?65;1;2;6;9;15;16;17;18;21;22;28;29;52c"),
        (step: "6.5.1", replies: "^[[>64;390;0c"),
        (step: "6.6.1", replies: "^[P!|00000000^[\\"),
        (step: "6.7.1", replies: "^[[2;1;1;128;128;1;0x^[[3;1;1;128;128;1;0x"),
    ])
    func `reports are answered`(step: String, replies: String) throws {
        let recording = VTTestRecording(name: "menu-6")
        let bytes = try #require(Fixture.bytes(recording.path + ".raw"))
        let steps = try recording.steps()
        let index = try #require(steps.firstIndex { $0.name == step })
        let probe = Probe(rows: 24, columns: 80)
        probe.feed(bytes[..<steps[index - 1].end])
        _ = probe.replies
        probe.feed(bytes[steps[index - 1].end..<steps[index].end])
        #expect(visible(probe.replies) == replies)
    }

    private func visible(_ replies: String) -> String {
        replies.unicodeScalars.map { $0 == "\u{1B}" ? "^[" : String($0) }.joined()
    }
}

/// One recording of vttest in the fixtures.
struct VTTestRecording: CustomTestStringConvertible {
    /// A place where vttest waited.
    struct Step {
        /// How many bytes it had written.
        let end: Int
        /// The menu's number, that of the test, and that of the screen in it.
        let name: String
    }

    let name: String

    var path: String { "vttest/\(name)" }
    var testDescription: String { name }

    /// The menus that concern a screen, and not a printer or a keyboard; some switch to 132 columns.
    static let all = [
        "menu-1", "menu-2", "menu-3", "menu-6", "menu-8", "menu-11-1",
        "menu-11-2-2", "menu-11-2-6", "menu-11-3-7", "menu-11-4-6", "menu-11-5", "menu-11-6", "menu-11-6-7",
        "menu-11-6-9",
        "menu-11-7", "menu-11-8",
    ].map { VTTestRecording(name: $0) }

    func steps() throws -> [Step] {
        try #require(Fixture.text(path + ".steps")).split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return Step(end: try #require(Int(words[0])), name: String(words[1]))
        }
    }
}
