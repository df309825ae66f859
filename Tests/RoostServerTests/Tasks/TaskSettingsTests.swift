import Glibc
import RoostClient
import RoostConfig
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostTasks
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// What the configuration says of tasks, in a whole server.
@Suite(.timeLimit(.minutes(2))) struct TaskSettingsTests {
    private struct Unexpected: Error {
        let response: Response
    }

    private static func run(
        _ server: InMemoryServer, _ change: (inout TaskRequest) -> Void = { _ in }
    ) throws -> TaskInfo {
        var request = TaskRequest(provider: "claude", prompt: "x", cwd: "/")
        change(&request)
        let response = try server.ask(.task(.run(request, environment: ["PATH": "/usr/bin:/bin"])))
        guard case .task(let task) = response else { throw Unexpected(response: response) }
        return task
    }

    private static func details(_ server: InMemoryServer, _ id: TaskID) throws -> TaskInfo {
        let response = try server.ask(.task(.show(target: id.description)))
        guard case .taskDetails(let details) = response else { throw Unexpected(response: response) }
        return details.progress.task
    }

    @Test func `limits that are read again count at once`() async throws {
        var configuration = Configuration.standard
        configuration.tasks.concurrency = 1
        let server = try await InMemoryServer(configuration: configuration)
        _ = try Self.run(server)
        _ = await server.keeper.waitForRun()
        #expect(try Self.run(server).state == .queued)
        try server.folder.write("[tasks]\nconcurrency = 2\nretries = 7\n", to: "config.toml")
        try server.folder.write("[tasks]\nconcurrency = 5\n", to: "providers/codex.toml")
        let response = try server.ask(.server(.reloadConfiguration))
        guard case .configuration(let report) = response else { throw Unexpected(response: response) }
        #expect(report.problems.isEmpty)
        _ = await server.keeper.waitForRun()
        let limits = await server.inside { $0.board.scheduler.limits }
        #expect(limits.retry.retries == 7)
        #expect(limits.providerConcurrency == ["codex": 5])
        try await server.stop()
    }

    @Test func `a provider's file says how it runs without a screen`() async throws {
        let server = try await InMemoryServer()
        try server.folder.write(
            """
            commands = ["mine"]
            [print]
            arguments = ["ask"]
            [print.options]
            model = "-m"
            [print.environment]
            QUIET = "1"
            """, to: "providers/mine.toml")
        _ = try server.ask(.server(.reloadConfiguration))
        _ = try Self.run(server) {
            $0.provider = "mine"
            $0.options.model = "big"
        }
        let run = await server.keeper.waitForRun()
        #expect(
            run.arguments.map { String(decoding: $0, as: UTF8.self) } == ["mine", "ask", "-m=big", "--", "x"])
        #expect(run.environment.contains(Array("QUIET=1".utf8)))
        try await server.stop()
    }

    @Test func `a secret is in memory alone, and a later server says which one is missing`() async throws {
        var configuration = Configuration.standard
        configuration.tasks.concurrency = 1
        let first = try await InMemoryServer(configuration: configuration)
        _ = try Self.run(first)
        _ = await first.keeper.waitForRun()
        let secret = "hunter2-Xk29fj3aQz81"
        let waiting = try Self.run(first) { $0.environment = ["DB_PASSWORD": secret, "MODE": "fast"] }
        #expect(waiting.request.secrets == ["DB_PASSWORD"])
        let image = try await first.crashImage()
        for name in try image.names where name.hasPrefix("roost.sqlite") {
            let bytes = try Files.readAll(image.path + "/" + name)
            #expect(!String(decoding: bytes, as: UTF8.self).contains(secret), "\(name)")
        }
        // Here it has its value.
        _ = try first.ask(.task(.cancel(target: "1")))
        let run = await first.keeper.waitForRun()
        #expect(run.environment.contains(Array("DB_PASSWORD=\(secret)".utf8)))
        let second = try await InMemoryServer(folder: image)
        var task = try Self.details(second, waiting.id)
        var events = try second.connect()
        _ = try events.perform(.client(.subscribe(.tasks)), timeout: .seconds(20))
        while !task.state.isEnded {
            task = try Self.details(second, waiting.id)
            guard !task.state.isEnded else { break }
            _ = try events.nextEvent(whileReadFrom: STDOUT_FILENO)
        }
        #expect(task.state == .error)
        #expect(
            task.error?.contains("DB_PASSWORD went with an earlier server") == true, "\(task.error ?? "")")
        try await second.stop()
        try await first.stop()
    }

    @Test func `every thirty seconds it is told how tasks stand, as long as some run`() async throws {
        let clock = ManualClock()
        let server = try await InMemoryServer(clock: clock)
        _ = try Self.run(server)
        let run = await server.keeper.waitForRun()
        var events = try server.connect()
        _ = try events.perform(.client(.subscribe(.tasks)), timeout: .seconds(20))
        func pulse() throws -> TaskPulse {
            while let event = try events.nextEvent(whileReadFrom: STDOUT_FILENO) {
                if case .tasks(let event) = event, let pulse = event.pulse { return pulse }
            }
            throw Unexpected(response: .done)
        }
        await server.inside { _ in }
        clock.advance(by: .seconds(30))
        let first = try pulse()
        #expect(first.states == ["running": 1])
        #expect(first.providers["claude"]?.running == 1)
        #expect(first.rateRemaining == 99)
        #expect(first.spent == nil)
        server.keeper.print(
            #"{"type":"result","is_error":false,"result":"x","total_cost_usd":0.5}"# + "\n", in: run.output)
        server.keeper.end(run.output)
        while try !Self.details(server, TaskID(rawValue: 1)).state.isEnded {
            clock.advance(by: .milliseconds(20))
            await server.inside { _ in }
        }
        clock.advance(by: .seconds(30))
        let last = try pulse()
        #expect(last.ended == ["passed": 1])
        #expect(last.states.isEmpty)
        #expect(last.spent == 0.5)
        #expect(await server.inside { $0.board.pulseTimer == nil })
        try await server.stop()
    }
}
