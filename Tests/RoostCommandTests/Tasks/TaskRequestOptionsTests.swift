import ArgumentParser
import RoostModel
import Testing

@testable import roost

@Suite struct TaskRequestOptionsTests {
    private func options(_ words: String...) throws -> TaskRequestOptions {
        try #require(try Roost.parseAsRoot(["run"] + words + ["x"]) as? RunCommand).task
    }

    private let invocation = Invocation(environment: ["HOME": "/h"])

    @Test func `without a word the program is claude, and the folder the caller's`() throws {
        let request = try options().request("x", from: ConversationOrigin(), invocation)
        #expect(request.provider == "claude")
        #expect(request.cwd == invocation.directory)
        #expect(request.conversation == nil)
        #expect(request.options.conversation == .new)
    }

    @Test func `a task that goes on with another runs where that did, with its program`() throws {
        var origin = ConversationOrigin()
        origin.take((provider: "codex", cwd: "/src", id: "t-1"), forked: false)
        let request = try options().request("x", from: origin, invocation)
        #expect(request.provider == "codex")
        #expect(request.cwd == "/src")
        #expect(request.options.conversation == .resume("t-1"))
        let own = try options("-p", "claude", "-c", "/other").request("x", from: origin, invocation)
        #expect(own.provider == "claude")
        #expect(own.cwd == "/other")
        origin.take((provider: "codex", cwd: "/src", id: "t-1"), forked: true)
        #expect(try options().request("x", from: origin, invocation).options.conversation == .fork("t-1"))
    }

    @Test func `a conversation that roost knows gives its name, its folder and its program`() throws {
        var origin = ConversationOrigin(name: "c-1")
        origin.take(
            Conversation(
                name: "api", provider: "gemini", cwd: "/src", id: "c-1", at: Timestamp(milliseconds: 0)))
        let request = try options().request("x", from: origin, invocation)
        #expect(request.conversation == "api")
        #expect(request.provider == "gemini")
        #expect(request.cwd == "/src")
        #expect(request.options.conversation == .new)
    }

    @Test(arguments: [
        ["--resume", "a", "--continue", "1"], ["--fork", "1", "--continue-session", "a"],
        ["--conversation", "a", "--continue-session", "b"], ["--end-session"],
    ])
    func `two origins of one conversation are bad usage`(words: [String]) {
        #expect(throws: (any Error).self) { try Roost.parseAsRoot(["run"] + words + ["x"]) }
    }

    @Test func `a line of a batch keeps what the command line takes up`() throws {
        let entries = try BatchEntry.read(
            """
            {"prompt":"a"}
            {"prompt":"b","options":{"model":"m"},"conversation_name":"web"}
            {"prompt":"c","options":{"resume":"c-9"}}
            """)
        var base = TaskRequest(provider: "claude", prompt: "", cwd: "/")
        base.options.conversation = .resume("c-1")
        base.conversation = "api"
        let requests = entries.map { $0.request(over: base, invocation) }
        #expect(requests.map(\.conversation) == ["api", "web", "api"])
        #expect(requests.map(\.options.conversation) == [.resume("c-1"), .resume("c-1"), .resume("c-9")])
        #expect(requests[1].options.model == "m")
    }
}
