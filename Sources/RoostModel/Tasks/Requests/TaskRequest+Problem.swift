extension TaskRequest {
    /// The longest time that can be asked for: a year, in milliseconds.
    package static let longestMilliseconds: Int64 = 31_536_000_000

    /// Why it cannot be run as it is: a number that means nothing; nil: it can.
    package var problem: String? {
        if let timeoutMilliseconds, !(1...Self.longestMilliseconds).contains(timeoutMilliseconds) {
            return "a time-out is more than nothing, and at most a year"
        }
        if let retryDelayMilliseconds, !(0...Self.longestMilliseconds).contains(retryDelayMilliseconds) {
            return "a delay is not negative, and at most a year"
        }
        if let retries, !(0...1_000_000).contains(retries) { return "retries are 0 to 1000000" }
        if let memoryLimit, memoryLimit < 1 << 20 { return "a memory limit is at least 1 MB" }
        if let cpuSeconds, cpuSeconds < 1 { return "processor time is at least 1 s" }
        if let turns = options.maxTurns, turns < 1 { return "turns are at least 1" }
        if let dollars = options.maxBudget, !dollars.isFinite || dollars <= 0 {
            return "a budget is more than nothing"
        }
        return nil
    }
}
