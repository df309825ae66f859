import RoostModel
import RoostTasks
import Testing

@testable import roost_api

/// What the three APIs may say, event by event.
@Suite struct DialectTests {
    private static func events(_ api: API, _ data: String...) -> [AnswerEvent] {
        var dialect = api.makeDialect()
        return data.flatMap { dialect.read(EventStream.Event(data: $0)) }
    }

    @Test(arguments: API.allCases)
    func `what is no JSON breaks the answer off`(api: API) {
        guard case .failed(let failure)? = Self.events(api, "<html>").first else {
            Issue.record("it went on")
            return
        }
        #expect(failure.text == "API Error: cannot read the answer: an event of it is no JSON")
    }

    @Test(arguments: API.allCases, ["{}", "[]", "7", "null", #"{"type":7,"choices":{},"candidates":[7]}"#])
    func `what is not understood says nothing`(api: API, data: String) {
        let events = Self.events(api, data).filter { $0 != .began(id: nil, model: nil) }
        #expect(events.isEmpty)
    }

    @Test func `anthropic tells thoughts, the cache and why it stopped`() {
        let events = Self.events(
            .anthropic,
            """
            {"type":"message_start","message":{"id":"m","model":"x","usage":{"input_tokens":3,\
            "cache_read_input_tokens":100,"cache_creation_input_tokens":7,"output_tokens":1}}}
            """,
            #"{"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"hm"}}"#,
            #"{"type":"content_block_delta","delta":{"type":"signature_delta","signature":"E"}}"#,
            #"{"type":"content_block_start","content_block":{"type":"redacted_thinking","data":"E"}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"refusal"},"usage":{"output_tokens":9}}"#)
        #expect(
            events == [
                .began(id: "m", model: "x"),
                .usage(TaskUsage(input: 3, cacheRead: 100, cacheWrite: 7, output: 1)), .thinking("hm"),
                .usage(TaskUsage(output: 9)), .stopped(.refused("refusal")),
            ])
    }

    @Test(arguments: [
        ("end_turn", StopReason.finished), ("stop_sequence", .finished), ("max_tokens", .outputLimit),
        ("model_context_window_exceeded", .contextLimit),
    ])
    func `anthropic's reasons`(word: String, reason: StopReason) {
        let data = #"{"type":"message_delta","delta":{"stop_reason":"\#(word)"}}"#
        #expect(Self.events(.anthropic, data) == [.stopped(reason)])
    }

    @Test func `openai tells the cached tokens within the read ones, and what they cost`() {
        let usage = """
            {"choices":[],"usage":{"prompt_tokens":110,"completion_tokens":9,"cost":0.5,\
            "prompt_tokens_details":{"cached_tokens":100},\
            "completion_tokens_details":{"reasoning_tokens":4}}}
            """
        #expect(
            Self.events(.openai, usage) == [
                .usage(TaskUsage(input: 10, cacheRead: 100, output: 9, reasoning: 4)), .cost(0.5),
            ])
    }

    @Test(arguments: ["reasoning_content", "reasoning"])
    func `servers that are compatible with openai tell thoughts in their own ways`(key: String) {
        let data = #"{"choices":[{"delta":{"\#(key)":"hm","content":"a"}}]}"#
        #expect(Self.events(.openai, data) == [.thinking("hm"), .text("a")])
    }

    @Test func `openai's end and refusals`() {
        #expect(
            Self.events(
                .openai, #"{"id":"1","model":"m","choices":[{"delta":{"refusal":"No."}}]}"#,
                #"{"id":"1","choices":[{"delta":{},"finish_reason":"length"}]}"#,
                #"{"id":"1","choices":[{"delta":{},"finish_reason":"content_filter"}]}"#, "[DONE]") == [
                    .began(id: "1", model: "m"), .text("No."), .stopped(.outputLimit),
                    .stopped(.refused("content_filter")), .ended,
                ])
    }

    @Test func `gemini tells thoughts, and counts them as written`() {
        let events = Self.events(
            .gemini,
            """
            {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"a"}]}}],\
            "usageMetadata":{"promptTokenCount":110,"cachedContentTokenCount":100,\
            "candidatesTokenCount":5,"thoughtsTokenCount":4},"modelVersion":"g","responseId":"r"}
            """, #"{"candidates":[{"finishReason":"MAX_TOKENS"}]}"#)
        #expect(
            events == [
                .began(id: "r", model: "g"), .thinking("hm"), .text("a"),
                .usage(TaskUsage(input: 10, cacheRead: 100, output: 9, reasoning: 4)),
                .stopped(.outputLimit),
            ])
    }

    @Test(arguments: [
        #"{"promptFeedback":{"blockReason":"SAFETY"}}"#, #"{"candidates":[{"finishReason":"SAFETY"}]}"#,
    ])
    func `gemini refuses questions and answers`(data: String) {
        #expect(Self.events(.gemini, data).last == .stopped(.refused("SAFETY")))
    }

    @Test func `a failure in the stream has its status where it tells one`() {
        let overloaded = #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#
        #expect(
            Self.events(.anthropic, overloaded) == [
                .failed(
                    APIFailure(
                        kind: "overloaded_error", text: "API Error: Overloaded", code: "server_error"))
            ])
        let unavailable = #"{"error":{"code":503,"message":"Try later","status":"UNAVAILABLE"}}"#
        #expect(
            Self.events(.gemini, unavailable) == [
                .failed(
                    APIFailure(
                        status: 503, kind: "UNAVAILABLE", text: "API Error: 503 Try later",
                        code: "server_error"))
            ])
    }

    @Test(arguments: API.allCases)
    func `an answer of nothing is not told again`(api: API) throws {
        let key = try APIKey(for: api, in: [api.keyVariables[0]: "k"])
        let chat = ChatRequest(
            model: "a b/c?", system: "",
            messages: [
                ChatRequest.Message(role: .user, text: "1"),
                ChatRequest.Message(role: .assistant, text: " \n"),
                ChatRequest.Message(role: .user, text: "2"),
            ])
        let question = api.makeDialect().question(chat, key: key)
        #expect((question.body["messages"] ?? question.body["contents"])?.array?.count == 2)
        #expect(question.body["system"] == nil)
        #expect(question.body["systemInstruction"] == nil)
        #expect(!question.body.description.contains("\"k\""))
        if api == .gemini {
            #expect(question.path == "v1beta/a%20b/c%3F:streamGenerateContent?alt=sse")
        }
    }
}
