/// The first character of a run of bytes that starts with a byte above 7F.
///
/// Source: the Unicode Standard, table 3-7 "Well-Formed UTF-8 Byte Sequences".
enum UTF8Scalar: Hashable {
    /// All bytes so far are the start of a character.
    case incomplete
    /// A character and its length in bytes.
    case scalar(Unicode.Scalar, Int)
    /// Not UTF-8; as many bytes as belong together, at least one.
    case invalid(Int)

    /// Looks at the front of `bytes`, which is not empty.
    init(_ bytes: ArraySlice<UInt8>) {
        guard let lead = bytes.first else {
            self = .incomplete
            return
        }
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default:
            self = .invalid(1)
            return
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for (index, byte) in bytes.dropFirst().prefix(length - 1).enumerated() {
            guard (index == 0 ? second : 0x80...0xBF).contains(byte) else {
                self = .invalid(index + 1)
                return
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        if bytes.count < length {
            self = .incomplete
        } else if let scalar = Unicode.Scalar(value) {
            self = .scalar(scalar, length)
        } else {
            self = .invalid(length)
        }
    }
}
