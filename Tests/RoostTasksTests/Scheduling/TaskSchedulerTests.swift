import RoostModel
import RoostTasks
import Testing

@Suite struct TaskSchedulerTests {
    private static func limits(
        concurrency: Int = 10, _ change: (inout SchedulerLimits) -> Void = { _ in }
    ) -> SchedulerLimits {
        var limits = SchedulerLimits(concurrency: concurrency)
        change(&limits)
        return limits
    }

    @Test func `a task goes its way from queued to passed`() throws {
        var probe = SchedulerProbe()
        let id = try probe.submit()
        #expect(probe.started == [id])
        #expect(probe.state(id) == .starting)
        probe.spawned(id)
        #expect(probe.state(id) == .running)
        probe.tell { $0.answered(TaskID(rawValue: id), at: $1) }
        #expect(probe.state(id) == .completing)
        probe.end(id)
        #expect(probe.state(id) == .passed)
        #expect(probe.scheduler.tasks.isEmpty)
    }

    @Test func `as many run as may, in all and of one provider`() throws {
        var probe = SchedulerProbe(Self.limits(concurrency: 3) { $0.providerConcurrency = ["p": 2] })
        for _ in 1...3 { try probe.submit("p") }
        #expect(probe.scheduler.running == 2)
        #expect(probe.scheduler.wait(of: TaskID(rawValue: 3), at: probe.wall) == .concurrency)
        try probe.submit("q")
        #expect(probe.started == [4])
        try probe.submit("q")
        #expect(probe.started.isEmpty)
        probe.end(1)
        #expect(probe.started == [3])
        probe.end(4)
        #expect(probe.started == [5])
    }

    @Test func `the tasks of a conversation run one after the other, whatever became of the one before`()
        throws
    {
        var probe = SchedulerProbe()
        try probe.submit(retries: 1, conversation: "api")
        try probe.submit(priority: 9, conversation: "api")
        try probe.submit(conversation: "api")
        try probe.submit(conversation: "web")
        #expect(probe.scheduler.running == 2)
        #expect(
            probe.scheduler.wait(of: TaskID(rawValue: 2), at: probe.wall)
                == .conversation(TaskID(rawValue: 1)))
        // One that is tried again keeps its turn.
        probe.end(1, .failed, .overloaded)
        #expect(probe.started.isEmpty)
        probe.wake(after: 10_000)
        #expect(probe.started == [1])
        probe.end(1, .failed, .maxTurns)
        #expect(probe.started == [2])
        try probe.tell { try $0.cancel(TaskID(rawValue: 3), at: $1) }
        probe.end(2)
        #expect(probe.started.isEmpty)
        try probe.submit(conversation: "api")
        #expect(probe.started == [5])
    }

    @Test func `one that waits for a later task of its own conversation is refused`() throws {
        var scheduler = TaskScheduler()
        let first = SchedulerProbe.task(1, after: [2], conversation: "api", at: 0)
        let second = SchedulerProbe.task(2, conversation: "api", at: 0)
        #expect(throws: SchedulerError.self) {
            try scheduler.submit([first, second], at: Timestamp(milliseconds: 0)) { _ in nil }
        }
        #expect(scheduler.tasks.isEmpty)
        let other = SchedulerProbe.task(2, conversation: "web", at: 0)
        _ = try scheduler.submit([first, other], at: Timestamp(milliseconds: 0)) { _ in nil }
        #expect(scheduler.tasks.count == 2)
    }

    @Test func `the rate is kept, and what waits for it is started then`() throws {
        var probe = SchedulerProbe(Self.limits { $0.rate = 2 })
        for _ in 1...2 { try probe.submit() }
        probe.now += 10_000
        try probe.submit()
        #expect(probe.started.isEmpty)
        #expect(probe.alarm == 50_000)
        #expect(probe.scheduler.wait(of: TaskID(rawValue: 3), at: probe.wall) == .rate)
        probe.wake(after: 49_999)
        #expect(probe.started.isEmpty)
        probe.wake(after: 1)
        #expect(probe.started == [3])
    }

    @Test func `priority goes first, age goes before priority`() throws {
        var probe = SchedulerProbe(Self.limits(concurrency: 1))
        try probe.submit()
        let old = try probe.submit()
        probe.now += 61_000
        let urgent = try probe.submit(priority: 1)
        let moreUrgent = try probe.submit(priority: 2)
        for (ended, next) in [(1, moreUrgent), (moreUrgent, old), (old, urgent)] as [(UInt64, UInt64)] {
            probe.end(ended)
            #expect(probe.started == [next])
        }
    }

    @Test func `a task runs when those before it passed`() throws {
        var probe = SchedulerProbe()
        try probe.submit()
        try probe.submit(after: [1])
        let third = try probe.submit(after: [1, 2])
        #expect(probe.started.isEmpty)
        let wait = probe.scheduler.wait(of: TaskID(rawValue: third), at: probe.wall)
        #expect(wait == .dependencies([1, 2].map { TaskID(rawValue: $0) }))
        probe.end(1)
        #expect(probe.started == [2])
        probe.end(2)
        #expect(probe.started == [third])
        // One that passed long ago holds nobody.
        #expect(try probe.submit(after: [1, 2]) == probe.started.first)
    }

    @Test func `what waits for a task that did not pass fails with its name, and so on`() throws {
        var probe = SchedulerProbe()
        try probe.submit()
        try probe.submit(after: [1])
        try probe.submit(after: [2])
        probe.end(1, .failed, .maxTurns)
        #expect(probe.state(2) == .failed)
        #expect(probe.state(3) == .failed)
        #expect(probe.causes.contains("task 1, which it waits for, failed"))
        #expect(probe.causes.contains("task 2, which it waits for, failed"))
        let late = try probe.submit(after: [1])
        #expect(probe.state(late) == .failed)
        #expect(probe.scheduler.tasks.isEmpty)
    }

    @Test func `cycles, unknown tasks and numbers that are taken are refused, and nothing changes`() throws {
        var probe = SchedulerProbe()
        func add(_ tasks: [ScheduledTask]) throws {
            try probe.tell { scheduler, wall in try scheduler.submit(tasks, at: wall) { _ in nil } }
        }
        let cycle = [
            SchedulerProbe.task(1, after: [2], at: 0), SchedulerProbe.task(2, after: [3], at: 0),
            SchedulerProbe.task(3, after: [1], at: 0),
        ]
        #expect(throws: SchedulerError.cycle([3, 1, 2, 3].map { TaskID(rawValue: $0) })) { try add(cycle) }
        #expect(throws: SchedulerError.self) { try add([SchedulerProbe.task(1, after: [1], at: 0)]) }
        #expect(throws: SchedulerError.unknownDependency(TaskID(rawValue: 9), of: TaskID(rawValue: 1))) {
            try add([SchedulerProbe.task(1, after: [9], at: 0)])
        }
        #expect(throws: SchedulerError.duplicate(TaskID(rawValue: 1))) {
            try add([SchedulerProbe.task(1, at: 0), SchedulerProbe.task(1, at: 0)])
        }
        #expect(probe.scheduler.tasks.isEmpty)
        try add([SchedulerProbe.task(2, after: [1], at: 0), SchedulerProbe.task(1, at: 0)])
        #expect(probe.started == [1])
    }

    @Test func `what may pass later is tried again after a delay, and not for ever`() throws {
        var probe = SchedulerProbe()
        let id = try probe.submit(retries: 2)
        for attempt in 1...2 {
            probe.end(id, .failed, .overloaded)
            #expect(probe.state(id) == .queued)
            let delay = try #require(probe.alarm)
            if delay > 0 {
                probe.wake(after: delay - 1)
                #expect(probe.started.isEmpty)
                probe.wake(after: 1)
            }
            #expect(probe.effects.contains(.start(TaskID(rawValue: id), attempt: attempt + 1)))
        }
        probe.end(id, .failed, .overloaded)
        #expect(probe.state(id) == .failed)
    }

    @Test func `who says when to come back holds all tasks of the provider until then`() throws {
        var probe = SchedulerProbe()
        let id = try probe.submit()
        probe.end(id, .failed, .rateLimited, after: 30_000)
        let other = try probe.submit()
        #expect(probe.started.isEmpty)
        #expect(probe.scheduler.wait(of: TaskID(rawValue: other), at: probe.wall) == .rateLimited)
        try probe.submit("q")
        #expect(probe.started == [3])
        probe.wake(after: 30_000)
        #expect(probe.started.contains(other))
    }

    @Test func `five failures hold the provider for a minute, then one probe goes`() throws {
        var probe = SchedulerProbe()
        for _ in 1...5 { try probe.submit(retries: 0) }
        for id in 1...5 as ClosedRange<UInt64> { probe.end(id, .failed, .unknown) }
        #expect(probe.attentions == [.breaker("p")])
        for _ in 6...8 { try probe.submit(retries: 0) }
        #expect(probe.scheduler.running == 0)
        probe.wake(after: 60_000)
        #expect(probe.started == [6])
        probe.end(6)
        #expect(probe.attentionsOver == [.breaker("p")])
        #expect(probe.started == [7, 8])
    }

    @Test(arguments: [TaskFailure.authentication, .quota])
    func `what only a person can mend holds the provider until the person says so`(failure: TaskFailure)
        throws
    {
        var probe = SchedulerProbe()
        try probe.submit()
        probe.end(1, .failed, failure)
        #expect(probe.state(1) == .failed)
        #expect(probe.attentions == [.provider("p")])
        try probe.submit()
        probe.wake(after: 86_400_000)
        #expect(probe.started.isEmpty)
        #expect(probe.scheduler.wait(of: TaskID(rawValue: 2), at: probe.wall) == .providerBlocked(failure))
        probe.tell { $0.resume(provider: "p", at: $1) }
        #expect(probe.attentionsOver == [.provider("p")])
        #expect(probe.started == [2])
    }

    @Test func `a task that needs a yes waits for it`() throws {
        var probe = SchedulerProbe()
        let id = try probe.submit(needsApproval: true)
        #expect(probe.attentions == [.approval(TaskID(rawValue: id))])
        #expect(probe.started.isEmpty)
        try probe.tell { try $0.approve(TaskID(rawValue: id), at: $1) }
        #expect(probe.attentionsOver == [.approval(TaskID(rawValue: id))])
        #expect(probe.started == [id])
        let other = try probe.submit(needsApproval: true)
        try probe.tell { try $0.cancel(TaskID(rawValue: other), at: $1) }
        #expect(probe.attentionsOver == [.approval(TaskID(rawValue: other))])
    }

    @Test func `a denied tool is told`() throws {
        var probe = SchedulerProbe()
        try probe.submit()
        probe.end(1, denials: [TaskDenial(tool: "Bash")])
        #expect(probe.attentions == [.denial(TaskID(rawValue: 1))])
    }

    @Test func `the day's money warns, then stops, and the next day goes on`() throws {
        var probe = SchedulerProbe(
            Self.limits { $0.providerBudgets = ["p": .init(dollarsPerDay: 1, warnShare: 0.5)] })
        probe.now = 86_400_000 * 3 + 3_600_000
        for _ in 1...2 { try probe.submit() }
        probe.end(1, cost: 0.6)
        #expect(probe.attentions == [.budget("p")])
        probe.end(2, cost: 0.6)
        #expect(probe.attentions == [.budget("p")])
        try probe.submit()
        #expect(probe.started.isEmpty)
        #expect(probe.scheduler.wait(of: TaskID(rawValue: 3), at: probe.wall) == .budget)
        try probe.submit("q")
        #expect(probe.started == [4])
        probe.wake(after: 23 * 3_600_000)
        #expect(probe.started == [3])
        #expect(probe.attentionsOver == [.budget("p")])
    }

    @Test func `the whole budget stops every provider`() throws {
        var probe = SchedulerProbe(Self.limits { $0.budget = .init(dollarsPerDay: 1) })
        try probe.submit()
        probe.end(1, cost: 2)
        #expect(probe.attentions == [.budget(nil)])
        try probe.submit("q")
        #expect(probe.started.isEmpty)
        #expect(probe.alarm == nil)
        let limits = Self.limits()
        probe.tell { $0.setLimits(limits, at: $1) }
        #expect(probe.started == [2])
    }

    @Test func `queue, provider and task are paused and go on`() throws {
        var probe = SchedulerProbe()
        probe.tell { $0.pauseQueue(at: $1) }
        let id = try probe.submit()
        #expect(probe.scheduler.wait(of: TaskID(rawValue: id), at: probe.wall) == .queuePaused)
        probe.tell { $0.pause(provider: "p", at: $1) }
        probe.tell { $0.resumeQueue(at: $1) }
        #expect(probe.started.isEmpty)
        #expect(probe.scheduler.wait(of: TaskID(rawValue: id), at: probe.wall) == .providerPaused)
        try probe.tell { try $0.pause(TaskID(rawValue: id), at: $1) }
        #expect(probe.state(id) == .paused)
        probe.tell { $0.resume(provider: "p", at: $1) }
        #expect(probe.started.isEmpty)
        try probe.tell { try $0.resume(TaskID(rawValue: id), at: $1) }
        #expect(probe.started == [id])
    }

    @Test func `the process of a task that runs is stopped and goes on, and keeps its place`() throws {
        var probe = SchedulerProbe(Self.limits(concurrency: 1))
        let id = TaskID(rawValue: try probe.submit())
        try probe.submit()
        #expect(throws: SchedulerError.impossible(.paused, id, .starting)) {
            try probe.tell { try $0.pause(id, at: $1) }
        }
        probe.spawned(1)
        try probe.tell { try $0.pause(id, at: $1) }
        #expect(probe.effects.contains(.suspend(id)))
        #expect(probe.started.isEmpty)
        try probe.tell { try $0.resume(id, at: $1) }
        #expect(probe.effects.contains(.resume(id)))
        #expect(probe.state(1) == .running)
    }

    @Test func `a task that waits is cancelled at once, one that runs when its process has ended`() throws {
        var probe = SchedulerProbe(Self.limits(concurrency: 1))
        try probe.submit(retries: 5)
        try probe.submit()
        try probe.tell { try $0.cancel(TaskID(rawValue: 2), at: $1) }
        #expect(probe.state(2) == .cancelled)
        try probe.tell { try $0.cancel(TaskID(rawValue: 1), at: $1) }
        #expect(probe.effects.contains(.stop(TaskID(rawValue: 1))))
        try probe.tell { try $0.cancel(TaskID(rawValue: 1), at: $1) }
        #expect(probe.effects.isEmpty)
        // It is not tried again, even if it failed before the signal came.
        probe.end(1, .failed, .overloaded)
        #expect(probe.state(1) == .failed)
        #expect(throws: SchedulerError.unknownTask(TaskID(rawValue: 1))) {
            try probe.tell { try $0.cancel(TaskID(rawValue: 1), at: $1) }
        }
    }

    @Test func `a stopped process is let go on so that it can end`() throws {
        var probe = SchedulerProbe()
        let id = TaskID(rawValue: try probe.submit())
        probe.spawned(1)
        try probe.tell { try $0.pause(id, at: $1) }
        try probe.tell { try $0.cancel(id, at: $1) }
        #expect(probe.effects == [.stop(id), .resume(id)])
        probe.end(1, .cancelled)
        #expect(probe.state(1) == .cancelled)
    }

    @Test func `an ended task is tried again as the same task`() throws {
        var probe = SchedulerProbe()
        let id = try probe.submit()
        probe.end(id, .failed, .maxTurns)
        var task = SchedulerProbe.task(id, at: probe.now)
        task.state = .failed
        task.attempt = 1
        try probe.tell { scheduler, wall in try scheduler.submit([task], at: wall) { _ in nil } }
        #expect(probe.effects.contains(.start(TaskID(rawValue: id), attempt: 2)))
    }

    @Test func `late words about a task that is gone are ignored`() {
        var probe = SchedulerProbe()
        probe.spawned(9)
        probe.end(9)
        #expect(probe.effects.isEmpty)
    }

    @Test func `a wall clock that goes back holds nothing`() throws {
        var probe = SchedulerProbe(Self.limits { $0.rate = 1 })
        try probe.submit()
        try probe.submit()
        #expect(probe.alarm == 60_000)
        probe.now -= 3_600_000
        probe.wake(after: 0)
        #expect(probe.alarm == 60_000)
        probe.wake(after: 60_000)
        #expect(probe.started == [2])
    }
}
