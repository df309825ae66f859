import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@testable import roost_api

/// The real program and an answer that goes well.
@Suite(.timeLimit(.minutes(5))) struct AnswerRunTests {
    @Test(arguments: API.allCases)
    func `the text is printed as it is, and the request is the API's`(api: API) throws {
        let server = try ScriptedServer([
            .send(Answers.head + Answers.body(api, ["Hello ", "wörld 👋"])), .close,
        ])
        defer { server.stop() }
        let run = try Program(server).run(api, ["--system-prompt=be kind", "--", "-hi"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "Hello wörld 👋\n")
        #expect(run.errors.isEmpty)
        let request = try #require(server.requests.first)
        switch api {
        case .anthropic:
            #expect(request.line == "POST /v1/messages HTTP/1.1")
            #expect(request.headers["x-api-key"] == Program.key)
            #expect(request.headers["anthropic-version"] == "2023-06-01")
            #expect(request.json["system"]?.string == "be kind")
            #expect(request.json["messages"] == [["role": "user", "content": "-hi"]])
            #expect(request.json["model"]?.string == "m-1")
        case .openai:
            #expect(request.line == "POST /v1/chat/completions HTTP/1.1")
            #expect(request.headers["authorization"] == "Bearer \(Program.key)")
            #expect(
                request.json["messages"] == [
                    ["role": "system", "content": "be kind"], ["role": "user", "content": "-hi"],
                ])
            #expect(request.json["model"]?.string == "m-1")
        case .gemini:
            #expect(request.line == "POST /v1beta/models/m-1:streamGenerateContent?alt=sse HTTP/1.1")
            #expect(request.headers["x-goog-api-key"] == Program.key)
            #expect(request.json["systemInstruction"] == ["parts": [["text": "be kind"]]])
            #expect(request.json["contents"] == [["role": "user", "parts": [["text": "-hi"]]]])
        }
    }

    @Test(arguments: API.allCases)
    func `a task passes with the answer, the tokens and no cost`(api: API) throws {
        let server = try ScriptedServer([.send(Answers.head + Answers.body(api, ["a", "b"])), .close])
        defer { server.stop() }
        let run = try Program(server).run(
            api, ["--output-format=stream-json", "--include-partial-messages", "hi"])
        #expect(run.status == 0, "\(run.errors)")
        let types = run.messages.map { $0["type"]?.string ?? "" }
        #expect(
            types == ["system", "system", "stream_event", "stream_event", "assistant", "result"],
            "\(run.output)")
        #expect(run.messages[0]["subtype"]?.string == "init")
        #expect(run.messages[0]["apiKeySource"]?.string == api.keyVariables[0])
        #expect(Set(run.messages.map { $0["session_id"]?.string }).count == 1)
        #expect(Set(run.messages.map { $0["uuid"]?.string }).count == run.messages.count)
        let verdict = run.verdict(.streamJSON)
        #expect(verdict.state == .passed)
        #expect(verdict.report.result == "ab")
        #expect(verdict.report.turns == 1)
        #expect(verdict.report.usage == TaskUsage(input: 12, output: 5))
        #expect(verdict.report.cost == nil)
        #expect(verdict.report.conversation == run.session)
    }

    @Test func `json is the result alone, and says what the server charged`() throws {
        let usage = #"{"prompt_tokens":3,"completion_tokens":2,"cost":0.25}"#
        let server = try ScriptedServer([
            .send(
                Answers.head + Answers.piece(.openai, "ok")
                    + Answers.event(#"{"choices":[{"finish_reason":"stop"}],"usage":\#(usage)}"#)), .close,
        ])
        defer { server.stop() }
        let run = try Program(server).run(.openai, ["--output-format=json", "hi"])
        #expect(run.messages.count == 1)
        #expect(run.result["total_cost_usd"]?.double == 0.25)
        #expect(run.verdict(.json).report.cost == 0.25)
    }

    @Test(arguments: API.allCases)
    func `an answer that comes byte by byte is the same`(api: API) throws {
        let body = Answers.body(api, ["é", "👋", "\\n", "z"]).replacing("\n", with: "\r\n")
        let server = try ScriptedServer([.sendByByte(Answers.head + body), .close])
        defer { server.stop() }
        let run = try Program(server).run(api, ["hi"])
        #expect(run.output == "é👋\nz\n")
        #expect(run.status == 0)
    }

    @Test func `the prompt may come from the standard input`() throws {
        let server = try ScriptedServer([.send(Answers.head + Answers.body(.anthropic, ["yes"])), .close])
        defer { server.stop() }
        let long = String(repeating: "x", count: 1 << 20)
        let run = try Program(server).run(.anthropic, [], input: .text(long))
        #expect(run.output == "yes\n")
        #expect(server.requests.first?.json["messages"] == [["role": "user", "content": .string(long)]])
    }

    @Test func `an answer longer than the model's output goes on in another turn`() throws {
        let server = try ScriptedServer(
            [.send(Answers.head + Answers.body(.anthropic, ["one "], stop: "max_tokens")), .close],
            [.send(Answers.head + Answers.body(.anthropic, ["two"])), .close])
        defer { server.stop() }
        let run = try Program(server).run(.anthropic, ["--output-format=stream-json", "count"])
        #expect(run.result["result"]?.string == "one two")
        #expect(run.result["num_turns"]?.int == 2)
        #expect(run.result["usage"]?["output_tokens"]?.int == 10)
        let roles = server.requests.last?.json["messages"]?.array?.map { $0["role"]?.string ?? "" }
        #expect(roles == ["user", "assistant", "user"])
    }

    @Test(arguments: TaskOptions.OutputFormat.allCases)
    func `as many turns as were allowed are said to be the cause`(format: TaskOptions.OutputFormat) throws {
        let server = try ScriptedServer([
            .send(Answers.head + Answers.body(.gemini, ["one "], stop: "MAX_TOKENS")), .close,
        ])
        defer { server.stop() }
        let run = try Program(server).run(
            .gemini, ["--max-turns=1", "--output-format=\(format.rawValue)", "count"])
        #expect(run.status == 1)
        #expect(run.verdict(format).failure == .maxTurns)
    }
}
