/// One OSC, taken apart: a number, and for most a semicolon and text.
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Operating System Commands"
struct OperatingSystemCommand {
    let number: Int
    /// What stands behind the semicolon.
    let payload: ArraySlice<UInt8>
    /// What ended it, BEL or ST: answers end in the same.
    let terminator: String

    /// Bytes of the longest one; only a clipboard may be longer.
    static let limit = 16_384

    /// Takes the body apart; nil if it does not begin with a number.
    init?(body: [UInt8], terminator: String) {
        var number = 0
        var start = 0
        while start < body.count, (0x30...0x39).contains(body[start]), start < 6 {
            number = number * 10 + Int(body[start] - 0x30)
            start += 1
        }
        guard start > 0 else { return nil }
        if start < body.count {
            guard body[start] == 0x3B else { return nil }
            start += 1
        }
        self.number = number
        self.terminator = terminator
        payload = body[start...]
    }

    /// The payload; what is not UTF-8 becomes U+FFFD.
    var text: String { String(decoding: payload, as: UTF8.self) }

    /// The payload's fields between semicolons, of which the last holds the rest.
    func fields(_ most: Int = .max) -> [Substring] {
        text.split(separator: ";", maxSplits: most - 1, omittingEmptySubsequences: false)
    }

    /// Text without control characters, and at most so many bytes.
    static func printable(_ text: String, limit: Int) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
        {
            count += UTF8.width(scalar)
            if count > limit { break }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// `%2F` and the like as bytes; what is not two digits stays.
    static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == 0x25, index + 2 < source.count,
                let value = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16),
                source[index + 1] != 0x2B
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
