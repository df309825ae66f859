/// One frame as it came, kind not yet judged.
package struct KeeperFrame: Hashable, Sendable {
    package var kind: UInt16
    /// Whether a descriptor comes with it.
    package var carriesDescriptor: Bool
    package var body: [UInt8]

    /// A frame of a known kind.
    package init(_ kind: KeeperProtocol.Kind, body: [UInt8], carriesDescriptor: Bool) {
        self.kind = kind.rawValue
        self.body = body
        self.carriesDescriptor = carriesDescriptor
    }

    init(kind: UInt16, body: [UInt8], carriesDescriptor: Bool) {
        self.kind = kind
        self.body = body
        self.carriesDescriptor = carriesDescriptor
    }

    /// Header and body.
    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(UInt32(truncatingIfNeeded: body.count))
        writer.write(kind)
        writer.write(UInt8(carriesDescriptor ? 1 : 0))
        writer.write(UInt8(0))
        return writer.bytes + body
    }
}

/// Cuts a stream of bytes into frames.
package struct FrameDecoder: Sendable {
    private var bytes: [UInt8] = []
    private var position = 0

    /// The peer announced a frame that is longer than the protocol allows.
    package struct TooLong: Error, Hashable {
        package let byteCount: Int
    }

    /// Begins without a byte.
    package init() {}

    /// Adds what a read gave.
    package mutating func append(_ more: ArraySlice<UInt8>) {
        if position == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 64 << 10)
            position = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Takes the next whole frame out of the bytes received so far; nil while it is not whole.
    ///
    /// - Throws: ``TooLong``, before any of the body is waited for. The stream cannot be read on after that.
    package mutating func next() throws(TooLong) -> KeeperFrame? {
        var reader = ByteReader(bytes[position...])
        guard let length = reader.integer(UInt32.self), let kind = reader.integer(UInt16.self),
            let descriptors = reader.integer(UInt8.self), reader.integer(UInt8.self) != nil
        else { return nil }
        guard Int(length) <= KeeperProtocol.maximumBodyByteCount else {
            throw TooLong(byteCount: Int(length))
        }
        guard let body = reader.take(Int(length)) else { return nil }
        position = body.endIndex
        let frame = KeeperFrame(kind: kind, body: Array(body), carriesDescriptor: descriptors != 0)
        // A large frame ahead of a partial one must not keep its bytes for ever.
        if position > 64 << 10 {
            bytes.removeFirst(position)
            position = 0
        }
        return frame
    }
}
