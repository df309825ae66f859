/// Cuts bytes into valid text: a character whose end has not come yet waits for it.
///
/// However the bytes are cut, the texts make up what decoding them at once gives, with U+FFFD for what is not
/// UTF-8.
package struct TextCutter: Sendable {
    /// The beginning of a character, at most three bytes.
    private var rest: [UInt8] = []

    package init() {}

    /// Gives the text that is whole now.
    package mutating func take(_ bytes: some Collection<UInt8>) -> String {
        var bytes = rest + bytes
        let count = Self.unfinished(bytes)
        rest = Array(bytes.suffix(count))
        bytes.removeLast(count)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Gives what waits for its end in vain.
    package mutating func finish() -> String {
        defer { rest = [] }
        return String(decoding: rest, as: UTF8.self)
    }

    /// How many bytes at the end begin a character (RFC 3629 section 4) that lacks some.
    private static func unfinished(_ bytes: [UInt8]) -> Int {
        for count in 1...3 where count <= bytes.count {
            let lead = bytes[bytes.count - count]
            if lead & 0xC0 == 0x80 { continue }
            let length =
                switch lead {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            guard count < length else { return 0 }
            guard count > 1 else { return 1 }
            let second = bytes[bytes.count - count + 1]
            let isAllowed =
                switch lead {
                case 0xE0: second >= 0xA0
                case 0xED: second <= 0x9F
                case 0xF0: second >= 0x90
                case 0xF4: second <= 0x8F
                default: true
                }
            return isAllowed ? count : 0
        }
        return 0
    }
}
