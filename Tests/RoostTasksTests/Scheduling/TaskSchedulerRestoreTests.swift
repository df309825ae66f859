import RoostModel
import RoostTasks
import Testing

@Suite struct TaskSchedulerRestoreTests {
    @Test func `the tasks of a conversation go on in their order, behind the one that runs`() {
        let tasks = ([1, 2, 3] as [UInt64]).map { number in
            var task = SchedulerProbe.task(number, conversation: "api", at: 0)
            if number == 2 { (task.state, task.hasProcess, task.attempt) = (.running, true, 1) }
            return task
        }
        var probe = SchedulerProbe()
        probe.tell { $0.restore(tasks, alive: [TaskID(rawValue: 2)], at: $1) { _ in nil } }
        #expect(probe.started.isEmpty)
        #expect(
            probe.scheduler.wait(of: TaskID(rawValue: 1), at: probe.wall)
                == .conversation(TaskID(rawValue: 2)))
        probe.end(2)
        #expect(probe.started == [1])
        probe.end(1)
        #expect(probe.started == [3])
    }

    private static func task(
        _ id: UInt64, _ state: TaskState, hasProcess: Bool = false, after: [UInt64] = [],
        retryAt: Int64? = nil
    ) -> ScheduledTask {
        var task = SchedulerProbe.task(id, after: after, at: 0)
        task.state = state
        task.hasProcess = hasProcess
        task.retryAt = retryAt.map { Timestamp(milliseconds: $0) }
        return task
    }

    private static func restored(
        _ tasks: [ScheduledTask], alive: [UInt64] = [], memo: SchedulerMemo? = nil,
        outcome: @escaping (TaskID) -> TaskState? = { _ in nil }
    ) -> SchedulerProbe {
        var probe = SchedulerProbe()
        probe.tell { scheduler, wall in
            scheduler.restore(
                tasks, alive: Set(alive.map { TaskID(rawValue: $0) }), memo: memo, at: wall, outcome: outcome)
        }
        return probe
    }

    @Test func `what lives goes on, what is gone is interrupted, what is queued goes on`() {
        let probe = Self.restored(
            [
                Self.task(1, .running, hasProcess: true), Self.task(2, .running, hasProcess: true),
                Self.task(3, .paused, hasProcess: true), Self.task(4, .starting, hasProcess: true),
                Self.task(5, .queued), Self.task(6, .paused),
            ], alive: [1])
        #expect(probe.state(1) == nil)
        for id in 2...4 as ClosedRange<UInt64> { #expect(probe.state(id) == .error) }
        #expect(probe.causes == ["interrupted", "interrupted", "interrupted"])
        #expect(probe.started == [5])
        #expect(probe.scheduler.running == 2)
        #expect(probe.scheduler.tasks[TaskID(rawValue: 6)]?.state == .paused)
        #expect(probe.scheduler.checkInvariants() == nil)
    }

    @Test func `a process whose start was not stored any more is not started twice`() {
        let probe = Self.restored(
            [Self.task(1, .queued), Self.task(2, .starting, hasProcess: true)], alive: [1, 2])
        #expect(probe.started.isEmpty)
        #expect(probe.state(1) == .running)
        #expect(probe.state(2) == .running)
        #expect(probe.scheduler.checkInvariants() == nil)
    }

    @Test func `delays and dependencies are taken up`() {
        var probe = Self.restored([
            Self.task(1, .queued, retryAt: 1_005_000), Self.task(2, .queued, after: [1]),
            Self.task(3, .queued, retryAt: .max),
        ])
        #expect(probe.started.isEmpty)
        #expect(probe.alarm == 5000)
        probe.wake(after: 5000)
        #expect(probe.started == [1])
        probe.end(1)
        #expect(probe.started == [2])
        // What no clock can have meant is no reason to wait for ever.
        probe.wake(after: 2 * 86_400_000)
        #expect(probe.started == [3])
    }

    @Test func `damaged dependencies fail by name`() {
        let probe = Self.restored(
            [
                Self.task(1, .queued, after: [2]), Self.task(2, .queued, after: [1]),
                Self.task(3, .queued, after: [99]), Self.task(4, .queued, after: [50]),
            ], outcome: { $0.rawValue == 50 ? .cancelled : nil })
        for id in [1, 2, 3, 4] as [UInt64] { #expect(probe.state(id) == .failed) }
        #expect(probe.causes.contains("task 99, which it waits for, is not known"))
        #expect(probe.causes.contains("task 50, which it waits for, was cancelled"))
        #expect(probe.scheduler.tasks.isEmpty)
    }

    @Test func `pauses, breakers, budgets and the rate outlive the server`() throws {
        var limits = SchedulerLimits()
        limits.budget = .init(dollarsPerDay: 1)
        var probe = SchedulerProbe(limits)
        try probe.submit("blocked")
        try probe.submit("spender")
        probe.end(1, .failed, .authentication)
        probe.end(2, cost: 5)
        probe.tell { $0.pause(provider: "held", at: $1) }
        probe.tell { $0.pauseQueue(at: $1) }
        var next = SchedulerProbe(limits)
        let memo = probe.scheduler.memo
        next.tell { scheduler, wall in
            scheduler.restore([], alive: [], memo: memo, at: wall) { _ in nil }
        }
        #expect(next.scheduler.memo == memo)
        #expect(next.scheduler.isPaused)
        #expect(next.attentions.contains(.provider("blocked")))
        #expect(next.attentions.contains(.budget(nil)))
    }
}
