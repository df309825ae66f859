import RoostModel
import RoostTasks

/// What claude hands to a hook: a JSON object with `hook_event_name`.
///
/// Esc at a dialog and during a turn calls no hook, so that what one says counts for a moment only: until the screen
/// shows it as well, which it does soon.
///
/// - SeeAlso: https://code.claude.com/docs/en/hooks
enum ClaudeHook {
    /// The screen follows within this.
    static let lifeMilliseconds: Int64 = 1500

    /// What an event says of the session; nil for one that says nothing.
    static func report(_ input: String) -> SessionReport? {
        guard let event = JSONParser.parse(input), let name = event["hook_event_name"]?.string else {
            return nil
        }
        var report = SessionReport(lifeMilliseconds: lifeMilliseconds)
        report.conversation = HookEvent.conversation(event, of: "claude")
        switch name {
        // That it has begun: prompts come from its hooks from now on.
        case "SessionStart": break
        case "UserPromptSubmit":
            report.state = .processing
            report.prompt = event["prompt"]?.string
        case "PreToolUse", "PostToolUse": report.state = .processing
        case "PermissionRequest":
            report.state = .waitingInput
            let tool = event["tool_name"]?.string ?? "a tool"
            report.attention = tool == "AskUserQuestion" ? .question : .approval
            report.text = HookEvent.text(tool, event["tool_input"])
        case "Stop", "StopFailure":
            report.state = .waitingInput
            report.text = event["last_assistant_message"]?.string?.trimmingBlanks ?? ""
        default: return nil
        }
        return report
    }
}
