import RoostTasks

/// Why a call was not done: the only form in which a client learns of an error.
///
/// The message reads `cannot …: …`, the advice is the next step. No token and no secret is ever in one.
struct APIError: Error, Hashable, Sendable {
    /// What programs tell apart; never rename one.
    enum Code: String, CaseIterable, Sendable {
        case badRequest = "BAD_REQUEST"
        case unauthorized = "UNAUTHORIZED"
        case forbidden = "FORBIDDEN"
        case foreignHost = "FOREIGN_HOST"
        case foreignOrigin = "FOREIGN_ORIGIN"
        case notFound = "NOT_FOUND"
        case sessionNotFound = "SESSION_NOT_FOUND"
        case taskNotFound = "TASK_NOT_FOUND"
        case methodNotAllowed = "METHOD_NOT_ALLOWED"
        case requestTimeout = "REQUEST_TIMEOUT"
        case nameTaken = "NAME_TAKEN"
        case notReady = "NOT_READY"
        case dialogGone = "DIALOG_GONE"
        case processTerminated = "PROCESS_TERMINATED"
        case conflict = "CONFLICT"
        case tooLarge = "TOO_LARGE"
        case unsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE"
        case invalidField = "INVALID_FIELD"
        case cannotStart = "CANNOT_START"
        case rateLimited = "RATE_LIMITED"
        case headersTooLarge = "HEADERS_TOO_LARGE"
        case internalError = "INTERNAL"
        case serverRestarting = "SERVER_RESTARTING"

        /// The status of the answer.
        var status: Int {
            switch self {
            case .badRequest: 400
            case .unauthorized: 401
            case .forbidden, .foreignHost, .foreignOrigin: 403
            case .notFound, .sessionNotFound, .taskNotFound: 404
            case .methodNotAllowed: 405
            case .requestTimeout: 408
            case .nameTaken, .notReady, .dialogGone, .processTerminated, .conflict: 409
            case .tooLarge: 413
            case .unsupportedMediaType: 415
            case .invalidField, .cannotStart: 422
            case .rateLimited: 429
            case .headersTooLarge: 431
            case .internalError: 500
            case .serverRestarting: 503
            }
        }
    }

    let code: Code
    let message: String
    var advice: String
    /// The field or parameter that is wrong.
    var field: String?
    /// What a program needs besides, such as the attention that is in the way.
    var details: JSONValue?
    /// Seconds.
    var retryAfter: Int?
    /// The methods that the path knows, for ``Code/methodNotAllowed``.
    var allowed: [String] = []

    /// Says what could not be done, why, and what to do next.
    init(_ code: Code, _ what: String, cause: String, advice: String, field: String? = nil) {
        self.code = code
        message = "cannot \(what): \(cause)"
        self.advice = advice
        self.field = field
        if code == .serverRestarting || code == .rateLimited { retryAfter = 1 }
    }

    /// `{"error": {...}}`.
    var json: JSONValue {
        var error = JSONValue.members([
            "code": .string(code.rawValue), "message": .string(message), "advice": .string(advice),
            "field": .text(field),
        ])
        if let details { error = error.adding("details", details) }
        return .members(["error": error])
    }
}

// MARK: - Errors that more than one place needs

extension APIError {
    static func session(_ id: String) -> APIError {
        APIError(
            .sessionNotFound, "find session \(id.prefix(100))", cause: "there is none that you may see",
            advice: "list yours with GET /cli/sessions")
    }

    static func task(_ id: String) -> APIError {
        APIError(
            .taskNotFound, "find task \(id.prefix(100))", cause: "there is none that you may see",
            advice: "list yours with GET /tasks")
    }

    static let noServer = APIError(
        .serverRestarting, "ask the server", cause: "it is being restarted", advice: "try again in a second")

    static let silentServer = APIError(
        .serverRestarting, "ask the server", cause: "it does not answer",
        advice: "try again, or see roost doctor on the host")

    static let lost = APIError(
        .serverRestarting, "finish the call", cause: "the server was restarted meanwhile",
        advice: "look whether it was done before you ask again")

    static func invalid(_ field: String, _ cause: String, advice: String = "see GET /openapi.json")
        -> APIError
    {
        APIError(.invalidField, "take field \(field)", cause: cause, advice: advice, field: field)
    }

    static func parameter(_ name: String, _ cause: String) -> APIError {
        APIError(
            .badRequest, "take parameter \(name.prefix(100))", cause: cause, advice: "see GET /openapi.json",
            field: String(name.prefix(100)))
    }
}
