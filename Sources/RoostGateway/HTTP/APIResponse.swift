import RoostTasks

/// An answer: its body whole, or in parts as they are made.
struct APIResponse: Sendable {
    var status: Int
    var type = "application/json"
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]
    /// What a browser may do with it (Content-Security-Policy): by itself nothing.
    var policy = "sandbox; script-src 'none'; frame-ancestors 'none'"
    /// Makes the parts of a body whose length is not known; nil: ``body`` is all of it.
    var parts: Parts?

    /// Sends bytes; suspended until the client has room for more, so that one who reads slowly keeps no memory.
    typealias Write = @Sendable (_ bytes: [UInt8]) async throws -> Void
    typealias Parts = @Sendable (_ gateway: isolated Gateway, _ write: @escaping Write) async throws -> Void

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

    /// A body in parts.
    init(type: String, parts: @escaping Parts) {
        status = 200
        body = []
        self.type = type
        self.parts = parts
    }

    /// An error.
    init(_ error: APIError) {
        self.init(error.code.status, error.json)
        if let seconds = error.retryAfter { headers.append(("retry-after", "\(seconds)")) }
        if error.code == .unauthorized { headers.append(("www-authenticate", "Bearer")) }
        if !error.allowed.isEmpty { headers.append(("allow", error.allowed.joined(separator: ", "))) }
    }
}
