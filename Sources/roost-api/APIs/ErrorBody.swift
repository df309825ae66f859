import RoostTasks

/// What an API says about an error, in any of the three forms:
/// `{"type": "error", "error": {"type", "message"}}` of Anthropic, `{"error": {"message", "type", "code"}}` of OpenAI,
/// `{"error": {"code", "message", "status", "details"}}` of Gemini, which comes in an array at times.
struct ErrorBody: Hashable, Sendable {
    /// `overloaded_error`, `insufficient_quota`, `RESOURCE_EXHAUSTED`.
    var kind: String?
    var message: String?
    /// The HTTP status that it names.
    var status: Int?
    /// Gemini's word for the cause: `API_KEY_INVALID`.
    var reason: String?
    /// Gemini's place for it.
    var retryDelay: RetryDelay?

    /// Reads a body that may be anything, a proxy's page, too.
    init(_ text: String) {
        // Without markup it is some short words of a server on the way.
        let line = text.contains("<") ? "" : APIFailure.line(text)
        self.init(JSONParser.parse(text) ?? (line.isEmpty ? [:] : ["message": .string(line)]))
    }

    init(_ value: JSONValue) {
        let value = value.array?.first ?? value
        let error = value["error"] ?? value
        // Some servers have just a text there.
        message =
            (error["message"]?.string ?? value["error"]?.string ?? value["message"]?.string
            ?? value["detail"]?.string)
            .map(APIFailure.line)
        // OpenAI's code is more exact than its type, if it is there; Gemini's code is the HTTP status.
        kind = (error["code"]?.string ?? error["status"]?.string ?? error["type"]?.string).map(
            APIFailure.line)
        status = error["code"]?.int.flatMap { (400...599).contains($0) ? $0 : nil }
        for detail in error["details"]?.array ?? [] {
            reason = reason ?? detail["reason"]?.string.map(APIFailure.line)
            retryDelay = retryDelay ?? detail["retryDelay"]?.string.flatMap { RetryDelay(protobuf: $0) }
        }
    }
}
