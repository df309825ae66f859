import RoostModel
import RoostTerminal

/// The line that a person types to an AI CLI, put together from keys: the CLI draws its own prompt box, so no
/// shell mark tells it.
///
/// Nothing is kept while a password or a login is asked for: the owner calls ``forget()``.
struct PromptRecorder: Sendable {
    private var text: [Character] = []
    /// The program tells itself which prompts it takes.
    private(set) var isReported = false
    /// What was recorded last, until the program reports a prompt.
    private var lastSent: String?
    /// Longer ones are cut: a prompt history wants the beginning.
    private static let limit = 4000

    /// Takes a key; gives the whole prompt when it sends one.
    mutating func record(_ key: Key) -> String? {
        guard key.event != .release else { return nil }
        switch key.code {
        case .character(let scalar) where key.modifiers.isSubset(of: [.shift, .capsLock, .numLock]):
            append(key.text ?? String(scalar))
        case .enter where key.modifiers.isEmpty:
            defer { text = [] }
            let prompt = String(text).trimmingBlanks
            lastSent = prompt.isEmpty ? nil : prompt
            return lastSent
        case .enter: append("\n")
        case .backspace: _ = text.popLast()
        case .escape: text = []
        case .character(let scalar) where key.modifiers == .control && "cu".unicodeScalars.contains(scalar):
            text = []
        default: break
        }
        return nil
    }

    /// Takes what was pasted.
    mutating func append(_ more: String) {
        text.append(contentsOf: more.prefix(max(0, Self.limit - text.count)))
    }

    mutating func forget() {
        text = []
    }

    /// The program reports: from now on it tells which prompts it takes.
    ///
    /// - Parameter prompt: What it took; empty: it reports something else.
    /// - Returns: The prompt, unless it was recorded when it was typed.
    mutating func report(_ prompt: String) -> String? {
        isReported = true
        guard !prompt.isEmpty else { return nil }
        defer { lastSent = nil }
        return prompt == lastSent ? nil : prompt
    }
}
