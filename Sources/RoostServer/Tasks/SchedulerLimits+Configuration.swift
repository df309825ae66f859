import RoostConfig
import RoostTasks

extension SchedulerLimits {
    /// What `[tasks]` says, and what the providers' own files say of theirs.
    init(_ settings: TaskSettings, _ providers: [Provider]) {
        self.init(concurrency: settings.concurrency)
        rate = settings.startsPerMinute
        breakerThreshold = settings.breakerFailures
        breakerPauseMilliseconds = Int64(settings.breakerSeconds) * 1000
        let delay = Int64(settings.retryDelayMilliseconds)
        retry = RetryPolicy(
            retries: settings.retries, firstDelayMilliseconds: delay,
            longestDelayMilliseconds: max(delay, RetryPolicy().longestDelayMilliseconds))
        let warnShare = Double(settings.warnPercent) / 100
        func limit(_ cents: Int) -> Budget? {
            cents > 0 ? Budget(dollarsPerDay: Double(cents) / 100, warnShare: warnShare) : nil
        }
        budget = limit(settings.dailyCents)
        for provider in providers {
            let concurrency = provider.tasks.concurrency ?? settings.providerConcurrency
            if concurrency > 0 { providerConcurrency[provider.name] = concurrency }
            providerBudgets[provider.name] = limit(provider.tasks.dailyCents ?? settings.providerDailyCents)
        }
    }
}
