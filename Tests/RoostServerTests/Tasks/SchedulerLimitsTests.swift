import RoostConfig
import RoostTasks
import Testing

@testable import RoostServer

@Suite struct SchedulerLimitsTests {
    @Test func `the standard of the configuration is what holds without one`() {
        #expect(SchedulerLimits(TaskSettings(), Provider.builtIn) == SchedulerLimits())
    }

    @Test func `a provider's own file comes before what holds for all providers`() {
        var settings = TaskSettings()
        settings.concurrency = 8
        settings.providerConcurrency = 4
        settings.startsPerMinute = 20
        settings.breakerFailures = 2
        settings.breakerSeconds = 5
        settings.retries = 1
        settings.retryDelayMilliseconds = 600_000
        settings.dailyCents = 1050
        settings.providerDailyCents = 200
        settings.warnPercent = 50
        var own = Provider(name: "mine", commands: ["mine"])
        own.tasks = Provider.TaskShare(concurrency: 1, dailyCents: 0)
        let limits = SchedulerLimits(settings, [own, Provider(name: "other", commands: ["other"])])
        #expect(limits.concurrency(of: "mine") == 1)
        #expect(limits.concurrency(of: "other") == 4)
        #expect(limits.concurrency(of: "gone") == 8)
        #expect(limits.rate == 20)
        #expect(limits.breakerThreshold == 2)
        #expect(limits.breakerPauseMilliseconds == 5000)
        #expect(limits.retry.retries == 1)
        #expect(limits.retry.longestDelayMilliseconds == 600_000)
        #expect(limits.budget == SchedulerLimits.Budget(dollarsPerDay: 10.5, warnShare: 0.5))
        #expect(
            limits.providerBudgets == ["other": SchedulerLimits.Budget(dollarsPerDay: 2, warnShare: 0.5)])
    }
}
