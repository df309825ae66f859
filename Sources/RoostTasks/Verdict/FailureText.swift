package import RoostModel

/// Finds out from a program's own error text what went wrong.
///
/// Only ever used on what a program says of its own failure: an error's text, a failed result, standard error. What
/// the model says may quote any of these words.
package enum FailureText {
    /// The kind of a failure; nil where the text does not tell it.
    ///
    /// What is said in particular goes before the HTTP status, and the status before words that many texts share.
    package static func failure(in text: String) -> TaskFailure? {
        let text = text.lowercased()
        if let particular = first(of: particular, in: text) { return particular }
        let waits = retryAfterMilliseconds(in: text) != nil
        let byStatus = httpStatus(in: text).flatMap { failure(status: $0) }
        let byWords = first(of: general, in: text)
        switch (byStatus, byWords) {
        // A limit by the minute is often called a quota; who says when to come back means a limit.
        case (_, .quota): return waits ? .rateLimited : .quota
        case (let status?, _): return status
        case (nil, let words): return words
        }
    }

    /// The kind of a failure by HTTP status; nil for one that is no error.
    package static func failure(status: Int) -> TaskFailure? {
        switch status {
        case 401, 403: .authentication
        case 402: .quota
        case 408: .connection
        case 429: .rateLimited
        case 400..<500: .invalidOptions
        case 500..<600: .overloaded
        default: nil
        }
    }

    private static func first(of rules: [(words: [String], failure: TaskFailure)], in text: String)
        -> TaskFailure?
    {
        rules.first { rule in rule.words.contains { text.contains($0) } }?.failure
    }

    /// What only one failure says, in lower case.
    private static let particular: [(words: [String], failure: TaskFailure)] = [
        (
            [
                "no conversation found", "no rollout found", "conversation not found", "session not found",
                "no session found", "invalid session identifier", "no previous sessions found",
                "chat not found",
            ], .badConversation
        ),
        (["maximum number of turns", "max session turns", "max_turns", "turn limit"], .maxTurns),
        (["maximum budget", "max_budget", "budget_exhausted"], .budget),
        (
            [
                "workspace trust required", "not inside a trusted directory", "skip-git-repo-check",
                "cannot be used with root", "not in a trusted", "untrusted",
            ], .denied
        ),
    ]

    /// What may stand beside other words, in lower case, the most telling first.
    private static let general: [(words: [String], failure: TaskFailure)] = [
        (
            [
                "credit balance", "quota exceeded", "exceeded your current quota", "insufficient_quota",
                "usage limit", "usage_limit", "billing", "daily quota", "out of credits",
            ], .quota
        ),
        (
            [
                "not logged in", "please run /login", "invalid api key", "invalid x-api-key",
                "incorrect api key", "api key not valid", "missing api key", "missing environment variable",
                "authentication_error",
                "authentication_failed", "authentication failed", "authentication required",
                "not authenticated", "unauthorized", "login required", "oauth token", "set an auth method",
                "permission_error",
            ], .authentication
        ),
        (
            ["rate limit", "rate_limit", "too many requests", "resource_exhausted", "been exhausted"],
            .rateLimited
        ),
        (
            [
                "overloaded", "at capacity", "high demand", "internal server error", "service unavailable",
                "bad gateway", "gateway timeout", "server_error",
            ], .overloaded
        ),
        (
            [
                "stream disconnected", "connection error", "connection reset", "connection refused",
                "connection closed", "econnreset", "econnrefused", "etimedout", "enotfound", "eai_again",
                "socket hang up", "fetch failed", "network error", "error sending request",
                "unable to connect", "failed to connect", "request timed out",
            ], .connection
        ),
        (
            [
                "unexpected argument", "unknown option", "unknown argument", "invalid_request",
                "allowed choices", "requires --verbose", "invalid value", "unsupported value",
                "missing required", "context window", "prompt is too long", "not_found_error",
                "may not exist", "unrecognized",
            ], .invalidOptions
        ),
    ]
}

// MARK: - Memory

extension FailureText {
    /// Whether a program says that it got no memory.
    static func saysOutOfMemory(_ text: String) -> Bool {
        let text = text.lowercased()
        return [
            "out of memory", "memoryerror", "cannot allocate memory", "bad_alloc", "heap limit",
            "allocation failed", "failed to allocate", "memory exhausted",
        ].contains { text.contains($0) }
    }
}

// MARK: - Numbers in the text

extension FailureText {
    /// Words after which a number of three digits is an HTTP status.
    private static let statusWords: Set<Substring> = ["status", "error", "code", "http", "rejected"]

    /// `last status: 429`, `API Error: 529`, `Request rejected (429)`, `"code":401`.
    static func httpStatus(in text: String) -> Int? {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        for (word, next) in zip(words, words.dropFirst())
        where next.utf8.count == 3 && statusWords.contains(word) {
            if let status = Int(next), (400...599).contains(status) { return status }
        }
        return nil
    }

    /// A day: nobody means a longer one.
    private static let longestDelay = 86_400_000.0

    /// How long the other end asks to wait: `retry after 20 seconds`, `try again in 1.5s`, in a text in lower case.
    static func retryAfterMilliseconds(in text: String) -> Int64? {
        for mark in ["retry after", "retry-after:", "try again in", "retry in"] {
            guard let range = text.firstRange(of: mark) else { continue }
            let rest = text[range.upperBound...].drop { $0 == " " }
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits), number.isFinite else { continue }
            let unit = rest[digits.endIndex...].drop { $0 == " " }.prefix { $0.isLetter }
            let factor: Double? =
                switch unit {
                case "ms": 1
                case "m", "min", "minute", "minutes": 60_000
                case "h", "hour", "hours": 3_600_000
                case "", "s", "sec", "secs", "second", "seconds": 1000
                default: nil
                }
            if let factor { return Int64(min(number * factor, longestDelay)) }
        }
        return nil
    }
}
