import RoostModel
import RoostTasks
import Testing

@Suite struct TaskSchedulerPulseTests {
    @Test func `a pulse says how everything stands and changes nothing`() throws {
        var probe = SchedulerProbe(SchedulerLimits(concurrency: 1))
        try probe.submit("p")
        try probe.submit("q")
        var pulse = probe.scheduler.pulse(at: probe.wall)
        #expect(pulse.states == ["starting": 1, "queued": 1])
        #expect(pulse.providers["p"]?.running == 1)
        #expect(pulse.providers["q"]?.queued == 1)
        #expect(pulse.rateRemaining == 99)
        #expect(pulse.spent == nil)
        #expect(!pulse.isPaused)
        probe.end(1, .failed, .authentication, cost: 0.25)
        probe.tell { $0.pauseQueue(at: $1) }
        pulse = probe.scheduler.pulse(at: probe.wall)
        #expect(pulse.providers["p"]?.breaker == .blocked)
        #expect(pulse.providers["p"]?.spent == 0.25)
        #expect(pulse.providers["q"]?.spent == nil)
        #expect(pulse.spent == 0.25)
        #expect(pulse.isPaused)
        probe.now += 60_000
        #expect(probe.scheduler.pulse(at: probe.wall).rateRemaining == 100)
    }

    @Test func `what holds tasks changes with the holds, and not with what starts and ends`() throws {
        var probe = SchedulerProbe(SchedulerLimits(concurrency: 1))
        try probe.submit("p")
        try probe.submit("p")
        #expect(probe.scheduler.holds == SchedulerHolds())
        probe.end(1, .failed, .authentication)
        #expect(probe.scheduler.holds.providers == ["p": .providerBlocked(.authentication)])
        probe.tell { $0.pauseQueue(at: $1) }
        #expect(probe.scheduler.holds.isPaused)
        probe.tell { $0.resume(provider: "p", at: $1) }
        probe.tell { $0.resumeQueue(at: $1) }
        #expect(probe.scheduler.holds == SchedulerHolds())
    }
}
