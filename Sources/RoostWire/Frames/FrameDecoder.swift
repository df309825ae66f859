/// Cuts a byte stream into frames.
public struct FrameDecoder: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0

    /// Begins with an empty buffer.
    public init() {}

    /// Adds what was received.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0, start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.count <= 1 << 16)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Takes the next whole frame out of the bytes received so far.
    ///
    /// Bytes come in any split; call this until it gives nil, after each ``append(_:)``.
    ///
    /// - Returns: The oldest frame, or nil while it is not whole. Unknown kinds are given as they came.
    /// - Throws: ``WireError/tooLong(bytes:)`` before any of the body is waited for; close the connection then.
    /// - Complexity: O(*n*) in the frame's length.
    public mutating func next() throws(WireError) -> Frame? {
        var reader = ByteReader(buffer[start...])
        guard let length = try? reader.readUInt32(), let kind = try? reader.readUInt16(),
            (try? reader.readUInt16()) != nil
        else { return nil }
        guard Int(length) <= Frame.maximumLength else { throw .tooLong(bytes: Int(length)) }
        let end = start + Frame.headerLength + Int(length)
        guard buffer.count >= end else {
            if start > 1 << 16 {
                buffer.removeFirst(start)
                start = 0
            }
            return nil
        }
        let frame = Frame(rawKind: kind, body: Array(buffer[start + Frame.headerLength..<end]))
        start = end
        return frame
    }
}
