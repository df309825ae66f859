extension WireMessage {
    /// The message at the end of a frame's body: length, JSON, raw bytes.
    ///
    /// - Throws: ``WireError/unwritable(_:)``.
    func write(to writer: inout ByteWriter) throws(WireError) {
        let message = message
        let json = try JSON.encode(message)
        writer.write(UInt32(truncatingIfNeeded: json.count))
        writer.write(bytes: json)
        writer.write(bytes: message.bytes)
    }

    /// The message as a whole body.
    package var body: [UInt8] {
        get throws(WireError) {
            var writer = ByteWriter(capacity: 256)
            try write(to: &writer)
            return writer.bytes
        }
    }

    /// Reads the message that a body, or the rest of one, is.
    ///
    /// - Throws: ``WireError``.
    package init(body: ArraySlice<UInt8>) throws(WireError) {
        var reader = ByteReader(body)
        let length = Int(try reader.readUInt32())
        let json = try reader.read(count: length)
        self = try JSON.decode(message: Self.self, from: json, bytes: Array(reader.remaining))
    }
}
