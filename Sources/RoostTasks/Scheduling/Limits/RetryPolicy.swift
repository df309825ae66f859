package import RoostModel

/// Whether and when a failed attempt is followed by another: exponential back-off with full jitter.
///
/// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/: the delay is anything between zero and
/// the doubled bound, so that tasks which failed together do not come back together.
package struct RetryPolicy: Codable, Hashable, Sendable {
    /// How many more attempts follow by themselves.
    package var retries: Int
    /// The bound of the first delay in milliseconds; each further one is twice as long.
    package var firstDelayMilliseconds: Int64
    /// No bound is longer.
    package var longestDelayMilliseconds: Int64

    /// Makes a policy; negative numbers count as zero.
    package init(
        retries: Int = 3, firstDelayMilliseconds: Int64 = 2000, longestDelayMilliseconds: Int64 = 300_000
    ) {
        self.retries = max(0, retries)
        self.firstDelayMilliseconds = max(0, firstDelayMilliseconds)
        self.longestDelayMilliseconds = max(0, longestDelayMilliseconds)
    }

    /// The delay before another attempt.
    ///
    /// - Parameters:
    ///   - verdict: How the attempt ended.
    ///   - retry: How many have followed by themselves already.
    ///   - generator: Where the jitter comes from.
    /// - Returns: Milliseconds, not less than what the other end asked for; nil: no other attempt follows.
    package func delayMilliseconds(
        after verdict: TaskVerdict, retry: Int, using generator: inout some RandomNumberGenerator
    ) -> Int64? {
        guard let failure = verdict.failure, failure.isTransient, retry < retries else { return nil }
        let doublings = min(max(0, retry), 40)
        let (grown, overflow) = firstDelayMilliseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        let bound = overflow ? longestDelayMilliseconds : min(grown, longestDelayMilliseconds)
        let jitter = Int64.random(in: 0...bound, using: &generator)
        return max(0, verdict.retryAfterMilliseconds ?? 0).addingReportingOverflow(jitter).partialValue
    }

    private enum CodingKeys: String, CodingKey {
        case retries
        case firstDelayMilliseconds = "first_delay_ms"
        case longestDelayMilliseconds = "longest_delay_ms"
    }
}
