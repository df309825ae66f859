import RoostModel

// aider 0.86.2; it asks in lines: https://github.com/Aider-AI/aider/blob/main/aider/io.py, confirm_ask.
extension RuleSet {
    static let aider = RuleSet(
        prompt: .cursorRow([
            // The mode, or the edit format where it is not the model's own.
            ">", "> *", "ask>*", "code>*", "architect>*", "context>*", "help>*", "multi>*", "[a-z]* multi>*",
            "diff>*", "diff-fenced>*", "udiff>*", "udiff-simple>*", "whole>*", "patch>*", "editor-diff>*",
            "editor-whole>*", "editor-diff-fenced>*",
        ]),
        isBusyWithoutPrompt: true,
        rules: [
            .cursorRow("Login to OpenRouter *(Y)es/(N)o*]:*", .authentication),
            .cursorRow("Run shell command*(Y)es/(N)o*]:*", .approval, .command),
            .cursorRow("Allow edits to *(Y)es/(N)o*]:*", .approval),
            .cursorRow("Create new file*(Y)es/(N)o*]:*", .approval, .command),
            .cursorRow("Edit the files*(Y)es/(N)o*]:*", .approval),
            .cursorRow("*(Y)es/(N)o*]:*", .question),

            .form("Retrying in * seconds*", ending: "Retrying in * seconds*", .retrying),
            .notice("litellm.AuthenticationError*", .authentication),
            .notice("litellm.RateLimitError*", .rateLimited),
        ])
}
