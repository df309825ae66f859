import Testing

@testable import RoostTerminal

@Suite struct KeyChordTests {
    /// What legacy, xterm and kitty send for one chord, and its name in a configuration.
    static let chords: [(String, [String])] = [
        ("C-b", ["\u{2}", "^[[98;5u", "^[[98;69u", "^[[98::98;5u", "^[[27;5;98~", "^[[98;5:2u"]),
        ("A", ["A", "^[[97:65;2u", "^[[97;2;65u", "^[[97;2u"]), ("%", ["%", "^[[53:37;2u"]),
        ("M-A", ["^[A", "^[[97;4u", "^[[97:65;4u"]), ("M-%", ["^[%", "^[[53:37;4u"]),
        ("C-S-h", ["^[[104;6u", "^[[27;6;72~", "^[[104:72;6u"]), ("C-+", ["^[[61:43;6u", "^[[27;6;43~"]),
        ("C-%", ["^[[53:37;6u", "^[[27;6;37~"]), ("C-Space", ["\u{0}", "^[[32;5u", "^[[27;5;32~"]),
        ("S-Space", ["^[[32;2u", "^[[27;2;32~"]), ("S-Enter", ["^[[13;2u", "^[[27;2;13~"]),
        ("BTab", ["^[[Z", "^[[9;2u"]),
        ("M-Up", ["^[[1;3A", "^[^[[A", "^[[1;131A"]), ("Escape", ["^[[27u"]),
        ("C-S-Tab", ["^[[9;6u", "^[[27;6;9~"]),
        ("Super-c", ["^[[99;9u"]), ("C-S-Super-C", ["^[[99;14u"]), ("é", ["é", "^[[233u", "^[[233;1;233u"]),
        ("É", ["É", "^[[233:201;2u"]),
    ]

    @Test(arguments: chords)
    func `one chord is equal in all protocols`(name: String, inputs: [String]) {
        let chord = Key(name: name)?.chord
        #expect(chord != nil)
        for input in inputs {
            let events = InputDecoderTests.events(InputSamples.bytes(input))
            guard case .key(let key)? = events.first, events.count == 1 else {
                Issue.record("\(input) is not a key")
                continue
            }
            #expect(key.chord == chord, "\(input)")
            #expect(key.chord.chord == key.chord)
        }
    }

    @Test func `a chord is not another chord`() {
        let names =
            Self.chords.map(\.0) + ["a", "C-a", "M-a", "Up", "S-Up", "Enter", "Tab", "Space", "Super-C"]
        let chords = names.compactMap { Key(name: $0)?.chord }
        #expect(Set(chords).count == names.count - 1)  // Super-c and Super-C
    }
}
