/// Reads unsigned LEB128 numbers, and strings with their length before them, off the front of bytes; returns nil,
/// and never traps, where the bytes end early.
struct LEB128Reader {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    /// Starts at the first byte.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        self.position = bytes.startIndex
    }

    /// What was not read yet.
    var rest: ArraySlice<UInt8> { bytes[position...] }

    /// How many bytes were not read yet.
    var remaining: Int { bytes.endIndex - position }

    /// The next byte.
    mutating func byte() -> UInt8? {
        guard position < bytes.endIndex else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// An unsigned LEB128 number: seven bits a byte, the lowest first, at most nine bytes.
    mutating func number() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = byte() {
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
            if shift > 56 { return nil }
        }
        return nil
    }

    /// A number that is at most `limit`.
    mutating func count(limit: Int) -> Int? {
        guard let value = number(), value <= UInt64(limit) else { return nil }
        return Int(value)
    }

    /// The next `count` bytes.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= remaining else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A number of bytes, and those bytes as UTF-8.
    mutating func string(limit: Int) -> String? {
        guard let count = count(limit: limit), let bytes = take(count) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends an unsigned LEB128 number.
    mutating func append(number: UInt64) {
        var value = number
        while value >= 0x80 {
            append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        append(UInt8(truncatingIfNeeded: value))
    }

    /// Appends an unsigned LEB128 number; a negative one counts as 0.
    mutating func append(number: Int) {
        append(number: UInt64(Swift.max(0, number)))
    }

    /// Appends the number of bytes of a string, and the string in UTF-8.
    mutating func append(string: String) {
        append(number: string.utf8.count)
        append(contentsOf: string.utf8)
    }

    /// Appends a scalar in UTF-8; what is no scalar becomes U+FFFD.
    mutating func append(scalar: UInt32) {
        guard scalar >= 0x80 else { return append(UInt8(truncatingIfNeeded: scalar)) }
        append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    }
}
