import RoostModel
import RoostTasks

/// What hooks of claude and of codex have in common: codex has taken its form from claude.
enum HookEvent {
    /// The conversation that an event is of; nil where it is one of a sub-agent, which nobody takes up.
    static func conversation(_ event: JSONValue, of provider: String) -> SessionConversation? {
        guard event["agent_id"]?.string == nil, let id = event["session_id"]?.string,
            SessionConversation.isIdentifier(id)
        else { return nil }
        return SessionConversation(provider: provider, id: id)
    }

    /// A tool, and what it is about to work on.
    static func text(_ tool: String, _ input: JSONValue?) -> String {
        subject(input).map { "\(tool): \($0)" } ?? tool
    }

    /// What a tool is about to work on.
    private static func subject(_ input: JSONValue?) -> String? {
        if let question = input?["questions"]?.array?.first?["question"]?.string { return question }
        return ["command", "file_path", "url", "pattern", "path"].lazy.compactMap { input?[$0]?.string }.first
            .map(patched)
    }

    /// The first file of a patch, where a command is one: `*** Add File: a.txt`.
    private static func patched(_ command: String) -> String {
        guard command.hasPrefix("*** Begin Patch") else { return command }
        for line in command.split(separator: "\n") where line.hasPrefix("*** ") {
            if let sign = line.firstRange(of: " File: ") { return String(line[sign.upperBound...]) }
        }
        return command
    }
}
