/// Decodes UTF-8 a byte at a time; a malformed sequence is one error per maximal part.
///
/// - SeeAlso: https://encoding.spec.whatwg.org/#utf-8-decoder
struct ScalarDecoder: Sendable {
    enum Result {
        case more
        case scalar(Unicode.Scalar)
        /// Malformed; `again`: the byte is not a part of it and has to be looked at once more.
        case invalid(again: Bool)
    }

    private var value: UInt32 = 0
    private var missing: UInt8 = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// True between two characters.
    var isIdle: Bool { missing == 0 }

    mutating func take(_ byte: UInt8) -> Result {
        guard missing > 0 else { return begin(byte) }
        guard lowest <= byte, byte <= highest else {
            self = ScalarDecoder()
            return .invalid(again: true)
        }
        lowest = 0x80
        highest = 0xBF
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        guard missing == 0 else { return .more }
        return Unicode.Scalar(value).map { .scalar($0) } ?? .invalid(again: false)
    }

    private mutating func begin(_ byte: UInt8) -> Result {
        switch byte {
        case 0x00...0x7F: return .scalar(Unicode.Scalar(byte))
        case 0xC2...0xDF: (missing, value) = (1, UInt32(byte & 0x1F))
        case 0xE0...0xEF:
            (missing, value) = (2, UInt32(byte & 0x0F))
            if byte == 0xE0 { lowest = 0xA0 }
            if byte == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            (missing, value) = (3, UInt32(byte & 0x07))
            if byte == 0xF0 { lowest = 0x90 }
            if byte == 0xF4 { highest = 0x8F }
        default: return .invalid(again: false)
        }
        return .more
    }

    /// Ends the stream: U+FFFD for a character that was cut off.
    mutating func finish() -> Unicode.Scalar? {
        defer { self = ScalarDecoder() }
        return isIdle ? nil : "\u{FFFD}"
    }
}
