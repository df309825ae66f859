/// The one thing that is said to a server of protocol 1: that it make place for a newer one.
///
/// Version 1 wrote messages as the compiler derives `Codable` for an enum; this is that form of one request and its
/// two answers, and will not change any more.
package enum VersionOne {
    /// What version 1 greets with.
    package static let version = ProtocolVersion(major: 1, minor: 0)

    /// The frame that asks a server to be replaced by the program at an absolute path.
    package static func upgrade(to executable: String, number: UInt32) throws(WireError) -> Frame {
        var writer = ByteWriter(capacity: 256)
        writer.write(number)
        writer.write(bytes: try JSON.encode(Question(upgrade: .init(executable: executable))))
        return Frame(kind: .request, body: writer.bytes)
    }

    /// Reads the answer.
    ///
    /// - Returns: Why it will not, or nil: it makes place.
    /// - Throws: ``WireError`` for a frame that is neither.
    package static func answer(_ frame: Frame) throws(WireError) -> Failure? {
        try JSON.decode(Answer.self, from: frame.body.dropFirst(4)).failed?._0
    }

    private struct Question: Encodable {
        let upgrade: Upgrade

        struct Upgrade: Encodable {
            let executable: String
        }
    }

    private struct Answer: Decodable {
        let failed: Refusal?

        struct Refusal: Decodable {
            let _0: Failure
        }
    }
}
