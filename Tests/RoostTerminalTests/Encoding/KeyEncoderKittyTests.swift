import Testing

@testable import RoostTerminal

@Suite struct KeyEncoderKittyTests {
    static let someModes: [InputModes] = (0...31).map {
        var modes = InputModes()
        modes.kittyFlags = UInt8($0)
        modes.modifyOtherKeys = UInt8($0 % 3)
        modes.applicationCursorKeys = $0 % 2 == 0
        modes.applicationKeypad = $0 % 3 == 0
        return modes
    }

    private static func encode(_ key: Key, flags: UInt8) -> String {
        var modes = InputModes()
        modes.kittyFlags = flags
        modes.applicationCursorKeys = true
        return InputSamples.visible(KeyEncoder.encode(key, modes: modes))
    }

    /// Key, event, flags and bytes (`CSI` for `ESC [`).
    static let cases: [(String, Key.Event, UInt8, String)] = [
        // Disambiguate escape codes
        ("Escape", .press, 1, "CSI 27u"), ("a", .press, 1, "a"), ("A", .press, 1, "A"),
        ("S-a", .press, 1, "A"), ("é", .press, 1, "é"), ("C-a", .press, 1, "CSI 97;5u"),
        ("C-c", .repeated, 1, "CSI 99;5u"), ("M-a", .press, 1, "CSI 97;3u"), ("M-A", .press, 1, "CSI 97;3u"),
        ("M-S-a", .press, 1, "CSI 97;4u"), ("C-M-a", .press, 1, "CSI 97;7u"),
        ("C-S-a", .press, 1, "CSI 97;6u"),
        ("C-Space", .press, 1, "CSI 32;5u"), ("C-i", .press, 1, "CSI 105;5u"),
        ("M-[", .press, 1, "CSI 91;3u"), ("Super-a", .press, 1, "CSI 97;9u"),
        ("Meta-a", .press, 1, "CSI 97;33u"),
        ("Enter", .press, 1, "\r"), ("Tab", .press, 1, "\t"), ("BSpace", .press, 1, "\u{7F}"),
        ("S-Enter", .press, 1, "CSI 13;2u"), ("C-Enter", .press, 1, "CSI 13;5u"),
        ("BTab", .press, 1, "CSI 9;2u"),
        ("C-BTab", .press, 1, "CSI 9;6u"), ("C-BSpace", .press, 1, "CSI 127;5u"),
        ("M-BSpace", .press, 1, "CSI 127;3u"), ("M-Escape", .press, 1, "CSI 27;3u"),
        ("Up", .press, 1, "CSI A"), ("S-Up", .press, 1, "CSI 1;2A"), ("Home", .press, 1, "CSI H"),
        ("End", .press, 1, "CSI F"), ("F1", .press, 1, "CSI P"), ("F2", .press, 1, "CSI Q"),
        ("F3", .press, 1, "CSI 13~"), ("C-F3", .press, 1, "CSI 13;5~"),
        ("F4", .press, 1, "CSI S"), ("F5", .press, 1, "CSI 15~"), ("F12", .press, 1, "CSI 24~"),
        ("F13", .press, 1, "CSI 57376u"), ("F35", .press, 1, "CSI 57398u"), ("Insert", .press, 1, "CSI 2~"),
        ("C-Delete", .press, 1, "CSI 3;5~"), ("PageUp", .press, 1, "CSI 5~"),
        ("PageDown", .press, 1, "CSI 6~"),
        ("Menu", .press, 1, "CSI 57363u"), ("PrintScreen", .press, 1, "CSI 57361u"),
        ("Play", .press, 1, "CSI 57428u"), ("KP5", .press, 1, "5"), ("C-KP5", .press, 1, "CSI 57404;5u"),
        ("KPEnter", .press, 1, "CSI 57414u"), ("KPLeft", .press, 1, "CSI 57417u"),
        ("KPBegin", .press, 1, "CSI E"), ("C-KPBegin", .press, 1, "CSI 1;5E"),
        ("LeftShift", .press, 1, ""), ("CapsLock", .press, 1, ""), ("C-a", .release, 1, ""),
        ("Up", .release, 1, ""),
        // Report event types
        ("Up", .press, 3, "CSI A"), ("Up", .repeated, 3, "CSI 1;1:2A"), ("Up", .release, 3, "CSI 1;1:3A"),
        ("C-Up", .release, 3, "CSI 1;5:3A"), ("C-a", .release, 3, "CSI 97;5:3u"),
        ("Escape", .release, 3, "CSI 27;1:3u"), ("F5", .repeated, 3, "CSI 15;1:2~"),
        ("a", .press, 3, "a"), ("a", .repeated, 3, "a"), ("a", .release, 3, ""),
        ("Enter", .repeated, 3, "\r"), ("Enter", .release, 3, ""), ("Tab", .release, 3, ""),
        ("C-BSpace", .release, 3, ""),
        // Event types alone leave presses as they are, but SS3 has no room for an event
        ("C-a", .press, 2, "\u{1}"), ("C-a", .repeated, 2, "CSI 97;5:2u"), ("Escape", .press, 2, "^["),
        ("Escape", .release, 2, "CSI 27;1:3u"), ("Up", .press, 2, "CSI A"), ("F1", .press, 2, "CSI P"),
        ("KPLeft", .release, 2, "CSI 1;1:3D"), ("KPEnter", .press, 2, "\r"),
        // Alternate keys alone change nothing
        ("Up", .press, 4, "^[OA"), ("C-a", .press, 4, "\u{1}"), ("C-S-a", .press, 5, "CSI 97:65;6u"),
        ("C-a", .press, 5, "CSI 97;5u"), ("a", .press, 5, "a"),
        // Report all keys
        ("a", .press, 8, "CSI 97u"), ("A", .press, 8, "CSI 97;2u"), ("S-a", .press, 8, "CSI 97;2u"),
        ("é", .press, 8, "CSI 233u"), ("Enter", .press, 8, "CSI 13u"), ("Tab", .press, 8, "CSI 9u"),
        ("BSpace", .press, 8, "CSI 127u"), ("BSpace", .release, 10, "CSI 127;1:3u"),
        ("Space", .press, 8, "CSI 32u"), ("Escape", .press, 8, "CSI 27u"), ("Up", .press, 8, "CSI A"),
        ("LeftShift", .press, 8, "CSI 57441u"), ("CapsLock", .press, 8, "CSI 57358u"),
        ("KP5", .press, 8, "CSI 57404u"), ("a", .release, 8, ""), ("a", .release, 10, "CSI 97;1:3u"),
        ("A", .press, 12, "CSI 97:65;2u"),
        // Report associated text
        ("a", .press, 24, "CSI 97;;97u"), ("A", .press, 24, "CSI 97;2;65u"), ("C-a", .press, 24, "CSI 97;5u"),
        ("a", .release, 26, "CSI 97;1:3u"), ("a", .repeated, 26, "CSI 97;1:2;97u"),
        ("Enter", .press, 24, "CSI 13u"), ("KP5", .press, 24, "CSI 57404;;53u"), ("a", .press, 16, "a"),
        ("a", .press, 17, "a"), ("Up", .press, 24, "CSI A"),
        ("A", .press, 31, "CSI 97:65;2;65u"), ("Unidentified", .press, 31, "CSI 0u"),
    ]

    @Test(arguments: cases)
    func `a key has the form of the flags`(name: String, event: Key.Event, flags: UInt8, bytes: String) throws
    {
        var key = try #require(Key(name: name))
        key.event = event
        let expected =
            bytes.hasPrefix("CSI ")
            ? "^[[" + bytes.dropFirst(4) : InputSamples.visible(InputSamples.bytes(bytes))
        #expect(Self.encode(key, flags: flags) == expected)
    }

    @Test func `alternates and text are passed on`() {
        let key = Key(
            code: .character("с"), modifiers: .shift, text: "С", shiftedScalar: "С", baseScalar: "c")
        #expect(Self.encode(key, flags: 31) == "^[[1089:1057:99;2;1057u")
        let control = Key(code: .character("с"), modifiers: .control, baseScalar: "c")
        #expect(Self.encode(control, flags: 5) == "^[[1089::99;5u")
        #expect(Self.encode(Key(code: .unidentified, text: "か な"), flags: 31) == "^[[0;;12363:32:12394u")
        #expect(Self.encode(Key(code: .character("a"), text: "a\u{1B}"), flags: 24) == "^[[97;;97u")
    }

    @Test func `locks are told with all keys and with keys that are not text`() {
        let letter = Key(code: .character("a"), modifiers: [.control, .capsLock])
        #expect(Self.encode(letter, flags: 1) == "^[[97;5u")
        #expect(Self.encode(letter, flags: 8) == "^[[97;69u")
        #expect(Self.encode(Key(code: .character("a"), modifiers: .numLock), flags: 1) == "a")
        #expect(Self.encode(Key(code: .character("a"), modifiers: .numLock), flags: 8) == "^[[97;129u")
        #expect(Self.encode(Key(code: .up, modifiers: .numLock), flags: 1) == "^[[1;129A")
        #expect(Self.encode(Key(code: .enter, modifiers: .numLock), flags: 1) == "\\x0d")
    }

    /// The outer terminal and the program speak the same protocol: nothing may be lost between them.
    @Test func `what kitty sends with all flags comes back as it was`() {
        for text in [
            "^[[97;;97u", "^[[97:65;2;65u", "^[[97;5u", "^[[97;5:3u", "^[[1089::99;5u", "^[[1089:1057:99;6u",
            "^[[13;2u", "^[[9;6:2u", "^[[127;1:3u", "^[[A", "^[[1;2:3A", "^[[13~", "^[[15;5~", "^[[57376;9u",
            "^[[57399;129;48u", "^[[57414u", "^[[57441;2u", "^[[57441;1:3u", "^[[57358;65u",
            "^[[0;;12363u", "^[[32;;32u", "^[[53:37;2;37u", "^[[E",
            "^[[57427~".replacing("57427~", with: "1;2E"), "^[[27u", "^[[57430u",
        ] {
            var modes = InputModes()
            modes.kittyFlags = 31
            let written = InputDecoderTests.events(InputSamples.bytes(text)).flatMap { event -> [UInt8] in
                if case .key(let key) = event { KeyEncoder.encode(key, modes: modes) } else { [] }
            }
            #expect(InputSamples.visible(written) == text)
        }
    }

    /// U+E040 has the number of keypad 9.
    @Test func `a character of the private area is never taken for a function key`() {
        let icon = Key(code: .character("\u{E040}"))
        #expect(Self.encode(icon, flags: 1) == InputSamples.visible(Array("\u{E040}".utf8)))
        #expect(Self.encode(icon, flags: 8) == InputSamples.visible(Array("\u{E040}".utf8)))
        #expect(Self.encode(icon, flags: 24) == "^[[0;;57408u")
        #expect(Self.encode(Key(code: .character("\u{89}")), flags: 31) == "\\xc2\\x89")
    }

    @Test func `a key of a legacy terminal gets its Shift back`() {
        for (typed, expected) in [("A", "^[[97:65;2;65u"), ("É", "^[[233:201;2;201u"), ("%", "^[[37;;37u")] {
            let events = InputDecoderTests.events(InputSamples.bytes(typed))
            guard case .key(let key)? = events.first else { continue }
            #expect(Self.encode(key, flags: 31) == expected)
        }
    }
}
