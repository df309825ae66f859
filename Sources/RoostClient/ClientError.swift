package import RoostWire

/// A client could not do what it was asked; the message is for the person at the terminal.
package struct ClientError: Error, Hashable, Sendable {
    /// What callers tell apart.
    package enum Reason: Hashable, Sendable {
        /// Nobody listens at the socket.
        case noServer
        /// The socket, or the directory it is in, belongs to somebody else, or is open to others.
        case untrusted
        /// The server speaks another major version.
        case otherVersion
        /// No answer in time.
        case timedOut
        /// The connection ended before the answer.
        case serverGone
        /// What came is no answer.
        case malformed
        /// The server said no.
        case refused
        /// The server could not be started.
        case notStarted
    }

    /// What callers tell apart.
    package let reason: Reason
    /// Without the leading "cannot", for example `reach the server`.
    package let what: String
    /// Why, without a full stop.
    package let cause: String
    /// The next step for the person.
    package let advice: String?

    /// Says what went wrong, and what to do.
    package init(_ reason: Reason, _ what: String, cause: String, advice: String? = nil) {
        self.reason = reason
        self.what = what
        self.cause = cause
        self.advice = advice
    }

    /// What the server said.
    package init(_ failure: Failure) {
        self.init(.refused, failure.what, cause: failure.cause, advice: failure.advice)
    }
}

extension ClientError: CustomStringConvertible {
    /// One line: `cannot <what>: <cause> (<advice>)`.
    package var description: String {
        "cannot \(what): \(cause)" + (advice.map { " (\($0))" } ?? "")
    }
}
