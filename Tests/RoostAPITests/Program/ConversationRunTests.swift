import Foundation
import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@testable import roost_api

/// Conversations over several runs of the real program.
@Suite(.timeLimit(.minutes(5))) struct ConversationRunTests {
    private static func answer(_ api: API, _ text: String) -> [ScriptedServer.Step] {
        [.send(Answers.head + Answers.body(api, [text])), .close]
    }

    private static func texts(_ request: ScriptedServer.Request?) -> [String] {
        request?.json["messages"]?.array?.map { $0["content"]?.string ?? "" } ?? []
    }

    @Test func `a resumed conversation is told whole, with its model and its system prompt`() throws {
        let server = try ScriptedServer(
            Self.answer(.anthropic, "one"), Self.answer(.anthropic, "two"), Self.answer(.openai, "three"))
        defer { server.stop() }
        let program = try Program(server)
        let json = "--output-format=json"
        let first = try program.run(.anthropic, ["--system-prompt=count", json, "a"])
        let resume = "--resume=\(first.session)"
        let second = try program.run([resume, json, "b"])
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.session == first.session)
        // Another API takes it up, with a model of its own.
        let third = try program.run(.openai, [resume, json, "c"])
        #expect(third.result["result"]?.string == "three")
        #expect(server.requests[1].json["model"]?.string == "m-1")
        #expect(server.requests[1].json["system"]?.string == "count")
        #expect(Self.texts(server.requests[1]) == ["a", "one", "b"])
        #expect(Self.texts(server.requests[2]) == ["count", "a", "one", "b", "two", "c"])
    }

    @Test func `a fork leaves its origin alone`() throws {
        let server = try ScriptedServer(
            Self.answer(.anthropic, "one"), Self.answer(.anthropic, "fork"),
            Self.answer(.anthropic, "on"), Self.answer(.anthropic, "further"))
        defer { server.stop() }
        let program = try Program(server)
        let json = "--output-format=json"
        let origin = try program.run(.anthropic, [json, "a"]).session
        let fork = try program.run(.anthropic, ["--resume=\(origin)", "--fork-session", json, "b"]).session
        #expect(fork != origin)
        _ = try program.run(.anthropic, ["--resume=\(fork)", json, "c"])
        _ = try program.run(.anthropic, ["--resume=\(origin)", json, "d"])
        #expect(Self.texts(server.requests[2]) == ["a", "one", "b", "fork", "c"])
        #expect(Self.texts(server.requests[3]) == ["a", "one", "d"])
    }

    @Test(arguments: ["00000000-0000-4000-8000-000000000000", "../../etc/passwd", "x"])
    func `a conversation that is not there is named as claude names it`(id: String) throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let run = try Program(server).run(
            .anthropic, ["--resume=\(id)", "--output-format=stream-json", "hi"])
        #expect(run.status == 1)
        #expect(run.errors == "roost-api: No conversation found with session ID: \(id)\n")
        #expect(run.verdict(.streamJSON).failure == .badConversation)
        #expect(server.requests.isEmpty)
    }

    @Test func `only its owner reads a conversation`() throws {
        let server = try ScriptedServer(Self.answer(.anthropic, "one"))
        defer { server.stop() }
        let program = try Program(server)
        let session = try program.run(.anthropic, ["--output-format=json", "a"]).session
        #expect(program.conversations == ["\(session).jsonl"])
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode("\(program.folder.path)/api") == 0o700)
        let file = "\(program.folder.path)/api/\(session).jsonl"
        #expect(try mode(file) == 0o600)
        #expect(try !String(contentsOfFile: file, encoding: .utf8).contains(Program.key))
    }

    @Test func `an answer is given even where it cannot be kept`() throws {
        let server = try ScriptedServer(Self.answer(.anthropic, "one"))
        defer { server.stop() }
        let program = try Program(server)
        try program.folder.write("in the way", to: "api")
        let run = try program.run(.anthropic, ["--output-format=json", "a"])
        #expect(run.status == 0)
        #expect(run.result["result"]?.string == "one")
        #expect(run.errors.hasPrefix("roost-api: cannot keep conversation "), "\(run.errors)")
    }
}
