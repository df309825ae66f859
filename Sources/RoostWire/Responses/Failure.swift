/// Why a request was not done: `cannot <what>: <cause>`, and what to do next.
package struct Failure: Codable, Hashable, Sendable, Error, CustomStringConvertible {
    /// Without the leading "cannot", for example `find session api`.
    package var what: String
    package var cause: String
    /// The next step for the person, a sentence part such as `see roost list`.
    package var advice: String?

    package init(_ what: String, cause: String, advice: String? = nil) {
        self.what = what
        self.cause = cause
        self.advice = advice
    }

    package var description: String {
        "cannot \(what): \(cause)" + (advice.map { " (\($0))" } ?? "")
    }
}
