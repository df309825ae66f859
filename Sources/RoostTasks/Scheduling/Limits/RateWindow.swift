package import RoostModel

/// A sliding window: at most so many starts in any period of a given length.
///
/// It keeps the moments of the last starts, so no boundary lets twice as many through as a fixed window would.
package struct RateWindow: Codable, Hashable, Sendable {
    /// Starts in a period; at least 1.
    package let limit: Int
    /// The period's length in milliseconds.
    package let periodMilliseconds: Int64
    /// The last starts, oldest first, at most ``limit`` of them.
    private var starts: [Timestamp] = []

    /// An empty window.
    package init(limit: Int = 100, periodMilliseconds: Int64 = 60_000) {
        self.limit = max(1, limit)
        self.periodMilliseconds = max(1, periodMilliseconds)
    }

    /// The moment from which another start is within the limit; not later than `now` if it is so already.
    package func nextStart(now: Timestamp) -> Timestamp {
        guard starts.count == limit, let oldest = starts.first else { return now }
        return max(now, oldest.adding(periodMilliseconds))
    }

    /// How many starts are within the limit now.
    package func remaining(now: Timestamp) -> Int {
        limit - starts.count { $0.milliseconds > now.milliseconds &- periodMilliseconds }
    }

    /// Counts a start.
    package mutating func start(at now: Timestamp) {
        if starts.count == limit { starts.removeFirst() }
        starts.append(now)
    }

    /// The same starts under another limit; the newest count where it is lower.
    ///
    /// - Parameters:
    ///   - limit: Starts in a period.
    ///   - periodMilliseconds: The period's length.
    ///   - latest: No start counts as later, whatever clock it was read from.
    /// - Returns: The window that goes on from here.
    package func limited(
        to limit: Int, periodMilliseconds: Int64, until latest: Timestamp = Timestamp(milliseconds: .max)
    ) -> RateWindow {
        var window = RateWindow(limit: limit, periodMilliseconds: periodMilliseconds)
        window.starts = starts.suffix(window.limit).map { min($0, latest) }
        return window
    }
}
