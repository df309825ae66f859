/// The unit of the socket protocol: a kind and a body.
///
/// On the wire, little-endian:
///
/// | offset | bytes | meaning |
/// | ---: | ---: | --- |
/// | 0 | 4 | length of the body |
/// | 4 | 2 | kind, see ``FrameKind`` |
/// | 6 | 2 | reserved, written as 0, ignored when read |
/// | 8 | length | body |
public struct Frame: Hashable, Sendable {
    /// Bytes before the body.
    public static let headerLength = 8
    /// The longest body that is accepted: a restored scrollback page or a large paste fits, an attack does not.
    public static let maximumLength = 64 << 20

    /// The raw number; one that this version does not know is kept, and skipped by its reader.
    public var kind: UInt16
    /// What the kind says it is.
    public var body: [UInt8]

    /// Makes a frame of a known kind.
    public init(kind: FrameKind, body: [UInt8]) {
        self.kind = kind.rawValue
        self.body = body
    }

    /// Makes a frame of any kind.
    public init(rawKind: UInt16, body: [UInt8]) {
        self.kind = rawKind
        self.body = body
    }

    /// The bytes on the wire.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: Self.headerLength + body.count)
        writer.write(UInt32(truncatingIfNeeded: body.count))
        writer.write(kind)
        writer.write(UInt16(0))
        writer.write(bytes: body)
        return writer.bytes
    }
}
