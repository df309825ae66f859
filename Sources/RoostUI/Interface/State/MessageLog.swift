import RoostModel

/// What was said in the status row, and what is being said there now.
struct MessageLog {
    /// A line in the middle of the status row.
    struct Message: Hashable {
        var at: Timestamp
        var text: String
        var isError: Bool
    }

    /// For how long a message is shown.
    static let duration = Duration.seconds(5)
    /// The oldest go first.
    static let limit = 500

    /// Oldest first; at most ``limit``.
    private(set) var messages: [Message] = []
    /// The message that is shown now.
    private(set) var shown: Message?

    /// Shows a message in place of the one before.
    mutating func say(_ text: String, isError: Bool, at now: Timestamp) {
        let message = Message(at: now, text: text, isError: isError)
        messages.append(message)
        if messages.count > Self.limit { messages.removeFirst(messages.count - Self.limit) }
        shown = message
    }

    /// Takes the message out of the status row; the list keeps it.
    mutating func hide() {
        shown = nil
    }
}
