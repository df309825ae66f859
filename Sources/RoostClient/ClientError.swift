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
    /// What went wrong, and what to do.
    package let failure: Failure

    /// Without the leading "cannot", for example `reach the server`.
    package var what: String { failure.what }
    /// Why, without a full stop.
    package var cause: String { failure.cause }
    /// The next step for the person.
    package var advice: String? { failure.advice }

    /// Says what went wrong, and what to do.
    package init(_ reason: Reason, _ what: String, cause: String, advice: String? = nil) {
        self.reason = reason
        self.failure = Failure(what, cause: cause, advice: advice)
    }

    /// What the server said.
    package init(_ failure: Failure) {
        self.reason = .refused
        self.failure = failure
    }
}

extension ClientError: CustomStringConvertible {
    /// One line: `cannot <what>: <cause> (<advice>)`.
    package var description: String { failure.description }
}

extension ClientError {
    /// What came is no message.
    init(unreadable error: WireError) {
        self.init(
            .malformed, "understand the server", cause: "\(error)",
            advice: "client \(Build.version); see roost server status for the server's version")
    }

    /// Reads what came.
    static func reading<Value>(_ body: () throws(WireError) -> Value) throws(ClientError) -> Value {
        do throws(WireError) {
            return try body()
        } catch {
            throw ClientError(unreadable: error)
        }
    }

    /// Makes a frame of what is to be sent.
    static func writing(_ body: () throws(WireError) -> Frame) throws(ClientError) -> Frame {
        do throws(WireError) {
            return try body()
        } catch {
            throw ClientError(.malformed, "send a message", cause: "\(error)")
        }
    }
}
