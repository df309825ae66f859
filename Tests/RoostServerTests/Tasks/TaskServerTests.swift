import Glibc
import RoostClient
import RoostKeeperProtocol
import RoostModel
import RoostStore
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// Print-mode tasks in a whole server, whose processes the test plays.
@Suite(.timeLimit(.minutes(2))) struct TaskServerTests {
    private static let start = #"{"type":"system","subtype":"init","session_id":"c-1","model":"opus"}"# + "\n"
    private static let result =
        #"{"type":"result","subtype":"success","is_error":false,"result":"done","session_id":"c-1","#
        + #""num_turns":2,"total_cost_usd":0.5,"usage":{"input_tokens":3,"output_tokens":4}}"# + "\n"

    private static func text(_ words: String) -> String {
        #"{"type":"assistant","message":{"content":[{"type":"text","text":""# + words + #""}]}}"# + "\n"
    }

    private static func failure(_ status: Int, _ words: String) -> String {
        #"{"type":"result","subtype":"success","is_error":true,"result":""# + words
            + #"","session_id":"c-1","api_error_status":\#(status),"total_cost_usd":0.1}"# + "\n"
    }

    private static func request(_ prompt: String = "mend it") -> TaskRequest {
        TaskRequest(provider: "claude", prompt: prompt, cwd: "/")
    }

    private static func run(_ server: InMemoryServer, _ request: TaskRequest) throws -> TaskInfo {
        let response = try server.ask(
            .task(.run(request, environment: ["PATH": "/usr/bin:/bin", "LANG": "C"])))
        guard case .task(let task) = response else { throw Unexpected(response: response) }
        return task
    }

    private struct Unexpected: Error {
        let response: Response
    }

    private static func details(_ server: InMemoryServer, _ id: TaskID) throws -> TaskDetails {
        let response = try server.ask(.task(.show(target: id.description)))
        guard case .taskDetails(let details) = response else { throw Unexpected(response: response) }
        return details
    }

    private static func log(_ server: InMemoryServer, _ id: TaskID) throws -> [TaskLogEntry] {
        let response = try server.ask(.task(.messages(target: id.description, from: 1, limit: 1000)))
        guard case .taskLog(let entries) = response else { throw Unexpected(response: response) }
        return entries
    }

    /// Waits until a condition on a task holds: looks after each event.
    private static func until(
        _ server: InMemoryServer, _ id: TaskID, _ condition: (TaskProgress) -> Bool
    ) throws -> TaskProgress {
        var events = try server.connect()
        _ = try events.perform(.client(.subscribe(.tasks)), timeout: .seconds(20))
        let known = try details(server, id).progress
        if condition(known) { return known }
        while let event = try events.nextEvent(whileReadFrom: STDOUT_FILENO) {
            guard case .tasks(let event) = event else { continue }
            for progress in event.changed where progress.task.id == id && condition(progress) {
                return progress
            }
        }
        throw Unexpected(response: .done)
    }

    @Test func `what tasks take, wait, cost and use is counted`() async throws {
        let server = try await InMemoryServer()
        func value(_ metric: Metric, _ labels: String...) throws -> MetricFamily.Sample {
            let response = try server.ask(.server(.metrics))
            guard case .metrics(let families) = response else { throw Unexpected(response: response) }
            let family = try #require(families.first { $0.name == metric.rawValue })
            return try #require(family.samples.first { $0.labels == labels })
        }
        let task = try Self.run(server, Self.request())
        let run = await server.keeper.waitForRun()
        server.keeper.print(Self.start, in: run.output)
        _ = try Self.until(server, task.id) { $0.task.state == .running && $0.messages > 0 }
        #expect(try value(.tasks, "running", "claude").value == 1)
        #expect(try value(.taskQueue).histogram?.count == 1)
        #expect(try value(.taskDuration).histogram?.count == 0)
        #expect(try value(.rateLimiterRemaining).value == 99)
        server.keeper.print(Self.result, in: run.output)
        server.keeper.end(run.output)
        _ = try Self.until(server, task.id) { $0.task.state == .passed }
        // What is told of ended ones is what the store has.
        try await server.server.store.flush()
        #expect(try value(.tasks, "running", "claude").value == 0)
        #expect(try value(.tasks, "passed", "claude").value == 1)
        #expect(try value(.taskDuration).histogram?.count == 1)
        #expect(try value(.taskCost).value == 0.5)
        #expect(try value(.tokens, "input").value == 3)
        #expect(try value(.tokens, "output").value == 4)
        #expect(try value(.breakerState, "claude").value == 0)
        try await server.stop()
    }

    @Test func `a task runs on two pipes, and all that it said is stored`() async throws {
        let server = try await InMemoryServer()
        var wanted = Self.request()
        wanted.environment = ["MODE": "fast"]
        wanted.memoryLimit = 1 << 30
        let task = try Self.run(server, wanted)
        #expect(task.id == TaskID(rawValue: 1))
        let run = await server.keeper.waitForRun()
        #expect(run.arguments.map { String(decoding: $0, as: UTF8.self) }.prefix(2) == ["claude", "-p"])
        #expect(run.input == nil)
        #expect(run.limits.count == 1)
        let variables = Set(run.environment.map { String(decoding: $0, as: UTF8.self) })
        #expect(variables.isSuperset(of: ["MODE=fast", "LANG=C", "NO_COLOR=1", "ROOST_TASK=1.1"]))
        server.keeper.print(Self.start + Self.text("a"), in: run.output)
        server.keeper.print("careful\n", in: run.errors)
        let half = try Self.until(server, task.id) { $0.messages == 3 }
        #expect(half.task.state == .running)
        #expect(half.task.report.model == "opus")
        server.keeper.print(Self.text("b") + Self.result, in: run.output)
        server.keeper.end(run.output)
        let ended = try Self.until(server, task.id) { $0.task.state.isEnded }
        #expect(ended.task.state == .passed)
        #expect(ended.task.report.cost == 0.5)
        #expect(ended.task.report.result == "done")
        #expect(ended.task.exitCode == 0)
        let details = try Self.details(server, task.id)
        #expect(details.history.map(\.to) == [.starting, .running, .completing, .passed])
        let entries = try Self.log(server, task.id)
        #expect(entries.map(\.number) == Array(1...entries.count))
        #expect(entries.contains { $0.message.content == .diagnostic("careful") })
        let raw = try server.ask(
            .task(.output(target: "1", attempt: 1, stream: .output, from: 0, limit: 1 << 20)))
        #expect(
            raw
                == .taskOutput(
                    from: 0, bytes: Array((Self.start + Self.text("a") + Self.text("b") + Self.result).utf8)))
        // Both numbers are free when the end is stored.
        try await server.stop()
        #expect(server.keeper.kept.isEmpty)
    }

    @Test func `what cannot work is refused before anything runs`() async throws {
        let server = try await InMemoryServer()
        func refusal(_ request: TaskRequest) throws -> String {
            let response = try server.ask(.task(.run(request, environment: [:])))
            guard case .failed(let failure) = response else { throw Unexpected(response: response) }
            return "\(failure)"
        }
        var unknown = Self.request()
        unknown.provider = "aider"
        #expect(try refusal(unknown).hasPrefix("cannot run a task with aider: its print mode is not known"))
        var budget = Self.request()
        budget.provider = "codex"
        budget.options.maxBudget = 1
        #expect(try refusal(budget).contains("its print mode has no such option"))
        var folder = Self.request()
        folder.cwd = "/no/such/folder"
        #expect(try refusal(folder).contains("there is no such folder"))
        var other = Self.request()
        other.after = [TaskID(rawValue: 99)]
        #expect(try refusal(other).contains("there is no task 99 to wait for"))
        #expect(try server.ask(.task(.list(TaskFilter()))) == .tasks([]))
        #expect(
            try server.ask(.task(.cancel(target: "99")))
                == .failed(Failure("cancel task 99", cause: "there is none", advice: "see roost tasks list")))
        try await server.stop()
    }

    @Test func `what may pass later is tried again, with its own messages`() async throws {
        let server = try await InMemoryServer()
        var wanted = Self.request()
        wanted.retries = 1
        wanted.retryDelayMilliseconds = 1
        let task = try Self.run(server, wanted)
        let first = await server.keeper.waitForRun()
        server.keeper.print(Self.start + Self.failure(529, "Overloaded"), in: first.output)
        server.keeper.end(first.output, .exited(code: 1))
        let second = await server.keeper.waitForRun()
        #expect(second.output != first.output)
        server.keeper.print(Self.start + Self.result, in: second.output)
        server.keeper.end(second.output)
        let ended = try Self.until(server, task.id) { $0.task.state.isEnded }
        #expect(ended.task.state == .passed)
        #expect(ended.task.attempt == 2)
        let entries = try Self.log(server, task.id)
        #expect(entries.map(\.number) == Array(1...entries.count))
        #expect(Set(entries.map(\.attempt)) == [1, 2])
        try await server.stop()
    }

    @Test func `a program that cannot be started is an error, and a person may try again`() async throws {
        let server = try await InMemoryServer()
        server.keeper.failSpawns(ENOENT)
        let task = try Self.run(server, Self.request())
        let failed = try Self.until(server, task.id) { $0.task.state.isEnded }
        #expect(failed.task.state == .error)
        #expect(failed.task.failure == .couldNotStart)
        server.keeper.failSpawns(nil)
        _ = try server.ask(.task(.retry(target: "1")))
        let run = await server.keeper.waitForRun()
        server.keeper.print(Self.result, in: run.output)
        server.keeper.end(run.output)
        #expect(try Self.until(server, task.id) { $0.task.state.isEnded }.task.state == .passed)
        try await server.stop()
    }

    @Test func `a task that is cancelled is asked first and killed after five seconds`() async throws {
        let clock = ManualClock()
        let server = try await InMemoryServer(clock: clock)
        server.keeper.ignore(SIGTERM)
        let task = try Self.run(server, Self.request())
        let run = await server.keeper.waitForRun()
        #expect(try Self.details(server, task.id).progress.task.state == .running)
        #expect(try server.ask(.task(.cancel(target: "1"))) == .done)
        await server.inside { _ in }
        #expect(server.keeper.signals(run.output) == [SIGTERM, SIGCONT])
        clock.advance(by: .seconds(5))
        await server.inside { _ in }
        #expect(server.keeper.signals(run.output).last == SIGKILL)
        try await server.stop()
    }

    @Test func `a task that needs a yes waits for it, and the status row says so`() async throws {
        let server = try await InMemoryServer()
        var wanted = Self.request()
        wanted.needsApproval = true
        let task = try Self.run(server, wanted)
        #expect(task.state == .queued)
        #expect(await server.inside { $0.problems.warning } == "task 1 waits for your yes")
        #expect(try server.ask(.task(.approve(target: "1"))) == .done)
        let run = await server.keeper.waitForRun()
        server.keeper.print(Self.result, in: run.output)
        server.keeper.end(run.output)
        #expect(try Self.until(server, task.id) { $0.task.state.isEnded }.task.isApproved)
        #expect(await server.inside { $0.problems.warning } == nil)
        try await server.stop()
    }

    /// The keeper's copy of the children is what a server finds that comes after one that was killed.
    @Test func `after a server's death every message is there once and in order`() async throws {
        let first = try await InMemoryServer()
        let task = try Self.run(first, Self.request())
        let queued = try Self.run(
            first,
            {
                var request = Self.request("then this")
                request.after = [TaskID(rawValue: 1)]
                return request
            }())
        let run = await first.keeper.waitForRun()
        let printed = Self.start + (1...50).map { Self.text("line \($0)") }.joined()
        first.keeper.print(printed, in: run.output)
        _ = try Self.until(first, task.id) { $0.messages == 51 }
        // A line that is cut in two by the crash.
        let cut = Self.text("line 51")
        first.keeper.print(String(cut.prefix(20)), in: run.output)
        _ = try Self.until(first, task.id) { Int($0.position.output) == printed.utf8.count + 20 }
        let image = try await first.crashImage()
        let keeper = first.keeper.copy(without: nil)
        let second = try await InMemoryServer(folder: image, keeper: keeper)
        keeper.print(
            String(cut.dropFirst(20)) + (52...99).map { Self.text("line \($0)") }.joined() + Self.result,
            in: run.output)
        keeper.end(run.output)
        let ended = try Self.until(second, task.id) { $0.task.state.isEnded }
        #expect(ended.task.state == .passed)
        #expect(ended.task.attempt == 1)
        let texts = try Self.log(second, task.id).compactMap { entry -> String? in
            if case .text(let text, _) = entry.message.content { text } else { nil }
        }
        #expect(texts == (1...99).map { "line \($0)" })
        // What waited goes on.
        let next = await keeper.waitForRun()
        keeper.print(Self.result, in: next.output)
        keeper.end(next.output)
        #expect(try Self.until(second, queued.id) { $0.task.state.isEnded }.task.state == .passed)
        try await second.stop()
        try await first.stop()
    }

    @Test func `a queued task is told of again when something else holds it`() async throws {
        let server = try await InMemoryServer()
        _ = try server.ask(.task(.pause(.queue)))
        let task = try Self.run(server, Self.request())
        #expect(task.wait == .queuePaused)
        var events = try server.connect()
        _ = try events.perform(.client(.subscribe(.tasks)), timeout: .seconds(20))
        _ = try server.ask(.task(.pause(.provider("claude"))))
        _ = try server.ask(.task(.resume(.queue)))
        var told: TaskWait?
        while told != .providerPaused,
            let event = try events.nextEvent(whileReadFrom: STDOUT_FILENO)
        {
            guard case .tasks(let event) = event else { continue }
            told = event.changed.first { $0.task.id == task.id }?.task.wait ?? told
        }
        #expect(told == .providerPaused)
        let response = try server.ask(.task(.list(TaskFilter())))
        guard case .tasks(let listed) = response else { throw Unexpected(response: response) }
        #expect(listed.map(\.wait) == [.providerPaused])
        try await server.stop()
    }

    @Test func `when keeper and server are gone, what ran is interrupted and what waited goes on`()
        async throws
    {
        let first = try await InMemoryServer()
        let task = try Self.run(first, Self.request())
        let run = await first.keeper.waitForRun()
        first.keeper.print(Self.start, in: run.output)
        _ = try Self.until(first, task.id) { $0.messages == 1 }
        _ = try first.ask(.task(.pause(.queue)))
        let queued = try Self.run(first, Self.request("later"))
        let image = try await first.crashImage()
        let second = try await InMemoryServer(folder: image)
        let ended = try Self.details(second, task.id)
        #expect(ended.progress.task.state == .error)
        #expect(ended.progress.task.error == "interrupted")
        #expect(ended.progress.task.failure == .interrupted)
        // The queue is held as it was.
        #expect(try Self.details(second, queued.id).progress.task.state == .queued)
        _ = try second.ask(.task(.resume(.queue)))
        let next = await second.keeper.waitForRun()
        #expect(next.output != run.output)
        second.keeper.print(Self.result, in: next.output)
        second.keeper.end(next.output)
        #expect(try Self.until(second, queued.id) { $0.task.state.isEnded }.task.state == .passed)
        try await second.stop()
        try await first.stop()
    }
}
