import GRDB
import RoostModel
import Synchronization
import Testing

@testable import RoostStore

@Suite struct TaskStoreTests {
    private static func task(
        _ id: UInt64, provider: String = "claude", cwd: String = "/src", prompt: String = "mend it",
        metadata: [String: String] = [:], at milliseconds: Int64 = 0
    ) -> TaskInfo {
        var request = TaskRequest(provider: provider, prompt: prompt, cwd: cwd)
        request.metadata = metadata
        return TaskInfo(id: TaskID(rawValue: id), request: request, createdAt: .at(milliseconds))
    }

    /// Takes steps, each a second after the one before.
    private static func steps(_ task: inout TaskInfo, _ events: [(TaskEvent, Int)]) throws -> [TaskTransition]
    {
        try events.map { event, attempt in
            let at = Timestamp.at(task.stateSince.milliseconds - Timestamp.at(0).milliseconds + 1000)
            let step = try #require(TaskTransition(event, from: task.state, at: at, attempt: attempt))
            task.apply(step)
            return step
        }
    }

    private static func entries(_ texts: [String], from first: Int = 1, attempt: Int = 1) -> [TaskLogEntry] {
        texts.enumerated().map {
            TaskLogEntry(
                number: first + $0.offset, attempt: attempt, at: .at(Int64($0.offset)),
                message: TaskMessage(.text($0.element)))
        }
    }

    @Test func `a task comes back as it was stored, with every step it took`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        var task = Self.task(4, metadata: ["ticket": "42", "team": "core"])
        task.request.options.allowedTools = ["Read", "Bash(git *)"]
        task.request.after = [TaskID(rawValue: 2)]
        store.enqueue(.task(TaskRecord(task, environment: ["TOKEN": "secret"])))
        let steps = try Self.steps(
            &task, [(.picked, 1), (.spawned, 1), (.deferred, 1), (.picked, 2), (.spawned, 2), (.passed, 2)])
        task.report.cost = 0.125
        task.report.usage.input = 12
        task.report.denials = [TaskDenial(tool: "Bash", input: "{}")]
        task.exitCode = 0
        task.cost = 0.375
        task.usage = TaskUsage(input: 24, cacheRead: 1, cacheWrite: 2, output: 3, reasoning: 4)
        task.error = "a word"
        task.failure = .rateLimited
        task.retryAt = .at(99_000)
        task.isApproved = false
        store.enqueue(.task(TaskRecord(task, transitions: steps)))
        try await store.flush()
        #expect(try store.task(task.id) == task)
        #expect(try store.taskHistory(task.id) == steps)
        #expect(try store.taskEnvironment(task.id) == ["TOKEN": "secret"])
        #expect(try store.task(TaskID(rawValue: 5)) == nil)
        await store.close()
    }

    @Test func `messages and the place they were read up to are committed in one`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let reports = Mutex<[CommitReport]>([])
        store.setCommitHandler { report in reports.withLock { $0.append(report) } }
        let task = Self.task(1)
        let place = TaskPosition(output: 700, errors: 3)
        store.enqueue(.task(TaskRecord(task)))
        store.enqueue(
            .taskLog(
                TaskLogRecord(task: task.id, attempt: 1, entries: Self.entries(["a", "b"]), position: place)))
        try await store.flush()
        #expect(reports.withLock { $0.last?.tasks[task.id]?.position } == place)
        #expect(try store.taskPosition(task.id, attempt: 1).position == place)
        #expect(try store.taskPosition(task.id, attempt: 1).next == 3)
        // The number 2 is taken: nothing of this is kept, not even the place.
        store.enqueue(
            .taskLog(
                TaskLogRecord(
                    task: task.id, attempt: 1, entries: Self.entries(["c", "d"], from: 1),
                    position: TaskPosition(output: 900))))
        try await store.flush()
        #expect(reports.withLock { $0.last?.rejected } == 1)
        #expect(try store.taskPosition(task.id, attempt: 1).position == place)
        #expect(try store.taskLog(task.id, limit: 9).map(\.message.content) == [.text("a"), .text("b")])
        // Another attempt begins its output anew and goes on in the log.
        store.enqueue(
            .taskLog(
                TaskLogRecord(
                    task: task.id, attempt: 2, entries: Self.entries(["e"], from: 3, attempt: 2),
                    position: TaskPosition(output: 5))))
        try await store.flush()
        #expect(try store.taskPosition(task.id, attempt: 2).position == TaskPosition(output: 5))
        #expect(try store.taskLog(task.id, from: 2, limit: 9).map(\.number) == [2, 3])
        #expect(try store.taskLog(task.id, attempt: 2, limit: 9).map(\.number) == [3])
        await store.close()
    }

    @Test func `what a process wrote is read again in the order in which it was read`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let task = Self.task(1)
        store.enqueue(.task(TaskRecord(task)))
        let long = [UInt8](repeating: 0x61, count: 5000)
        let parts = [
            TaskOutput(stream: .output, offset: 0, bytes: long),
            TaskOutput(stream: .errors, offset: 0, bytes: [0, 255, 10]),
            TaskOutput(stream: .output, offset: 5000, bytes: [1, 2, 3]),
        ]
        store.enqueue(
            .taskLog(
                TaskLogRecord(
                    task: task.id, attempt: 1, output: parts, entries: [],
                    position: TaskPosition(output: 5003, errors: 3))))
        try await store.flush()
        #expect(try store.taskOutput(task.id, attempt: 1) == parts)
        #expect(try store.taskOutput(task.id, attempt: 1, stream: .errors) == [parts[1]])
        #expect(
            try store.taskOutput(task.id, attempt: 1, stream: .output, from: 4998) == [
                TaskOutput(stream: .output, offset: 4998, bytes: [0x61, 0x61]), parts[2],
            ])
        #expect(try store.taskOutput(task.id, attempt: 1, limit: 10) == [parts[0]])
        #expect(try store.taskOutput(task.id, attempt: 2).isEmpty)
        try await store.pool.write {
            try $0.execute(sql: "UPDATE task_output SET length = 4999 WHERE id = 1")
        }
        #expect(try store.taskOutput(task.id, attempt: 1).isEmpty)
        #expect(store.damage == ["output of task 1 cannot be read"])
        await store.close()
    }

    @Test func `what a task said that is gone is told as done, since nobody waits for it`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let reports = Mutex<[CommitReport]>([])
        store.setCommitHandler { report in reports.withLock { $0.append(report) } }
        let log = TaskLogRecord(
            task: TaskID(rawValue: 9), attempt: 1, entries: Self.entries(["a"]),
            position: TaskPosition(output: 2))
        store.enqueue(.taskLog(log))
        try await store.flush()
        #expect(reports.withLock { $0.last?.rejected } == 1)
        #expect(reports.withLock { $0.last?.tasks[log.task]?.position.output } == 2)
        await store.close()
    }

    @Test func `tasks are found by state, provider, folder, metadata, time and words`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        var one = Self.task(1, metadata: ["ticket": "1"], at: 0)
        let steps = try Self.steps(&one, [(.picked, 1), (.spawned, 1), (.passed, 1)])
        let two = Self.task(
            2, provider: "codex", prompt: "Write 100% of it", metadata: ["ticket": "2"], at: 10)
        var three = Self.task(3, cwd: "/lib", at: 20)
        three.request.stage = "review"
        three.request.userID = "ann"
        store.enqueue(.task(TaskRecord(one, transitions: steps)))
        store.enqueue(.task(TaskRecord(two)))
        store.enqueue(.task(TaskRecord(three)))
        store.enqueue(
            .taskLog(
                TaskLogRecord(
                    task: three.id, attempt: 1,
                    entries: Self.entries(["The \"needle\" is\nin the haystack", "nothing"]),
                    position: TaskPosition(output: 5))))
        try await store.flush()
        func found(_ filter: TaskFilter) throws -> [UInt64] { try store.tasks(filter).map(\.id.rawValue) }
        #expect(try found(TaskFilter()) == [1, 2, 3])
        #expect(try found(TaskFilter(states: [.queued, .running])) == [2, 3])
        #expect(try found(TaskFilter(states: [.passed])) == [1])
        #expect(try found(TaskFilter(provider: "codex")) == [2])
        #expect(try found(TaskFilter(cwd: "/lib")) == [3])
        #expect(try found(TaskFilter(stage: "review")) == [3])
        #expect(try found(TaskFilter(metadata: ["ticket": "2"])) == [2])
        #expect(try found(TaskFilter(metadata: ["ticket": "2", "team": "a"])) == [])
        #expect(try found(TaskFilter(since: .at(10))) == [2, 3])
        #expect(try found(TaskFilter(until: .at(10))) == [1])
        #expect(try found(TaskFilter(text: "hay need")) == [3])
        #expect(try found(TaskFilter(text: "100%")) == [2])
        #expect(try found(TaskFilter(text: "1000")) == [])
        #expect(try found(TaskFilter(text: "\" OR \"*")) == [])
        #expect(try found(TaskFilter(limit: 2)) == [2, 3])
        var own = TaskFilter()
        own.userID = "ann"
        #expect(try found(own) == [3])
        own.userID = "bob"
        #expect(try found(own) == [])
        #expect(try store.task(three.id)?.request.userID == "ann")
        let ended = try store.endedTaskCounts()
        #expect(ended.map(\.state) == [.passed] && ended.map(\.count) == [1])
        await store.close()
    }

    @Test func `a number is never used again`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        #expect(try store.nextTaskNumber() == TaskID(rawValue: 1))
        #expect(try store.nextTaskNumber() == TaskID(rawValue: 2))
        store.enqueue(.task(TaskRecord(Self.task(7))))
        store.enqueue(.removeTask(TaskID(rawValue: 7)))
        await store.close()
        let again = try scratch.open()
        #expect(try again.nextTaskNumber() == TaskID(rawValue: 8))
        await again.close()
    }

    @Test func `retention takes tasks that ended long ago, with what they said, and no others`() async throws
    {
        let scratch = try Scratch()
        let store = try scratch.open()
        for id in 1...3 as ClosedRange<UInt64> {
            var task = Self.task(id)
            let events: [(TaskEvent, Int)] = [(.picked, 1), (.spawned, 1), (.passed, 1)]
            // 1 ends after three seconds, 2 not at all, 3 a day later.
            if id == 3 { task.stateSince = .at(86_400_000) }
            let steps = try Self.steps(&task, id == 2 ? Array(events.prefix(2)) : events)
            store.enqueue(.task(TaskRecord(task, transitions: steps)))
            let texts = (0..<1200).map { "line \($0) of task\(id)" }
            store.enqueue(
                .taskLog(
                    TaskLogRecord(
                        task: task.id, attempt: 1, entries: Self.entries(texts),
                        position: TaskPosition(output: 5))))
        }
        try await store.flush()
        let report = try await store.trim(policy: Retention(oldest: .at(60_000)))
        #expect(report.entries == 1201)
        #expect(try store.tasks().map(\.id.rawValue) == [2, 3])
        #expect(try store.taskLog(TaskID(rawValue: 1), limit: 9).isEmpty)
        #expect(try store.taskLog(TaskID(rawValue: 3), limit: 9999).count == 1200)
        #expect(try store.tasks(TaskFilter(text: "task1")).isEmpty)
        #expect(try store.tasks(TaskFilter(text: "task3")).count == 1)
        await store.close()
    }

    @Test func `a message of a later version, or one that was damaged, is shown as it is`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.task(TaskRecord(Self.task(1))))
        try await store.flush()
        try await store.pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO task_messages (task, number, attempt, at, body)
                    VALUES (1, 1, 1, 0, '{"kind":"dream","text":"sheep"}'), (1, 2, 1, 0, '{"ki')
                    """)
        }
        #expect(
            try store.taskLog(TaskID(rawValue: 1), limit: 9).map(\.message.content) == [
                .raw(#"{"kind":"dream","text":"sheep"}"#, cause: .unknownKind),
                .raw(#"{"ki"#, cause: .unknownKind),
            ])
        #expect(try store.tasks(TaskFilter(text: "sheep")).count == 1)
        await store.close()
    }
}
