import Testing

@testable import RoostTerminal

@Suite struct KeyEncoderOtherKeysTests {
    /// The key, what it sends at level 1 and at level 2; nil: its legacy form.
    static let keys: [(String, String?, String?)] = [
        ("Enter", nil, nil), ("C-Enter", "27;5;13", "27;5;13"), ("S-Enter", "27;2;13", "27;2;13"),
        ("C-S-Enter", "27;6;13", "27;6;13"),
        ("M-Enter", nil, "27;3;13"), ("M-S-Enter", "27;2;13", "27;4;13"), ("C-M-Enter", nil, "27;7;13"),
        ("C-Tab", "27;5;9", "27;5;9"),
        ("BTab", nil, nil), ("C-BTab", nil, "27;6;9"), ("M-Tab", nil, "27;3;9"), ("Escape", nil, nil),
        ("S-Escape", nil, "27;2;27"),
        ("C-Escape", nil, "27;5;27"), ("M-Escape", nil, "27;3;27"), ("BSpace", nil, nil),
        ("C-BSpace", nil, nil), ("S-BSpace", nil, "27;2;127"),
        ("M-BSpace", nil, "27;3;127"), ("C-S-BSpace", nil, "27;6;8"), ("a", nil, nil),
        ("S-a", nil, "27;2;65"), ("A", nil, nil),
        ("C-a", nil, "27;5;97"), ("C-i", nil, "27;5;105"), ("C-S-a", nil, "27;6;65"), ("M-a", nil, "27;3;97"),
        ("M-S-a", nil, "27;4;65"), ("C-M-a", nil, "27;7;97"),
        ("C-@", nil, "27;5;64"), ("C-[", nil, "27;5;91"), ("C-Space", nil, "27;5;32"),
        ("S-Space", nil, "27;2;32"), ("M-Space", nil, "27;3;32"), ("C-S-Space", nil, "27;6;32"),
        ("C-.", "27;5;46", "27;5;46"), ("C-;", "27;5;59", "27;5;59"), ("C-1", "27;5;49", "27;5;49"),
        ("C-2", nil, "27;5;50"), ("C-/", nil, "27;5;47"), ("C-9", "27;5;57", "27;5;57"),
        ("C-M-.", "27;7;46", "27;7;46"), ("C-M-2", nil, "27;7;50"), ("C-?", "27;5;63", "27;5;63"),
        ("C-M-Escape", "27;7;27", "27;7;27"), ("M-.", nil, "27;3;46"),
        ("M-1", nil, "27;3;49"),
        ("C-é", "27;5;233", "27;5;233"), ("C-Up", nil, nil), ("C-F5", nil, nil), ("Super-a", nil, nil),
        ("C-KP5", nil, nil),
    ]

    @Test(arguments: keys)
    func `a modified key has the form of its level`(name: String, first: String?, second: String?) throws {
        let key = try #require(Key(name: name))
        let legacy = KeyEncoder.encode(key, modes: InputModes())
        for (level, parameters) in [(UInt8(1), first), (2, second), (3, second)] {
            var modes = InputModes()
            modes.modifyOtherKeys = level
            let expected = parameters.map { InputSamples.bytes("^[[\($0)~") } ?? legacy
            #expect(
                InputSamples.visible(KeyEncoder.encode(key, modes: modes)) == InputSamples.visible(expected),
                "level \(level)")
        }
    }

    @Test func `what a terminal sends at level 2 comes back as it was`() throws {
        var modes = InputModes()
        modes.modifyOtherKeys = 2
        for (name, _, parameters) in Self.keys {
            guard let parameters else { continue }
            let bytes = InputSamples.bytes("^[[\(parameters)~")
            guard case .key(let key)? = InputDecoderTests.events(bytes).first else {
                Issue.record("\(parameters) is not a key")
                continue
            }
            #expect(key.chord == Key(name: name)?.chord, "\(name)")
            if name != "C-S-BSpace" { #expect(KeyEncoder.encode(key, modes: modes) == bytes, "\(name)") }
        }
    }
}
