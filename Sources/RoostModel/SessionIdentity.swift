/// What other programs know a session by, and what they keep with it: the gateway's part of a session.
package struct SessionIdentity: Codable, Hashable, Sendable {
    /// Characters of metadata that are kept.
    package static let metadataLimit = 16 << 10

    /// A UUID (RFC 9562) in lower case, the session's for life.
    package var uuid: String
    /// The user of the gateway that it belongs to; nil: nobody but the person at the terminal.
    package var userID: String?
    /// A JSON object as text, as it was given; nil for none.
    package var metadata: String?

    /// Names a session that belongs to a user.
    package init(uuid: String = Self.randomUUID(), userID: String? = nil, metadata: String? = nil) {
        self.uuid = uuid
        self.userID = userID
        self.metadata = metadata
    }

    private enum CodingKeys: String, CodingKey {
        case uuid
        case userID = "user_id"
        case metadata
    }

    /// A random UUID (version 4).
    package static func randomUUID() -> String {
        text(version: 4, high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
    }

    /// The UUID (version 8) of a session from before there were any: it follows from what never changes.
    package static func derivedUUID(of number: SessionID, createdAt: Timestamp) -> String {
        let time = UInt64(bitPattern: createdAt.milliseconds) << 16
        return text(version: 8, high: time | number.rawValue >> 52, low: number.rawValue)
    }

    /// Version and variant take the bits that RFC 9562 has for them.
    private static func text(version: UInt64, high: UInt64, low: UInt64) -> String {
        let words = [high & ~0xF000 | version << 12, low & (.max >> 2) | 1 << 63]
        let digits = words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }
}

extension SessionInfo {
    /// What other programs call it for life.
    package var uuid: String {
        identity?.uuid ?? SessionIdentity.derivedUUID(of: number, createdAt: createdAt)
    }
}
