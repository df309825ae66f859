/// How long to wait before the next try: soon at first, for a server that is restarted at once, and never more
/// than a second, so that nobody waits for a server that is back.
package struct Backoff: Sendable {
    private static let milliseconds = [20, 50, 100, 200, 400, 800, 1000]

    /// How often was tried since the last success.
    package private(set) var attempts = 0

    package init() {}

    /// Counts a try that failed and gives the wait before the next.
    ///
    /// - Returns: How long to wait.
    package mutating func next() -> Duration {
        defer { attempts += 1 }
        return .milliseconds(Self.milliseconds[min(attempts, Self.milliseconds.count - 1)])
    }

    /// Begins anew after a success.
    package mutating func reset() {
        attempts = 0
    }
}
