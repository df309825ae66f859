import RoostModel
import RoostTasks

/// What codex hands to a hook: a JSON object with `hook_event_name`.
///
/// A turn that fails calls none, so that what one says counts for a moment only: until the screen shows it as well.
///
/// - SeeAlso: https://developers.openai.com/codex/hooks
enum CodexHook {
    /// What an event says of the session; nil for one that says nothing.
    static func report(_ input: String) -> SessionReport? {
        guard let event = JSONParser.parse(input), let name = event["hook_event_name"]?.string else {
            return nil
        }
        var report = SessionReport(lifeMilliseconds: ClaudeHook.lifeMilliseconds)
        report.conversation = HookEvent.conversation(event, of: "codex")
        let tool = event["tool_name"]?.string ?? "a tool"
        switch name {
        // It comes with the first prompt.
        case "SessionStart": break
        case "UserPromptSubmit":
            report.state = .processing
            report.prompt = event["prompt"]?.string
        case "PreToolUse" where tool == "request_user_input":
            report.state = .waitingInput
            report.attention = .question
            report.text = HookEvent.text("question", event["tool_input"])
        case "PreToolUse", "PostToolUse": report.state = .processing
        case "PermissionRequest":
            report.state = .waitingInput
            report.attention = .approval
            report.text = HookEvent.text(tool, event["tool_input"])
        case "Stop":
            report.state = .waitingInput
            report.text = event["last_assistant_message"]?.string?.trimmingBlanks ?? ""
        case "Interrupt":
            report.state = .waitingInput
            report.isInterrupted = true
        default: return nil
        }
        return report
    }
}
