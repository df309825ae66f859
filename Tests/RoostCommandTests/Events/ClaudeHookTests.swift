import RoostModel
import Testing

@testable import roost

@Suite struct ClaudeHookTests {
    private static func report(_ event: String, _ rest: String = "") -> SessionReport? {
        ClaudeHook.report(#"{"session_id":"x","hook_event_name":"\#(event)"\#(rest)}"#)
    }

    @Test func `a prompt is what the model gets, and work begins`() {
        let report = Self.report("UserPromptSubmit", #","prompt":"two\nlines \"quoted\"""#)
        #expect(
            report
                == SessionReport(
                    state: .processing, prompt: "two\nlines \"quoted\"", lifeMilliseconds: 1500))
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
        #expect(
            report == SessionReport(state: .waitingInput, text: "Done.\n\nAll pass.", lifeMilliseconds: 1500))
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

    @Test func `what is missing or strange is left out`() {
        #expect(Self.report("UserPromptSubmit", #","prompt":7"#)?.prompt == nil)
        #expect(Self.report("PermissionRequest")?.text == "a tool")
    }
}
