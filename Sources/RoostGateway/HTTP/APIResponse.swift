import RoostTasks

/// An answer, whole.
struct APIResponse: Sendable {
    var status: Int
    var type = "application/json"
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]
    /// What a browser may do with it (Content-Security-Policy): by itself nothing.
    var policy = "sandbox; script-src 'none'; frame-ancestors 'none'"

    /// JSON.
    init(_ status: Int = 200, _ value: JSONValue) {
        self.status = status
        body = Array("\(value)\n".utf8)
    }

    /// Text of another type.
    init(_ text: String, type: String) {
        status = 200
        body = Array(text.utf8)
        self.type = type
    }

    /// An error.
    init(_ error: APIError) {
        self.init(error.code.status, error.json)
        if let seconds = error.retryAfter { headers.append(("retry-after", "\(seconds)")) }
        if error.code == .unauthorized { headers.append(("www-authenticate", "Bearer")) }
        if !error.allowed.isEmpty { headers.append(("allow", error.allowed.joined(separator: ", "))) }
    }
}
