import Foundation
import RoostModel
import Testing

@Suite struct TaskInfoTests {
    private static func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    private static func task() -> TaskInfo {
        var request = TaskRequest(provider: "claude", prompt: "hi", cwd: "/a")
        request.environment = ["TOKEN": "secret"]
        request.metadata = ["ticket": "7"]
        return TaskInfo(id: TaskID(rawValue: 3), request: request, createdAt: at(0))
    }

    private static func step(
        _ task: inout TaskInfo, _ event: TaskEvent, _ cause: String? = nil, at moment: Int64
    ) throws {
        let attempt = event == .picked ? task.attempt + 1 : task.attempt
        task.apply(
            try #require(
                TaskTransition(event, from: task.state, cause: cause, at: at(moment), attempt: attempt)))
    }

    @Test func `a task remembers when its first and its last attempt began`() throws {
        var task = Self.task()
        try Self.step(&task, .picked, at: 100)
        #expect(task.hasProcess)
        try Self.step(&task, .spawned, at: 110)
        try Self.step(&task, .deferred, "overloaded", at: 200)
        #expect(!task.hasProcess)
        try Self.step(&task, .picked, at: 500)
        try Self.step(&task, .passed, at: 900)
        #expect(task.attempt == 2)
        #expect(task.queueMilliseconds == 100)
        #expect(task.durationMilliseconds(now: Self.at(10_000)) == 400)
        #expect(task.error == nil)
        #expect(task.endedAt == Self.at(900))
    }

    @Test func `an interrupted task says so, and another attempt begins clean`() throws {
        var task = Self.task()
        try Self.step(&task, .picked, at: 100)
        task.report.result = "half"
        try Self.step(&task, .interrupted, "interrupted", at: 200)
        #expect(task.state == .error)
        #expect(task.failure == .interrupted)
        #expect(task.error == "interrupted")
        try Self.step(&task, .requested, at: 300)
        #expect(task.endedAt == nil)
        try Self.step(&task, .picked, at: 400)
        #expect(task.failure == nil)
        #expect(task.error == nil)
        #expect(task.report == TaskReport())
        #expect(task.id == TaskID(rawValue: 3))
    }

    @Test func `what failed attempts cost is part of what the task cost`() throws {
        var task = Self.task()
        for (cost, event) in [(0.5, TaskEvent.deferred), (nil, .deferred), (0.25, .passed)] {
            try Self.step(&task, .picked, at: 1)
            #expect(task.report.cost == nil)
            task.apply(
                TaskVerdict(
                    state: .failed, report: TaskReport(cost: cost, usage: TaskUsage(output: 10))))
            try Self.step(&task, event, at: 2)
        }
        #expect(task.cost == 0.75)
        #expect(task.usage == TaskUsage(output: 30))
        #expect(task.report.cost == 0.25)
    }

    @Test func `a failure of a later version is read as unknown`() throws {
        let failure = try JSONDecoder().decode([TaskFailure].self, from: Data(#"["solar_flare"]"#.utf8))
        #expect(failure == [.unknown])
    }

    @Test func `every column is there, null where nothing is known, and no variable is`() throws {
        let encoder = JSONEncoder()
        let data = try encoder.encode(Self.task())
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        for key in [
            "id", "name", "state", "provider", "prompt", "created_at", "started_at", "ended_at",
            "duration_ms",
            "num_turns", "total_cost_usd", "exit_code", "result", "error", "denials",
        ] {
            #expect(object[key] != nil, "\(key)")
        }
        #expect(object["total_cost_usd"] is NSNull)
        #expect(object["prompt"] as? String == "hi")
        #expect(object["metadata"] as? [String: String] == ["ticket": "7"])
        #expect(!String(decoding: data, as: UTF8.self).contains("secret"))
    }

    @Test func `a task is read as it was written`() throws {
        var task = Self.task()
        task.request.name = "fix"
        task.request.after = [TaskID(rawValue: 1)]
        task.request.timeoutMilliseconds = 5000
        task.wait = .providerBlocked(.quota)
        task.request.options = TaskOptions(
            systemPrompt: "s", outputFormat: .streamJSON, model: "m", maxTurns: 2, maxBudget: 0.5,
            allowedTools: ["Bash"], permission: .edit, conversation: .fork("c"))
        try Self.step(&task, .picked, at: 10)
        task.apply(
            TaskVerdict(
                state: .failed, failure: .maxTurns, reason: "turns", exitCode: 1,
                report: TaskReport(
                    conversation: "c", model: "m", turns: 2, cost: 0.25,
                    usage: TaskUsage(input: 1, output: 2),
                    denials: [TaskDenial(tool: "Bash", call: "t", input: "{}", reason: "no")], lastLine: "l"))
        )
        try Self.step(&task, .failed, "turns", at: 20)
        let data = try JSONEncoder().encode(task)
        #expect(try JSONDecoder().decode(TaskInfo.self, from: data) == task)
    }

    @Test func `what another version left out is read without it`() throws {
        let text =
            #"{"id":1,"state":"queued","provider":"p","prompt":"x","cwd":"/","created_at":"1970-01-01T00:00:00Z"}"#
        let task = try JSONDecoder().decode(TaskInfo.self, from: Data(text.utf8))
        #expect(
            task
                == TaskInfo(
                    id: TaskID(rawValue: 1), request: TaskRequest(provider: "p", prompt: "x", cwd: "/"),
                    createdAt: Self.at(0)))
    }
}
