/// The letters and numbers by which terminals name keys in sequences.
///
/// Sources: ctlseqs "PC-Style Function Keys" and "VT220-Style Function Keys",
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>; for 57344 and above
/// <https://sw.kovidgoyal.net/kitty/keyboard-protocol/#functional-key-definitions>.
enum KeyTable {
    /// `CSI [1 ; m] letter` and `SS3 letter`.
    static let letters: [(final: UInt8, code: Key.Code)] = [
        (0x41, .up), (0x42, .down), (0x43, .right), (0x44, .left),  // A B C D
        (0x45, .keypad(.begin)), (0x46, .end), (0x48, .home),  // E F H
        (0x50, .function(1)), (0x51, .function(2)), (0x52, .function(3)), (0x53, .function(4)),  // P Q R S
    ]

    /// `CSI number [; m] ~`; a key that stands here twice is written with its first number.
    ///
    /// 1 and 4 are Find and Select on a VT220: the Home and End of tmux, screen and the Linux console.
    /// 7 and 8 are those of rxvt. From 42 on the numbers are xterm's own invention.
    static let numbers: [(number: Int, code: Key.Code)] = [
        (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home),
        (8, .end),
        (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)), (15, .function(5)),
        (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
        (23, .function(11)), (24, .function(12)), (25, .function(13)), (26, .function(14)),
        (28, .function(15)), (29, .menu), (29, .function(16)), (31, .function(17)), (32, .function(18)),
        (33, .function(19)), (34, .function(20)), (42, .function(21)), (43, .function(22)),
        (44, .function(23)), (45, .function(24)), (46, .function(25)), (47, .function(26)),
        (48, .function(27)), (49, .function(28)), (50, .function(29)), (51, .function(30)),
        (52, .function(31)), (53, .function(32)), (54, .function(33)), (55, .function(34)),
        (56, .function(35)), (57427, .keypad(.begin)),
    ]

    /// `SS3 final` of the application keypad, and the character in numeric mode.
    static let keypad: [(final: UInt8, key: KeypadKey, character: Unicode.Scalar)] = [
        (0x70, .zero, "0"), (0x71, .one, "1"), (0x72, .two, "2"), (0x73, .three, "3"), (0x74, .four, "4"),
        (0x75, .five, "5"), (0x76, .six, "6"), (0x77, .seven, "7"), (0x78, .eight, "8"), (0x79, .nine, "9"),
        (0x6A, .multiply, "*"), (0x6B, .add, "+"), (0x6C, .separator, ","), (0x6D, .subtract, "-"),
        (0x6E, .decimal, "."), (0x6F, .divide, "/"), (0x4D, .enter, "\r"), (0x58, .equal, "="),
    ]

    /// The keypad with Num Lock off, as the keys of the editing block.
    static let keypadNavigation: [(key: KeypadKey, code: Key.Code)] = [
        (.left, .left), (.right, .right), (.up, .up), (.down, .down), (.pageUp, .pageUp),
        (.pageDown, .pageDown), (.home, .home), (.end, .end), (.insert, .insert), (.delete, .delete),
    ]

    /// The key of `CSI letter`.
    static func code(letter: UInt8) -> Key.Code? { letters.first { $0.final == letter }?.code }

    /// The key of `CSI number ~`.
    static func code(number: Int) -> Key.Code? { numbers.first { $0.number == number }?.code }

    /// The key of `SS3 final`: letters and the application keypad.
    static func code(single final: UInt8) -> Key.Code? {
        code(letter: final) ?? keypad.first { $0.final == final }.map { .keypad($0.key) }
    }

    /// The letter by which `code` is written in a CSI or SS3 sequence.
    static func letter(of code: Key.Code) -> UInt8? { letters.first { $0.code == code }?.final }

    /// The number by which `code` is written in `CSI number ~`.
    static func number(of code: Key.Code) -> Int? { numbers.first { $0.code == code }?.number }

    /// The character that a keypad key gives in numeric mode; Enter is CR, navigation has none.
    static func character(of key: KeypadKey) -> Unicode.Scalar? { keypad.first { $0.key == key }?.character }

    /// The key that a keypad key without a character stands for.
    static func navigation(of key: KeypadKey) -> Key.Code? {
        keypadNavigation.first { $0.key == key }?.code
    }
}

/// Key numbers of `CSI number u`.
extension KeyTable {
    private static let singles: [(number: UInt32, code: Key.Code)] = [
        (9, .tab), (13, .enter), (27, .escape), (127, .backspace), (8, .backspace), (0, .unidentified),
        (57358, .capsLock), (57359, .scrollLock), (57360, .numLock), (57361, .printScreen), (57362, .pause),
        (57363, .menu),
    ]

    /// The key of `CSI number u` (kitty) and `CSI 27 ; m ; number ~` (xterm); nil for what names nothing.
    static func code(unicode number: UInt32) -> Key.Code? {
        if let single = singles.first(where: { $0.number == number }) { return single.code }
        switch number {
        case 57376...57398: return .function(Int(number - 57376) + 13)
        case 57399...57427: return KeypadKey(rawValue: UInt8(number - 57399)).map { .keypad($0) }
        case 57428...57440: return MediaKey(rawValue: UInt8(number - 57428)).map { .media($0) }
        case 57441...57454: return ModifierKey(rawValue: UInt8(number - 57441)).map { .modifier($0) }
        case 0..<32, 0x80..<0xA0, 57344...63743: return nil
        default: return Unicode.Scalar(number).map { .character($0) }
        }
    }

    /// The number that names `code` in `CSI number u`; nil where the protocol uses a letter or `~`.
    static func unicode(of code: Key.Code) -> UInt32? {
        switch code {
        case .character(let scalar): scalar.value
        case .function(let number) where (13...35).contains(number): 57376 + UInt32(number - 13)
        case .keypad(.begin): nil
        case .keypad(let key): 57399 + UInt32(key.rawValue)
        case .media(let key): 57428 + UInt32(key.rawValue)
        case .modifier(let key): 57441 + UInt32(key.rawValue)
        default: singles.first { $0.code == code }?.number
        }
    }
}
