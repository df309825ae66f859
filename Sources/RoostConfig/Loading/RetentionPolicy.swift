/// How much history may be taken away, also while the configuration has mistakes.
///
/// History that is gone cannot come back, so nothing is taken away that a person may have wanted to keep: while there
/// are mistakes, each limit is the more generous one of what the file seems to say and what was asked for last in a
/// configuration without mistakes. Where that is not known, nothing is taken away at all.
package struct RetentionPolicy: Hashable, Sendable {
    /// The limits that lead to the end of stored history; 0 is no limit in each.
    package struct Limits: Hashable, Sendable {
        package var retention: Configuration.Retention
        /// See ``Configuration/Limits/endedHours``.
        package var endedHours: Int

        package init(retention: Configuration.Retention, endedHours: Int) {
            self.retention = retention
            self.endedHours = endedHours
        }

        package init(_ configuration: Configuration) {
            self.init(retention: configuration.retention, endedHours: configuration.limits.endedHours)
        }

        /// Nothing is ever taken away.
        package static let unlimited = Limits(retention: .unlimited, endedHours: 0)
    }

    /// What the file says, or seems to say.
    package var asked: Limits
    /// What a configuration without mistakes said last; nil: there was none.
    package var lastAsked: Limits?
    /// Whether the file has mistakes now, or cannot be read.
    package var hasProblems: Bool

    package init(asked: Limits, lastAsked: Limits?, hasProblems: Bool) {
        self.asked = asked
        self.lastAsked = lastAsked
        self.hasProblems = hasProblems
    }

    /// The limits to act on.
    package var inForce: Limits {
        guard hasProblems else { return asked }
        guard let lastAsked else { return .unlimited }
        var limits = asked
        limits.retention.days = Self.generous(asked.retention.days, lastAsked.retention.days)
        limits.retention.sessionBytes = Self.generous(
            asked.retention.sessionBytes, lastAsked.retention.sessionBytes)
        limits.retention.totalBytes = Self.generous(
            asked.retention.totalBytes, lastAsked.retention.totalBytes)
        limits.endedHours = Self.generous(asked.endedHours, lastAsked.endedHours)
        return limits
    }

    /// The one that keeps more; 0 keeps everything.
    private static func generous(_ one: Int, _ other: Int) -> Int {
        one == 0 || other == 0 ? 0 : max(one, other)
    }
}
