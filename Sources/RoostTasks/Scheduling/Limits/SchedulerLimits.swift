/// How much may happen at once, in a minute and in a day.
package struct SchedulerLimits: Hashable, Sendable {
    /// What may be spent.
    package struct Budget: Hashable, Sendable {
        /// Dollars.
        package var dollarsPerDay: Double
        /// The share at which a person is told, 0...1.
        package var warnShare: Double

        package init(dollarsPerDay: Double, warnShare: Double = 0.8) {
            self.dollarsPerDay = max(0, dollarsPerDay)
            self.warnShare = min(max(0, warnShare), 1)
        }
    }

    /// Tasks that run at once.
    package var concurrency: Int
    /// The same for one provider; a provider that is not here has ``concurrency``.
    package var providerConcurrency: [String: Int]
    /// Tasks that start in ``ratePeriodMilliseconds``.
    package var rate: Int
    package var ratePeriodMilliseconds: Int64
    /// Failures in a row that open a provider's breaker.
    package var breakerThreshold: Int
    /// How long it stays open.
    package var breakerPauseMilliseconds: Int64
    /// What all providers together may cost; nil: no limit.
    package var budget: Budget?
    /// What one provider may cost; a provider that is not here has no limit of its own.
    package var providerBudgets: [String: Budget]
    /// How far the person's clock is ahead of UTC, for where a day begins.
    package var dayOffsetMilliseconds: Int64
    /// What one step of priority is worth: so much earlier a task counts as asked for.
    ///
    /// Nothing starves, since what was asked for longer ago than that goes first.
    package var priorityHeadStartMilliseconds: Int64
    /// The retries of tasks that do not say how many they want.
    package var retry: RetryPolicy

    /// What is true where the configuration says nothing.
    package init(concurrency: Int = 10) {
        self.concurrency = max(1, concurrency)
        providerConcurrency = [:]
        rate = 100
        ratePeriodMilliseconds = 60_000
        breakerThreshold = 5
        breakerPauseMilliseconds = 60_000
        providerBudgets = [:]
        dayOffsetMilliseconds = 0
        priorityHeadStartMilliseconds = 60_000
        retry = RetryPolicy()
    }

    /// Tasks of a provider that run at once; at least one.
    package func concurrency(of provider: String) -> Int {
        max(1, min(concurrency, providerConcurrency[provider] ?? concurrency))
    }
}
