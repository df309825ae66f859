import Testing

@testable import RoostTerminal

@Suite struct KeyNameTests {
    /// One of every code.
    static let codes: [Key.Code] =
        [
            .unidentified, .enter, .tab, .backspace, .escape, .up, .down, .left, .right, .home, .end, .insert,
            .delete, .pageUp, .pageDown, .menu, .capsLock, .scrollLock, .numLock, .printScreen, .pause,
        ] + (1...35).map { .function($0) } + KeypadKey.allCases.map { .keypad($0) }
        + MediaKey.allCases.map { .media($0) } + ModifierKey.allCases.map { .modifier($0) }
        + (0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)).map { .character($0) } }
        + "é中😀\u{301}\u{A0}\u{AD}\u{200D}\u{0}\u{1B}\u{E000}\u{10FFFF}ßİ".unicodeScalars.map {
            .character($0)
        }

    @Test func `every key with every modifier comes back from its name`() throws {
        for code in Self.codes {
            for bits in UInt8(0)..<64 {
                let modifiers = Modifiers(rawValue: bits)
                // With Control the case of a letter has no meaning, and the name has the lower one.
                if modifiers.contains(.control), case .character(let scalar) = code, scalar.isUppercaseLetter
                {
                    continue
                }
                let key = Key(code: code, modifiers: modifiers)
                #expect(Key(name: key.name) == key, "\(key.name)")
                #expect(key.name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F })
            }
        }
        #expect(Set(Self.codes.map { Key(code: $0).name }).count == Self.codes.count)
    }

    static let names: [(String, Key, String)] = [
        ("C-b", Key(code: .character("b"), modifiers: .control), "C-b"),
        ("c-B", Key(code: .character("b"), modifiers: .control), "C-b"),
        ("^b", Key(code: .character("b"), modifiers: .control), "C-b"),
        ("^", Key(code: .character("^")), "^"),
        ("^^", Key(code: .character("^"), modifiers: .control), "C-^"),
        ("M-x", Key(code: .character("x"), modifiers: .alt), "M-x"),
        ("M-X", Key(code: .character("X"), modifiers: .alt), "M-X"),
        ("M-C-Left", Key(code: .left, modifiers: [.alt, .control]), "C-M-Left"),
        ("S-F5", Key(code: .function(5), modifiers: .shift), "S-F5"),
        ("f12", Key(code: .function(12)), "F12"),
        ("C--", Key(code: .character("-"), modifiers: .control), "C--"),
        ("-", Key(code: .character("-")), "-"),
        ("C-Space", Key(code: .character(" "), modifiers: .control), "C-Space"),
        ("BTab", Key(code: .tab, modifiers: .shift), "BTab"),
        ("S-Tab", Key(code: .tab, modifiers: .shift), "BTab"),
        ("C-BTab", Key(code: .tab, modifiers: [.control, .shift]), "C-BTab"),
        ("PgUp", Key(code: .pageUp), "PageUp"), ("PPage", Key(code: .pageUp), "PageUp"),
        ("NPage", Key(code: .pageDown), "PageDown"), ("PgDn", Key(code: .pageDown), "PageDown"),
        ("DC", Key(code: .delete), "Delete"), ("IC", Key(code: .insert), "Insert"),
        ("BSpace", Key(code: .backspace), "BSpace"), ("escape", Key(code: .escape), "Escape"),
        ("%", Key(code: .character("%")), "%"),
        ("C-é", Key(code: .character("é"), modifiers: .control), "C-é"),
        ("KP/", Key(code: .keypad(.divide)), "KP/"), ("KPEnter", Key(code: .keypad(.enter)), "KPEnter"),
        ("U+a0", Key(code: .character("\u{A0}")), "U+A0"),
        ("Super-c", Key(code: .character("c"), modifiers: .super), "Super-c"),
        ("C", Key(code: .character("C")), "C"), ("F", Key(code: .character("F")), "F"),
    ]

    @Test(arguments: names)
    func `a name is a key and has one canonical form`(name: String, key: Key, canonical: String) {
        #expect(Key(name: name) == key)
        #expect(key.name == canonical)
    }

    @Test(arguments: [
        "", " ", "C-", "M-C-", "Super-", "ab", "F0", "F36", "F+1", "F1x", "U+", "U+D800", "U+110000", "U+-1",
        "e\u{301}",
        "C-Enterx", "\u{1B}", "\n", "KP", "Left ", "X-a",
    ])
    func `what is not a key has none`(name: String) {
        #expect(Key(name: name) == nil)
    }
}
