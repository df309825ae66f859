import RoostModel
import RoostTasks
import Testing

@testable import roost_api

@Suite struct ClaudeMessagesTests {
    private let messages = ClaudeMessages(session: "s-1", identifier: { "u-1" })

    private func result(_ ending: RunResult.Ending, cost: Double? = nil, usage: TaskUsage = TaskUsage())
        -> JSONValue
    {
        messages.result(
            RunResult(
                ending: ending, text: "all", turns: 2, usage: usage, cost: cost, model: "m", stop: .finished,
                duration: .milliseconds(1500), apiDuration: .milliseconds(900)))
    }

    @Test func `a result says what is known, and nothing else`() {
        #expect(
            result(.answered).description == """
                {"type":"result","subtype":"success","is_error":false,"duration_ms":1500,"duration_api_ms":900,\
                "num_turns":2,"result":"all","stop_reason":"end_turn","terminal_reason":"completed","usage":{},\
                "modelUsage":{},"permission_denials":[],"session_id":"s-1","uuid":"u-1"}
                """)
        let known = result(.answered, cost: 0.25, usage: TaskUsage(input: 1, cacheWrite: 2, reasoning: 3))
        #expect(known["total_cost_usd"]?.double == 0.25)
        #expect(
            known["usage"]?.description == """
                {"input_tokens":1,"cache_creation_input_tokens":2,"output_tokens_details":{"thinking_tokens":3}}
                """)
        #expect(
            known["modelUsage"]?.description == #"{"m":{"inputTokens":1,"cacheCreationInputTokens":2}}"#)
    }

    @Test func `a failure has the facts of the other end`() {
        let failure = APIFailure(
            status: 429, kind: "rate_limit_error", text: "API Error: 429", code: "rate_limit")
        let result = result(.failed(failure))
        #expect(result["is_error"]?.bool == true)
        #expect(result["api_error_status"]?.int == 429)
        #expect(result["api_error_type"]?.string == "rate_limit_error")
        #expect(result["terminal_reason"]?.string == "api_error")
        #expect(result["result"]?.string == "API Error: 429")
        #expect(messages.error(failure)["error"]?.string == "rate_limit")
    }

    @Test func `an answer is one message, its thoughts first`() throws {
        var answer = Answer()
        for event in [
            AnswerEvent.began(id: "msg", model: "m-2"), .thinking("hm"), .text("a"), .stopped(.finished),
        ] {
            try answer.take(event)
        }
        #expect(
            messages.assistant(answer, model: "m").description == """
                {"type":"assistant","message":{"id":"msg","type":"message","role":"assistant","model":"m-2",\
                "content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"a"}],\
                "stop_reason":"end_turn","stop_sequence":null,"usage":{}},"parent_tool_use_id":null,\
                "session_id":"s-1","uuid":"u-1"}
                """)
    }

    @Test func `only text and thoughts are shown in pieces`() {
        #expect(
            messages.event(.text("a"))?.description == """
                {"type":"stream_event","event":{"type":"content_block_delta","index":1,\
                "delta":{"type":"text_delta","text":"a"}},"parent_tool_use_id":null,"session_id":"s-1","uuid":"u-1"}
                """)
        #expect(messages.event(.thinking("a"))?["event"]?["delta"]?["thinking"]?.string == "a")
        let silent: [AnswerEvent] = [.began(id: nil, model: nil), .usage(TaskUsage()), .cost(1), .ended]
        #expect(silent.allSatisfy { messages.event($0) == nil })
    }

    @Test func `a number that JSON has not is left out`() {
        #expect(result(.answered, cost: .infinity)["total_cost_usd"] == nil)
    }
}
