import RoostConfig
import RoostModel
import RoostPTY

/// Finds out which conversation an AI CLI has, by what it writes down of itself, or by its command line.
///
/// Reads files: call it away from loops that have other work.
struct ConversationFinder: Sendable {
    let providers: [Provider]
    let now: Timestamp

    /// More processes than a CLI consists of that is started by wrappers.
    private static let processLimit = 16

    /// The conversation of the first process that has one, in some process groups.
    func conversation(inGroups groups: [Int32]) -> SessionConversation? {
        for group in groups {
            for pid in ProcessFacts.members(ofGroup: group, limit: Self.processLimit) {
                if let found = conversation(of: pid) { return found }
            }
        }
        return nil
    }

    private func conversation(of pid: Int32) -> SessionConversation? {
        guard let words = ProcessFacts.arguments(of: pid),
            let (provider, _, arguments) = Provider.running(words, among: providers), !provider.resume.isEmpty
        else { return nil }
        let written: String? =
            switch provider.rulesName {
            case "claude": ClaudeRecords(pid: pid)?.conversation
            case "codex": CodexRecords(pid: pid, now: now)?.conversation
            default: nil
            }
        guard let id = written ?? ResumeWords(provider).identifier(in: [words.joined(separator: " ")]) else {
            return nil
        }
        return SessionConversation(
            provider: provider.name, id: id, arguments: provider.options(among: arguments))
    }
}
