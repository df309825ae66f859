import RoostTasks

/// Why there is no answer, or not all of it, in the facts that the verdict of a task reads.
struct APIFailure: Error, Hashable, Sendable {
    /// The HTTP status; nil where the connection did not come so far, or the stream said it.
    var status: Int?
    /// The API's own word for the kind: `rate_limit_error`, `RESOURCE_EXHAUSTED`.
    var kind: String?
    /// One line for a person, in claude's words where it has some.
    var text: String
    /// What claude calls the kind, in the message that tells of it.
    var code: String

    init(status: Int? = nil, kind: String? = nil, text: String, code: String) {
        self.status = status
        self.kind = kind
        self.text = text
        self.code = code
    }

    /// The same without a key that the other end repeated.
    func masking(_ key: APIKey) -> APIFailure {
        APIFailure(status: status, kind: kind.map(key.masked), text: key.masked(text), code: code)
    }
}

// MARK: - Before there is a connection

extension APIFailure {
    private static let authentication = "authentication_failed"

    static func notLoggedIn(variables: [String]) -> APIFailure {
        APIFailure(
            text: "Not logged in · Please set \(variables.joined(separator: " or "))", code: authentication)
    }

    static func badKey(variable: String, detail: String) -> APIFailure {
        APIFailure(text: "Invalid API key · Fix \(variable): \(detail)", code: authentication)
    }

    /// The other end cannot be reached, or went away.
    static func connection(_ cause: String) -> APIFailure {
        APIFailure(text: "API Error: connection error: \(cause)", code: "unknown")
    }
}

// MARK: - Told by the other end

extension APIFailure {
    /// Nobody reads more than this of what a server says about itself, in characters.
    private static let textLimit = 500

    /// An answer with a status that is no success.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - body: As much of the body as was read.
    ///   - retryAfter: How long the server asks to wait.
    ///   - key: What was sent, for the words about a key that is refused.
    init(status: Int, body: String, retryAfter: RetryDelay?, key: APIKey) {
        let told = ErrorBody(body)
        kind = told.kind
        self.status = status
        let isBadKey = status == 401 || told.reason == "API_KEY_INVALID"
        code = isBadKey ? Self.authentication : Self.code(status: status)
        let message = told.message ?? Self.phrase(status: status)
        var text =
            isBadKey
            ? "Invalid API key · Fix \(key.variable) (\(message))" : "API Error: \(status) \(message)"
        if let delay = retryAfter ?? told.retryDelay { text += " · retry after \(delay)" }
        self.text = key.masked(text)
    }

    /// An error that comes where the answer should go on, its HTTP status long since sent.
    init(ofStream data: JSONValue) {
        let told = ErrorBody(data)
        status = told.status
        kind = told.kind
        code = told.status.map { Self.code(status: $0) } ?? "server_error"
        let number = told.status.map { "\($0) " } ?? ""
        text = "API Error: \(number)\(told.message ?? told.kind ?? "the answer was broken off")"
    }

    /// The answer is not what this API answers with.
    static func badStream(_ cause: String) -> APIFailure {
        APIFailure(text: "API Error: cannot read the answer: \(cause)", code: "unknown")
    }

    /// The model does not answer.
    static func refused(_ word: String) -> APIFailure {
        APIFailure(
            kind: "refusal", text: "API Error: the model refused to answer (\(word))", code: "unknown")
    }

    /// The model has no room for the conversation.
    static let contextLimit = APIFailure(
        kind: "model_context_window_exceeded",
        text: "API Error: the conversation is longer than the model's context window", code: "invalid_request"
    )

    /// It thought until it had to stop.
    static let emptyAnswer = APIFailure(
        kind: "max_tokens", text: "API Error: the model used up its output before it said anything",
        code: "unknown")

    private static func code(status: Int) -> String {
        switch status {
        case 401, 403: authentication
        case 402: "billing_error"
        case 429: "rate_limit"
        case 400..<500: "invalid_request"
        case 500..<600: "server_error"
        default: "unknown"
        }
    }

    /// For a body that says nothing.
    private static func phrase(status: Int) -> String {
        switch status {
        case 300..<400: "it redirects elsewhere, and a key is not sent elsewhere"
        case 401: "unauthorized"
        case 403: "forbidden"
        case 404: "not found"
        case 429: "too many requests"
        case 500: "internal server error"
        case 502: "bad gateway"
        case 503: "service unavailable"
        case 504: "gateway timeout"
        case 529: "overloaded"
        default: "no reason is given"
        }
    }

    /// One line, and not a long one.
    static func line(_ text: String) -> String {
        let words = text.split {
            $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 }
        }
        let line = words.joined(separator: " ")
        return line.count > textLimit ? line.prefix(textLimit) + "…" : line
    }
}
