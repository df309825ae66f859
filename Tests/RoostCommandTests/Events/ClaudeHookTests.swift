import RoostModel
import Testing

@testable import roost

@Suite struct ClaudeHookTests {
    private static func report(_ event: String, _ rest: String = "") -> SessionReport? {
        ClaudeHook.report(#"{"session_id":"x","hook_event_name":"\#(event)"\#(rest)}"#)
    }

    @Test func `a prompt is what the model gets, and work begins`() {
        let report = Self.report("UserPromptSubmit", #","prompt":"two\nlines \"quoted\"""#)
        var expected = SessionReport(
            state: .processing, prompt: "two\nlines \"quoted\"", lifeMilliseconds: 1500)
        expected.conversation = SessionConversation(provider: "claude", id: "x")
        #expect(report == expected)
    }

    @Test(
        arguments: [
            (#""Bash","tool_input":{"command":"npm test"}"#, .approval, "Bash: npm test"),
            (#""Write","tool_input":{"file_path":"/a/b","content":"x"}"#, .approval, "Write: /a/b"),
            (#""mcp__x""#, .approval, "mcp__x"),
            (
                #""AskUserQuestion","tool_input":{"questions":[{"question":"Which colour?"}]}"#, .question,
                "AskUserQuestion: Which colour?"
            ),
        ] as [(String, Attention.Kind, String)])
    func `a request says what it is about`(tool: String, kind: Attention.Kind, text: String) {
        let report = Self.report("PermissionRequest", #","tool_name":"# + tool)
        #expect(report?.attention == kind && report?.text == text && report?.state == .waitingInput)
    }

    @Test func `the end of a turn quotes what was said last`() {
        let report = Self.report("Stop", #","last_assistant_message":"Done.\n\nAll pass.\n""#)
        #expect(report?.state == .waitingInput && report?.text == "Done.\n\nAll pass.")
        #expect(report?.lifeMilliseconds == 1500 && report?.attention == nil)
        #expect(Self.report("StopFailure")?.state == .waitingInput)
    }

    @Test(arguments: ["PreToolUse", "PostToolUse"])
    func `a tool is work`(event: String) {
        #expect(Self.report(event)?.state == .processing)
    }

    @Test(arguments: [
        "", "{", "[]", "7", #"{"hook_event_name":7}"#, #"{"hook_event_name":"SubagentStop"}"#,
        #"{"hook_event_name":"SessionEnd"}"#,
    ])
    func `what says nothing reports nothing`(input: String) {
        #expect(ClaudeHook.report(input) == nil)
    }

    @Test(
        arguments: [
            (#""session_id":"3f0c-1""#, "3f0c-1"), (#""session_id":"3f0c-1","agent_id":null"#, "3f0c-1"),
            (#""session_id":"3f0c-1","agent_id":"a1""#, nil), (#""session_id":"; rm""#, nil),
            (#""session_id":7"#, nil),
            (#""x":1"#, nil),
        ] as [(String, String?)])
    func `the conversation is told, but not that of a sub-agent`(fields: String, id: String?) {
        let report = ClaudeHook.report(#"{"hook_event_name":"SessionStart",\#(fields)}"#)
        #expect(report != nil && report?.conversation?.id == id)
    }

    @Test func `what is missing or strange is left out`() {
        #expect(Self.report("UserPromptSubmit", #","prompt":7"#)?.prompt == nil)
        #expect(Self.report("PermissionRequest")?.text == "a tool")
    }
}
