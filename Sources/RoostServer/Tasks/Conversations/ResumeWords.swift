import RoostConfig

/// Finds a conversation's identifier among words, where a provider's own words to take one up stand before it: on a
/// command line, and in what programs print when they end.
///
/// claude ends with `claude --resume 3f0c…`, codex with `codex resume 019a…`.
struct ResumeWords: Sendable {
    /// Shorter words are none: `resume work`.
    private static let shortest = 8

    /// What stands before the identifier, such as `--resume `; nil: the provider names no conversations.
    private let before: String?
    private let commands: [String]

    /// Those of a provider.
    init(_ provider: Provider) {
        let words = provider.resume.joined(separator: " ")
        before = words.firstRange(of: "{id}").map { String(words[..<$0.lowerBound]) }
        commands = provider.commands.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }

    /// The identifier in the last line that has one.
    func identifier(in lines: [String]) -> String? {
        lines.lazy.reversed().compactMap { identifier(in: $0) }.first
    }

    /// The program's name, what stands before the identifier, and the identifier, in this order.
    private func identifier(in line: String) -> String? {
        guard let before, !before.isEmpty,
            let command = commands.lazy.compactMap({ line.firstRange(of: $0) }).first,
            let words = line[command.upperBound...].firstRange(of: before)
        else { return nil }
        let id = line[words.upperBound...].prefix { character in
            character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
        }
        return id.utf8.count >= Self.shortest && id.utf8.count <= 128 && !id.hasPrefix("-") ? String(id) : nil
    }
}
