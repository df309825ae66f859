import Foundation
import RoostModel
import Testing

@testable import roost

@Suite struct CodexHookTests {
    private static func report(_ event: String, _ rest: String = "") -> SessionReport? {
        CodexHook.report(#"{"session_id":"01a2-b","hook_event_name":"\#(event)"\#(rest)}"#)
    }

    @Test func `a prompt is what the model gets, and work begins`() {
        let report = Self.report("UserPromptSubmit", #","prompt":"hi there","turn_id":"t""#)
        #expect(report?.state == .processing && report?.prompt == "hi there")
        #expect(report?.conversation == SessionConversation(provider: "codex", id: "01a2-b"))
    }

    @Test(
        arguments: [
            (#""Bash","tool_input":{"command":"npm test","description":"May I?"}"#, "Bash: npm test"),
            (
                #""apply_patch","tool_input":{"command":"*** Begin Patch\n*** Add File: /a/new.txt\n+x\n*** End Patch"}"#,
                "apply_patch: /a/new.txt"
            ),
            (
                #""apply_patch","tool_input":{"command":"*** Begin Patch\n"}"#,
                "apply_patch: *** Begin Patch\n"
            ),
            (#""mcp__x""#, "mcp__x"),
        ])
    func `a request says what it is about`(tool: String, text: String) {
        let report = Self.report("PermissionRequest", #","tool_name":"# + tool)
        #expect(report?.attention == .approval && report?.text == text && report?.state == .waitingInput)
    }

    @Test func `a question is asked by a tool, and no request comes for it`() {
        let report = Self.report(
            "PreToolUse",
            #","tool_name":"request_user_input","tool_input":{"questions":[{"id":"c","question":"Which colour?"}]}"#
        )
        #expect(report?.attention == .question && report?.text == "question: Which colour?")
        #expect(Self.report("PostToolUse", #","tool_name":"request_user_input""#)?.state == .processing)
    }

    @Test func `the end of a turn quotes what was said last`() {
        let report = Self.report("Stop", #","last_assistant_message":"Done.\n""#)
        #expect(report?.state == .waitingInput && report?.text == "Done." && report?.isInterrupted == nil)
        #expect(Self.report("Stop", #","last_assistant_message":null"#)?.text == "")
    }

    @Test func `a turn that was stopped is over, and no news`() {
        let report = Self.report("Interrupt")
        #expect(report?.state == .waitingInput && report?.isInterrupted == true)
    }

    @Test(arguments: ["", "{", "[]", #"{"hook_event_name":7}"#, #"{"hook_event_name":"SessionEnd"}"#])
    func `what says nothing reports nothing`(input: String) {
        #expect(CodexHook.report(input) == nil)
    }
}
