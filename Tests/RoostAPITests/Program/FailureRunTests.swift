import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@testable import roost_api

/// The real program and everything that can go wrong on the way, as the verdict of a task reads it.
@Suite(.timeLimit(.minutes(5))) struct FailureRunTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let api: API
        let steps: [ScriptedServer.Step]
        let failure: TaskFailure
        /// What a person reads.
        let reason: String
        var retryAfter: Int64?
    }

    private static func anthropic(_ type: String, _ message: String) -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#
    }

    static let cases: [Case] = [
        Case(
            testDescription: "401", api: .anthropic,
            steps: [
                .send(
                    Answers.failure(
                        "401 Unauthorized", anthropic("authentication_error", "invalid x-api-key")))
            ], failure: .authentication,
            reason: "Invalid API key · Fix ANTHROPIC_API_KEY (invalid x-api-key)"),
        Case(
            testDescription: "403", api: .anthropic,
            steps: [.send(Answers.failure("403 Forbidden", anthropic("permission_error", "not yours")))],
            failure: .authentication, reason: "API Error: 403 not yours"),
        Case(
            testDescription: "a key that Gemini does not know is a 400", api: .gemini,
            steps: [
                .send(
                    Answers.failure(
                        "400 Bad Request",
                        """
                        {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",\
                        "status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}
                        """))
            ], failure: .authentication,
            reason: "Invalid API key · Fix GEMINI_API_KEY (API key not valid. Please pass a valid API key.)"),
        Case(
            testDescription: "429 with retry-after", api: .anthropic,
            steps: [
                .send(
                    Answers.failure(
                        "429 Too Many Requests", headers: ["Retry-After: 20"],
                        anthropic("rate_limit_error", "Slow down")))
            ], failure: .rateLimited, reason: "API Error: 429 Slow down · retry after 20 seconds",
            retryAfter: 20_000),
        Case(
            testDescription: "429 with Google's delay", api: .gemini,
            steps: [
                .send(
                    Answers.failure(
                        "429 Too Many Requests",
                        """
                        [{"error":{"code":429,"message":"Resource has been exhausted","status":\
                        "RESOURCE_EXHAUSTED","details":[{"retryDelay":"1.5s"}]}}]
                        """))
            ], failure: .rateLimited,
            reason: "API Error: 429 Resource has been exhausted · retry after 1.5 seconds",
            retryAfter: 1500),
        Case(
            testDescription: "429 without credit", api: .openai,
            steps: [
                .send(
                    Answers.failure(
                        "429 Too Many Requests",
                        """
                        {"error":{"message":"You exceeded your current quota","type":"insufficient_quota",\
                        "code":"insufficient_quota"}}
                        """))
            ], failure: .quota, reason: "API Error: 429 You exceeded your current quota"),
        Case(
            testDescription: "500", api: .openai,
            steps: [.send(Answers.failure("500 Internal Server Error", #"{"error":{"message":"Oops"}}"#))],
            failure: .overloaded, reason: "API Error: 500 Oops"),
        Case(
            testDescription: "529", api: .anthropic,
            steps: [.send(Answers.failure("529 Overloaded", anthropic("overloaded_error", "Overloaded")))],
            failure: .overloaded, reason: "API Error: 529 Overloaded"),
        Case(
            testDescription: "a page of a proxy", api: .openai,
            steps: [.send(Answers.failure("502 Bad Gateway", "<html><h1>Bad</h1></html>"))],
            failure: .overloaded, reason: "API Error: 502 bad gateway"),
        Case(
            testDescription: "a model that is not there", api: .anthropic,
            steps: [.send(Answers.failure("404 Not Found", anthropic("not_found_error", "model: m-1")))],
            failure: .invalidOptions, reason: "API Error: 404 model: m-1"),
        Case(
            testDescription: "a redirection", api: .anthropic,
            steps: [
                .send(
                    Answers.failure(
                        "307 Temporary Redirect", headers: ["Location: http://127.0.0.1:1/"], ""))
            ], failure: .unknown,
            reason: "API Error: 307 it redirects elsewhere, and a key is not sent elsewhere"),
        Case(
            testDescription: "overloaded in the middle of the answer", api: .anthropic,
            steps: [
                .send(
                    Answers.head + Answers.begin(.anthropic) + Answers.piece(.anthropic, "so ")
                        + Answers.event(anthropic("overloaded_error", "Overloaded"), name: "error"))
            ], failure: .overloaded, reason: "API Error: Overloaded"),
        Case(
            testDescription: "a limit in the middle of the answer", api: .gemini,
            steps: [
                .send(
                    Answers.head + Answers.piece(.gemini, "so ")
                        + Answers.event(
                            #"{"error":{"code":429,"message":"Slow down","status":"RESOURCE_EXHAUSTED"}}"#))
            ], failure: .rateLimited, reason: "API Error: 429 Slow down"),
        Case(
            testDescription: "a refusal", api: .openai,
            steps: [.send(Answers.head + Answers.body(.openai, ["I"], stop: "content_filter"))],
            failure: .unknown, reason: "API Error: the model refused to answer (content_filter)"),
        Case(
            testDescription: "cut in the middle of the answer", api: .anthropic,
            steps: [
                .send(Answers.head + Answers.begin(.anthropic) + Answers.piece(.anthropic, "so ")), .close,
            ], failure: .connection, reason: "before the answer was complete"),
        Case(
            testDescription: "cut in the middle of an event", api: .openai,
            steps: [.send(Answers.head + #"data: {"id":"c-1","choi"#), .close], failure: .connection,
            reason: "before the answer was complete"),
        Case(
            testDescription: "cut in the middle of a chunk", api: .openai,
            steps: [
                .send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "40\r\ndata: {"), .close,
            ], failure: .connection, reason: "API Error: connection error: "),
        Case(
            testDescription: "reset in the middle of the answer", api: .gemini,
            steps: [.send(Answers.head + Answers.piece(.gemini, "so ")), .reset], failure: .connection,
            reason: "API Error: connection error: "),
        Case(
            testDescription: "closed before it answers", api: .gemini, steps: [.close],
            failure: .connection, reason: "API Error: connection error: "),
        Case(
            testDescription: "silent before it answers", api: .anthropic, steps: [], failure: .connection,
            reason: "for 1 s"),
        Case(
            testDescription: "silent in the middle of the answer", api: .openai,
            steps: [.send(Answers.head + Answers.piece(.openai, "so "))], failure: .connection,
            reason: "for 1 s"),
        Case(
            testDescription: "no event stream", api: .openai,
            steps: [
                .send(Answers.failure("200 OK", headers: ["Content-Type: application/json"], #"{"a":1}"#))
            ], failure: .unknown, reason: "sends application/json, not an event stream"),
        Case(
            testDescription: "no JSON", api: .openai,
            steps: [.send(Answers.head + "data: <html>\n\n")], failure: .unknown,
            reason: "API Error: cannot read the answer: an event of it is no JSON"),
        Case(
            testDescription: "no HTTP", api: .openai, steps: [.send("SSH-2.0-OpenSSH_9.2\r\n"), .close],
            failure: .connection, reason: "API Error: connection error: "),
    ]

    @Test(arguments: cases)
    func `a task is told what went wrong`(_ test: Case) throws {
        let server = try ScriptedServer(test.steps, test.steps, test.steps)
        defer { server.stop() }
        let program = try Program(server)
        for format in TaskOptions.OutputFormat.allCases {
            let run = try program.run(
                test.api, ["--idle-timeout=1", "--output-format=\(format.rawValue)", "hi"])
            #expect(run.status == 1)
            let verdict = run.verdict(format)
            #expect(verdict.state == .failed)
            #expect(verdict.failure == test.failure, "\(format): \(run.output) \(run.errors)")
            #expect(verdict.reason?.contains(test.reason) == true, "\(format): \(verdict.reason ?? "")")
            #expect(verdict.retryAfterMilliseconds == test.retryAfter)
            #expect(!(run.output + run.errors).contains(Program.key))
            if format != .text { #expect(run.errors.isEmpty) }
        }
        #expect(program.conversations.isEmpty)
    }

    @Test func `a key that the server repeats is not shown`() throws {
        let body = #"{"error":{"message":"bad key \#(Program.key)!","code":"\#(Program.key)"}}"#
        let steps: [ScriptedServer.Step] = [.send(Answers.failure("401 Unauthorized", body))]
        let server = try ScriptedServer(steps, steps, steps)
        defer { server.stop() }
        let program = try Program(server)
        for format in TaskOptions.OutputFormat.allCases {
            let run = try program.run(.openai, ["--output-format=\(format.rawValue)", "hi"])
            #expect((run.output + run.errors).contains("bad key ***!"))
            #expect(!(run.output + run.errors).contains(Program.key))
        }
    }

    @Test(arguments: API.allCases, TaskOptions.OutputFormat.allCases)
    func `without a key nobody is asked`(api: API, format: TaskOptions.OutputFormat) throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        var program = try Program(server)
        for variable in api.keyVariables { program.environment[variable] = nil }
        let run = try program.run(api, ["--output-format=\(format.rawValue)", "hi"])
        #expect(run.status == 1)
        #expect(run.verdict(format).failure == .authentication)
        #expect((run.output + run.errors).contains("Not logged in · Please set \(api.keyVariables[0])"))
        #expect(server.requests.isEmpty)
    }

    @Test func `nobody who listens is a connection error`() throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        var program = try Program(server)
        // tcpmux: no system has had it for decades, and no test gets a port this low.
        program.environment["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:1"
        let run = try program.run(.anthropic, ["--output-format=stream-json", "hi"])
        #expect(run.verdict(.streamJSON).failure == .connection)
        #expect(run.result["result"]?.string?.hasSuffix(": Connection refused") == true, "\(run.output)")
    }

    @Test func `what was said before the end is kept in the stream`() throws {
        let server = try ScriptedServer([
            .send(Answers.head + Answers.begin(.anthropic) + Answers.piece(.anthropic, "half")), .close,
        ])
        defer { server.stop() }
        let run = try Program(server).run(.anthropic, ["--output-format=stream-json", "hi"])
        let said = run.messages.compactMap { $0["message"]?["content"]?.array?.first?["text"]?.string }
        #expect(said.first == "half")
        #expect(run.verdict(.streamJSON).report.result == nil)
        #expect(run.verdict(.streamJSON).report.usage == TaskUsage(input: 12, output: 1))
    }

    @Test(arguments: [
        (["hi"], "no provider is named"), (["--provider=openai", "hi"], "no model is named"),
        (["--provider=openai", "--model=m"], "the prompt is empty"),
        (["--provider=other", "hi"], "anthropic"), (["--max-turns=0", "hi"], "--max-turns is 1 at least"),
        (["--fork-session", "hi"], "--fork-session needs --resume"),
        (["--include-partial-messages", "hi"], "needs --output-format stream-json"),
    ])
    func `what cannot be asked is refused before anybody is`(arguments: [String], words: String) throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let run = try Program(server).run(arguments)
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("roost-api: "))
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(run.verdict(.streamJSON).failure == .invalidOptions)
        #expect(server.requests.isEmpty)
    }
}
