private import Glibc

/// What has to be known of a stream to read its text from the middle on.
///
/// A line end brings ``OutputText`` back to the start of a line from every state but one: inside a control
/// string (DCS, SOS, PM, APC), which may hold line ends. So this, and whether the byte before was ESC, is
/// all that is stored with a block of output.
///
/// Raw values are in the database: never change them.
enum StreamMode: Int, Sendable {
    case text = 0
    case string = 1
    case escape = 2

    /// The mode after `bytes`.
    ///
    /// Cost: the bytes after the last ESC, CAN or SUB.
    func after(_ bytes: Span<UInt8>) -> StreamMode {
        guard let last = Self.lastChange(in: bytes) else {
            return self == .escape ? Self.afterEscape(bytes) : self
        }
        guard bytes[last] == 0x1B else { return .text }
        return Self.afterEscape(bytes.extracting((last + 1)...))
    }

    /// The last ESC, CAN or SUB.
    ///
    /// Plain text has none at all, which memchr(3) sees ten times as fast as a loop does; where there is one,
    /// there is mostly another one near the end.
    private static func lastChange(in bytes: Span<UInt8>) -> Int? {
        let hasAny = unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return false }
            return [0x1B, 0x18, 0x1A].contains { unsafe memchr(start, $0, buffer.count) != nil }
        }
        guard hasAny else { return nil }
        return bytes.indices.last { bytes[$0] == 0x1B || bytes[$0] & 0xFD == 0x18 }
    }

    /// `bytes` hold no ESC, CAN or SUB.
    private static func afterEscape(_ bytes: Span<UInt8>) -> StreamMode {
        for index in bytes.indices {
            switch bytes[index] {
            case 0x0A...0x0C: return .text
            case 0x00...0x1F, 0x7F: continue
            case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): return .string
            default: return .text
            }
        }
        return .escape
    }
}
