/// A file of the configuration could not be read, or what it says makes no sense.
package struct ConfigError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried with the file.
    package enum Operation: String, Hashable, Sendable {
        case read, write
    }

    package var operation: Operation
    /// The file's path; for a part of roost itself its bare name.
    package var file: String
    /// Counted from 1; nil when the problem is the file as a whole.
    package var line: Int?
    /// The key with its tables, as in `keys.prefix."%"`.
    package var key: String?
    /// What is wrong, without a full stop.
    package var cause: String
    /// What a person can do about it: a clause for the end of a line, never empty.
    package var advice: String

    package init(
        operation: Operation = .read, file: String, line: Int? = nil, key: String? = nil, cause: String,
        advice: String? = nil
    ) {
        self.operation = operation
        self.file = file
        self.line = line
        self.key = key
        self.cause = cause
        self.advice = advice ?? "correct the file; \"roost config check\" lists all problems"
    }

    /// The place and the cause, for a sentence that says itself what could not be done.
    package var reason: String { String("\(self)".dropFirst("cannot \(operation.rawValue) ".count)) }

    /// The same with the file's bare name, for a place where it is known which folder is meant.
    package var reasonInFolder: String {
        var error = self
        error.file = file.split(separator: "/").last.map(String.init) ?? file
        return error.reason
    }

    /// One line: `cannot read FILE, line N, key K: CAUSE`.
    package var description: String {
        let place = [line.map { "line \($0)" }, key.map { "key \($0)" }].compactMap(\.self)
        return "cannot \(operation.rawValue) \(([file] + place).joined(separator: ", ")): \(cause)"
    }
}
