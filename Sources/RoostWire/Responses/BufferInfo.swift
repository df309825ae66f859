package import RoostModel

/// What is known of a paste buffer without its bytes: an element of `roost buffer list --json`.
package struct BufferInfo: Codable, Hashable, Sendable {
    package var name: String
    /// Of the text in it.
    package var bytes: Int
    package var createdAt: Timestamp
    /// Its beginning in one line, without what cannot be seen.
    package var sample: String

    package init(name: String, bytes: Int, createdAt: Timestamp, sample: String) {
        self.name = name
        self.bytes = bytes
        self.createdAt = createdAt
        self.sample = sample
    }

    private enum CodingKeys: String, CodingKey {
        case name, bytes
        case createdAt = "created_at"
        case sample
    }
}
