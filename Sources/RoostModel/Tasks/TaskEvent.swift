/// What can happen to a print-mode task; the raw values are the words in JSON and in the database.
package enum TaskEvent: String, Codable, CaseIterable, Hashable, Sendable {
    /// Its turn has come: an attempt begins.
    case picked
    /// Its process lives.
    case spawned
    /// Its result is here.
    case answered
    /// The attempt passed.
    case passed
    /// The attempt failed, and no other follows by itself.
    case failed
    /// The attempt could not be made, or its process was killed.
    case broke
    /// Its processes went down with server and keeper, or with the machine.
    case interrupted
    /// It took longer than it was allowed to.
    case timedOut = "timed_out"
    /// A person ended it.
    case cancelled
    /// A task that it waits for did not pass.
    case dependencyFailed = "dependency_failed"
    /// The attempt failed in a way that may succeed later: another one follows by itself.
    case deferred
    /// A person asked for another attempt.
    case requested
    /// A person holds it.
    case paused
    /// A person lets it wait for its turn again.
    case released
    /// A person lets its stopped process go on.
    case continued
}
