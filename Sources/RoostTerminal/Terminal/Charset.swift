/// A set of characters that an escape sequence can put into G0...G3 (SCS).
enum Charset: UInt8 {
    case ascii, decGraphics, british

    /// The set with a final byte; others than these are treated as ASCII.
    init(final: UInt8) {
        switch final {
        case 0x30, 0x32: self = .decGraphics
        case 0x41: self = .british
        default: self = .ascii
        }
    }

    /// What a byte of 20...7E stands for.
    func scalar(_ byte: UInt8) -> UInt32 {
        switch self {
        case .ascii: UInt32(byte)
        case .british: byte == 0x23 ? 0xA3 : UInt32(byte)
        case .decGraphics:
            (0x5F...0x7E).contains(byte) ? Self.graphics[Int(byte - 0x5F)] : UInt32(byte)
        }
    }

    /// VT100 Special Graphics, from 5F on. https://vt100.net/docs/vt220-rm/table2-4.html
    private static let graphics: [UInt32] = [
        0x00A0, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0x00B0, 0x00B1, 0x2424, 0x240B, 0x2518,
        0x2510,
        0x250C, 0x2514, 0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524, 0x2534, 0x252C,
        0x2502,
        0x2264, 0x2265, 0x03C0, 0x2260, 0x00A3, 0x00B7,
    ]
}

/// G0...G3, and which of them the bytes 20...7E mean.
struct Charsets: Equatable {
    private var sets: (Charset, Charset, Charset, Charset) = (.ascii, .ascii, .ascii, .ascii)
    /// Index of the set that is shifted in (SI, SO, LS2, LS3).
    var shifted: UInt8 = 0
    /// Index of the set for the next character alone (SS2, SS3); 0 is none.
    var single: UInt8 = 0

    subscript(_ index: UInt8) -> Charset {
        get {
            switch index {
            case 0: sets.0
            case 1: sets.1
            case 2: sets.2
            default: sets.3
            }
        }
        set {
            switch index {
            case 0: sets.0 = newValue
            case 1: sets.1 = newValue
            case 2: sets.2 = newValue
            default: sets.3 = newValue
            }
        }
    }

    /// Whether bytes are just what they are.
    var isPlain: Bool { single == 0 && self[shifted] == .ascii }

    static func == (left: Charsets, right: Charsets) -> Bool {
        left.sets == right.sets && left.shifted == right.shifted && left.single == right.single
    }
}
