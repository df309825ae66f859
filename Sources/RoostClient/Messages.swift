private import FoundationEssentials
package import RoostWire

/// Turns messages into frames and back; the JSON part of the protocol.
package enum Messages {
    /// The first frame of both sides.
    package static func frame(_ hello: Hello) throws(ClientError) -> Frame {
        Frame(kind: .hello, body: try encode(hello))
    }

    /// A question with the number that its answer will have.
    package static func frame(_ request: Request, number: UInt32) throws(ClientError) -> Frame {
        var writer = ByteWriter(capacity: 256)
        writer.write(number)
        writer.write(bytes: try encode(request))
        let frame = Frame(kind: .request, body: writer.bytes)
        guard frame.body.count <= Frame.maximumLength else {
            throw ClientError(
                .malformed, "send the request",
                cause: "it takes \(frame.body.count) bytes, more than the limit of \(Frame.maximumLength)")
        }
        return frame
    }

    /// Reads a ``FrameKind/response`` body: the question's number, and the answer unless it cannot be read.
    ///
    /// - Throws: ``ClientError`` when not even the number is there.
    package static func response(
        in frame: Frame
    ) throws(ClientError) -> (number: UInt32, answer: Result<Response, ClientError>) {
        var reader = ByteReader(frame.body[...])
        guard let number = try? reader.readUInt32() else {
            throw ClientError(.malformed, "read an answer", cause: "it ends too early")
        }
        let body = Array(reader.remaining)
        return (number, Result { () throws(ClientError) in try decode(Response.self, from: body) })
    }

    /// Reads a body that is JSON from its first byte.
    package static func decode<Message: Decodable>(
        _: Message.Type, from body: [UInt8]
    ) throws(ClientError) -> Message {
        do {
            return try JSONDecoder().decode(Message.self, from: Data(body))
        } catch {
            throw ClientError(
                .malformed, "read a message of the server", cause: "it is not a \(Message.self)",
                advice: "client \(Build.version); see roost server status for the server's version")
        }
    }

    private static func encode(_ message: some Encodable) throws(ClientError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(message))
        } catch {
            throw ClientError(.malformed, "send a message", cause: "\(error)")
        }
    }
}
