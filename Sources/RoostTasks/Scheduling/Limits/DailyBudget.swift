package import RoostModel

/// What may be spent in a day, and what was.
///
/// Only costs that are told count: a provider that tells none is never stopped by money. What runs when the limit is
/// reached runs on, so a day may cost more by what was under way.
package struct DailyBudget: Codable, Hashable, Sendable {
    package enum Level: String, Codable, Hashable, Sendable {
        case free, near, spent
    }

    /// Dollars.
    package private(set) var spent = 0.0
    /// Days since 1970-01-01 where the person lives; nil before anything was spent.
    private var day: Int64?

    package init() {}

    /// The day that a moment belongs to, where the clock is so far ahead of UTC.
    private static func day(of now: Timestamp, offsetMilliseconds: Int64) -> Int64 {
        let local = now.adding(offsetMilliseconds).milliseconds
        return local >= 0 ? local / 86_400_000 : (local + 1) / 86_400_000 - 1
    }

    /// Time passed: another day begins with nothing spent.
    package mutating func advance(to now: Timestamp, offsetMilliseconds: Int64 = 0) {
        let today = Self.day(of: now, offsetMilliseconds: offsetMilliseconds)
        if day != today {
            day = today
            spent = 0
        }
    }

    /// When the next day begins.
    package func nextDay(now: Timestamp, offsetMilliseconds: Int64 = 0) -> Timestamp {
        let tomorrow = Self.day(of: now, offsetMilliseconds: offsetMilliseconds) &+ 1
        return Timestamp(milliseconds: tomorrow.multipliedReportingOverflow(by: 86_400_000).partialValue)
            .adding(0 - offsetMilliseconds)
    }

    /// Something was spent; what is no amount counts nothing.
    package mutating func spend(_ dollars: Double) {
        if dollars.isFinite, dollars > 0 { spent += dollars }
    }

    /// How near the limit is.
    package func level(of limit: SchedulerLimits.Budget?) -> Level {
        guard let limit else { return .free }
        if spent >= limit.dollarsPerDay { return .spent }
        return spent >= limit.dollarsPerDay * limit.warnShare ? .near : .free
    }
}
