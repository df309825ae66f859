import Glibc
import RoostClient
import RoostKeeperProtocol
import RoostModel
import RoostTasks
import RoostTestSupport
import RoostWire
import Testing

@testable import RoostServer

/// Conversations in a whole server, whose processes the test plays.
@Suite(.timeLimit(.minutes(2))) struct TaskConversationTests {
    private struct Unexpected: Error {
        let response: Response
    }

    private static func result(_ id: String) -> String {
        #"{"type":"system","subtype":"init","session_id":"\#(id)","model":"opus"}"# + "\n"
            + #"{"type":"result","subtype":"success","is_error":false,"result":"done","session_id":"\#(id)","#
            + #""total_cost_usd":0.5}"# + "\n"
    }

    private static func request(_ prompt: String, in conversation: String?) -> TaskRequest {
        var request = TaskRequest(provider: "claude", prompt: prompt, cwd: "/")
        request.conversation = conversation
        return request
    }

    @discardableResult
    private static func run(_ server: InMemoryServer, _ request: TaskRequest) throws -> TaskInfo {
        let response = try server.ask(.task(.run(request, environment: ["PATH": "/usr/bin:/bin"])))
        guard case .task(let task) = response else { throw Unexpected(response: response) }
        return task
    }

    private static func refusal(_ server: InMemoryServer, _ request: Request.Task) throws -> String {
        let response = try server.ask(.task(request))
        guard case .failed(let failure) = response else { throw Unexpected(response: response) }
        return "\(failure)"
    }

    private static func conversations(_ server: InMemoryServer, _ target: String? = nil) throws
        -> [Conversation]
    {
        let response = try server.ask(.task(.conversations(target: target)))
        guard case .conversations(let found) = response else { throw Unexpected(response: response) }
        return found
    }

    private static func words(_ run: RunRequest) -> [String] {
        run.arguments.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Waits until a task has ended.
    private static func ended(_ server: InMemoryServer, _ id: TaskID) throws -> TaskInfo {
        var events = try server.connect()
        _ = try events.perform(.client(.subscribe(.tasks)), timeout: .seconds(20))
        while true {
            let response = try server.ask(.task(.show(target: id.description)))
            guard case .taskDetails(let details) = response else { throw Unexpected(response: response) }
            if details.progress.task.state.isEnded { return details.progress.task }
            guard try events.nextEvent(whileReadFrom: STDOUT_FILENO) != nil else {
                throw Unexpected(response: .done)
            }
        }
    }

    private static func finish(_ server: InMemoryServer, _ run: RunRequest, _ id: String) {
        server.keeper.print(result(id), in: run.output)
        server.keeper.end(run.output)
    }

    @Test func `the tasks of a conversation run one after the other, each with what was said before`()
        async throws
    {
        let server = try await InMemoryServer()
        let first = try Self.run(server, Self.request("one", in: "api"))
        let run = await server.keeper.waitForRun()
        #expect(!Self.words(run).contains { $0.hasPrefix("--resume") })
        let second = try Self.run(server, Self.request("two", in: "api"))
        let other = try Self.run(server, Self.request("beside", in: nil))
        let beside = await server.keeper.waitForRun()
        #expect(Self.words(beside).last == "beside")
        #expect(second.state == .queued)
        let wait = await server.inside { $0.board.scheduler.wait(of: second.id, at: $0.clock.now) }
        #expect(wait == .conversation(first.id))
        Self.finish(server, run, "c-1")
        let next = await server.keeper.waitForRun()
        #expect(Self.words(next).contains("--resume=c-1"))
        Self.finish(server, next, "c-1")
        #expect(try Self.ended(server, second.id).state == .passed)
        let talk = try #require(try Self.conversations(server).first)
        #expect(talk.name == "api")
        #expect(talk.id == "c-1")
        #expect(talk.tasks == 2)
        #expect(talk.state == .active)
        #expect(try Self.conversations(server, "c-1").map(\.name) == ["api"])
        // claude tells the cost of the whole conversation: the second task has added nothing.
        #expect(talk.cost == 0.5)
        let history = try server.ask(.task(.list(TaskFilter(conversation: "api"))))
        guard case .tasks(let tasks) = history else { throw Unexpected(response: history) }
        #expect(tasks.map(\.id) == [first.id, second.id])
        _ = try server.ask(.task(.cancel(target: other.id.description)))
        Self.finish(server, beside, "c-9")
        try await server.stop()
    }

    @Test func `what cannot be one conversation is refused`() async throws {
        let server = try await InMemoryServer()
        let first = try Self.run(server, Self.request("one", in: "api"))
        Self.finish(server, await server.keeper.waitForRun(), "c-1")
        _ = try Self.ended(server, first.id)
        var codex = Self.request("two", in: "api")
        codex.provider = "codex"
        #expect(try Self.refusal(server, .run(codex, environment: [:])).contains("it is one of claude"))
        var other = Self.request("two", in: "api")
        other.options.conversation = .resume("c-7")
        #expect(try Self.refusal(server, .run(other, environment: [:])).contains("it has begun as c-1"))
        let unknown = Self.request("two", in: "3f0c2a51-7b7e-4c5a-9d6e-2f1b8a4c9d10")
        #expect(
            try Self.refusal(server, .run(unknown, environment: [:])).contains(
                "there is none of that identifier"))
        #expect(
            try Self.refusal(server, .endConversation(target: "nowhere"))
                == "cannot end conversation nowhere: there is none (see roost tasks conversations)")
        try await server.stop()
    }

    @Test func `an ended conversation leaves nothing running, and can be taken up by the next server`()
        async throws
    {
        let first = try await InMemoryServer()
        let one = try Self.run(first, Self.request("one", in: "api"))
        Self.finish(first, await first.keeper.waitForRun(), "c-1")
        _ = try Self.ended(first, one.id)
        let two = try Self.run(first, Self.request("two", in: "c-1"))
        let three = try Self.run(first, Self.request("three", in: "api"))
        _ = await first.keeper.waitForRun()
        #expect(try first.ask(.task(.endConversation(target: "api"))) == .done)
        #expect(try Self.ended(first, three.id).state == .cancelled)
        #expect(try Self.ended(first, two.id).state == .cancelled)
        #expect(try Self.conversations(first).map(\.state) == [.ended])
        let second = try await InMemoryServer(folder: try await first.crashImage())
        #expect(try Self.conversations(second).map(\.id) == ["c-1"])
        try Self.run(second, Self.request("four", in: "api"))
        let next = await second.keeper.waitForRun()
        #expect(Self.words(next).contains("--resume=c-1"))
        #expect(try Self.conversations(second).map(\.state) == [.active])
        Self.finish(second, next, "c-1")
        try await second.stop()
        try await first.stop()
    }

    @Test func `a task's conversation opens as a session, and comes back as a task`() async throws {
        let server = try await InMemoryServer()
        let first = try Self.run(server, Self.request("one", in: nil))
        let run = await server.keeper.waitForRun()
        let wanted = SessionRequest(name: "talk", environment: ["PATH": "/usr/bin:/bin"], isDetached: true)
        #expect(try Self.refusal(server, .open(target: "1", wanted)).contains("has told no conversation"))
        Self.finish(server, run, "c-0000001")
        _ = try Self.ended(server, first.id)
        let response = try server.ask(.task(.open(target: "1", wanted)))
        guard case .session(let session) = response else { throw Unexpected(response: response) }
        #expect(session.command == ["claude", "--resume", "c-0000001"])
        #expect(session.cwd == "/")
        #expect(
            try Self.refusal(server, .open(target: "1", SessionRequest(environment: [:], isDetached: true)))
                .contains("session talk has it open"))
        #expect(
            try Self.refusal(server, .run(Self.request("two", in: "c-0000001"), environment: [:]))
                .contains("session talk has it open"))
        #expect(
            try Self.refusal(server, .takeOver(session: "talk", endsSession: false)).contains("it still runs")
        )
        #expect(try server.ask(.session(.kill(target: "talk"))) == .done)
        let taken = try server.ask(.task(.takeOver(session: "talk", endsSession: false)))
        guard case .conversations(let found) = taken, let talk = found.first else {
            throw Unexpected(response: taken)
        }
        #expect(talk.id == "c-0000001")
        #expect(talk.sessions == [session.number])
        let second = try Self.run(server, Self.request("two", in: talk.name))
        let next = await server.keeper.waitForRun()
        #expect(Self.words(next).contains("--resume=c-0000001"))
        Self.finish(server, next, "c-0000001")
        #expect(try Self.ended(server, second.id).state == .passed)
        let history = try server.ask(.task(.list(TaskFilter(conversation: talk.name))))
        guard case .tasks(let tasks) = history else { throw Unexpected(response: history) }
        #expect(tasks.map(\.id) == [first.id, second.id])
        try await server.stop()
    }

    @Test func `a session and the task that goes on with it are one step`() async throws {
        let server = try await InMemoryServer()
        let first = try Self.run(server, Self.request("one", in: nil))
        Self.finish(server, await server.keeper.waitForRun(), "c-0000001")
        _ = try Self.ended(server, first.id)
        let wanted = SessionRequest(name: "talk", environment: ["PATH": "/usr/bin:/bin"], isDetached: true)
        _ = try server.ask(.task(.open(target: "1", wanted)))
        _ = try server.ask(.session(.kill(target: "talk")))
        // Provider and folder are those of the conversation, whatever the request says.
        let request = TaskRequest(provider: "", prompt: "two", cwd: "")
        let response = try server.ask(
            .task(
                .takeOver(
                    session: "talk", endsSession: true, run: request,
                    environment: ["PATH": "/usr/bin:/bin"])))
        guard case .task(let task) = response else { throw Unexpected(response: response) }
        #expect(task.request.provider == "claude" && task.request.cwd == "/")
        #expect(task.request.conversation == "c-0000001")
        let next = await server.keeper.waitForRun()
        #expect(Self.words(next).contains("--resume=c-0000001") && Self.words(next).last == "two")
        Self.finish(server, next, "c-0000001")
        #expect(try Self.ended(server, task.id).state == .passed)
        try await server.stop()
    }
}
