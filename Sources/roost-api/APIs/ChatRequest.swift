import RoostTasks

/// What a model is asked, the same for every API.
struct ChatRequest: Hashable, Sendable {
    enum Role: Hashable, Sendable {
        case user, assistant
    }

    struct Message: Hashable, Sendable {
        var role: Role
        var text: String
    }

    var model: String
    /// Nil and empty: none.
    var system: String?
    /// Oldest first, the last one of the user.
    var messages: [Message]

    /// Those that say something: an API refuses an empty one, and a model may have answered with nothing.
    var spoken: [Message] {
        messages.filter { !$0.text.allSatisfy(\.isWhitespace) }
    }
}

/// A request as it goes over the line.
struct APIQuestion: Sendable {
    struct Header: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// Below the base of the API, without a slash at its beginning.
    var path: String
    /// The key is among them.
    var headers: [Header]
    var body: JSONValue
}
