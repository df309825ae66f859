/// Why an attempt of a print-mode task did not pass; the raw values are the words in JSON and in the database.
package enum TaskFailure: String, Codable, CaseIterable, Hashable, Sendable {
    /// Not signed in, or a key that is refused.
    case authentication
    /// The account's allowance or credit is used up: nothing helps but hours or money.
    case quota
    /// HTTP 429.
    case rateLimited = "rate_limited"
    /// HTTP 529 and 5xx: the other end has trouble.
    case overloaded
    /// The other end cannot be reached, or the connection broke.
    case connection
    /// It took longer than it was allowed to.
    case timeout
    /// As many turns as were allowed.
    case maxTurns = "max_turns"
    /// As much money as was allowed for the task.
    case budget
    /// The program may not do what it would have to: a permission or the folder's trust is missing.
    case denied
    /// The conversation to resume is not there.
    case badConversation = "bad_conversation"
    /// The program or the other end refuses what it was given.
    case invalidOptions = "invalid_options"
    /// Its processes went down with server and keeper, with the machine, or by a signal that nobody here sent.
    case interrupted
    /// It used more memory or processor time than it was allowed to.
    case resourceLimit = "resource_limit"
    /// A task that it waits for did not pass.
    case dependency
    /// The program could not be started.
    case couldNotStart = "could_not_start"
    case unknown

    /// Reads a kind of a later version as ``unknown``.
    package init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        self = TaskFailure(rawValue: word) ?? .unknown
    }

    /// The same attempt may pass later without anything being changed: it is tried again by itself.
    package var isTransient: Bool {
        switch self {
        case .rateLimited, .overloaded, .connection, .timeout: true
        case .authentication, .quota, .maxTurns, .budget, .denied, .badConversation, .invalidOptions,
            .interrupted, .resourceLimit, .dependency, .couldNotStart, .unknown:
            false
        }
    }

    /// No task of this provider can pass before a person has done something about it.
    package var stopsProvider: Bool { self == .authentication || self == .quota }

    /// In a few words, where the program says nothing better.
    package var text: String {
        switch self {
        case .authentication: "not signed in"
        case .quota: "the account's allowance is used up"
        case .rateLimited: "too many requests (429)"
        case .overloaded: "the provider has trouble"
        case .connection: "the connection failed"
        case .timeout: "it took too long"
        case .maxTurns: "as many turns as were allowed"
        case .budget: "as much money as was allowed"
        case .denied: "a permission is missing"
        case .badConversation: "the conversation is not there"
        case .invalidOptions: "the options were refused"
        case .interrupted: "interrupted"
        case .resourceLimit: "it used more than it was allowed to"
        case .dependency: "a task before it did not pass"
        case .couldNotStart: "could not be started"
        case .unknown: "it failed without saying why"
        }
    }
}
