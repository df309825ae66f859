/// The answers that wait for the program's input, bounded.
struct Replies {
    private var bytes: [UInt8] = []

    /// Bytes that wait at most; an answer that does not fit is dropped whole.
    static let limit = 65_536

    /// Adds an answer, if there is room.
    mutating func append(_ text: String) {
        guard bytes.count + text.utf8.count <= Self.limit else { return }
        bytes.append(contentsOf: text.utf8)
    }

    /// Returns all that waits, and forgets it.
    mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}

extension Terminal {
    /// Answers the program, if there is room.
    mutating func reply(_ text: String) {
        replies.append(text)
    }
}
