import RoostModel

/// Reads the sentences that schemas 1 to 3 had in the place of columns; nothing writes them any more.
enum EarlierText {
    /// How a session ended, as its `reason` said.
    static func endReason(_ text: String?) -> EndReason? {
        guard let text else { return nil }
        switch text {
        case "interrupted": return .interrupted
        case "could not be started": return .couldNotStart(cause: "")
        case "exit status unknown": return .unknown
        default: break
        }
        let words = text.split(separator: " ")
        guard let code = words.last.flatMap({ Int32($0) }) else { return nil }
        switch words.dropLast() {
        case ["exit", "status"]: return .exited(code)
        case ["signal"]: return .signalled(code)
        default: return nil
        }
    }

    /// What happened, from the `kind` and the `text` of an event; nil for what can only be read as a text.
    static func change(kind: String, text: String) -> SessionTransition.Change? {
        switch kind {
        case "resize": return size(text)
        case "gap":
            return text.split(separator: " ").first.flatMap { UInt64($0) }.map { .outputLost(bytes: $0) }
        case "attention", "auth": return attention(text, isLogin: kind == "auth")
        case "state", "error": return state(text)
        default: return nil
        }
    }

    /// `24 80`.
    private static func size(_ text: String) -> SessionTransition.Change? {
        let numbers = text.split(separator: " ").compactMap { Int($0) }
        return numbers.count == 2 ? .resized(rows: numbers[0], columns: numbers[1]) : nil
    }

    /// `approval: Run it?`, or `attention over`.
    private static func attention(_ text: String, isLogin: Bool) -> SessionTransition.Change? {
        if text == "attention over" { return .attentionOver(isLogin ? .authentication : nil) }
        guard let (word, rest) = parts(text), let kind = Attention.Kind(rawValue: word) else { return nil }
        return .attention(kind, text: rest)
    }

    /// `running`, `error: exit status 3`, or `interrupted` alone.
    private static func state(_ text: String) -> SessionTransition.Change? {
        if text == "interrupted" { return .state(.error, end: .interrupted) }
        if let state = SessionState(rawValue: text) { return .state(state) }
        guard let (word, rest) = parts(text), let state = SessionState(rawValue: word) else { return nil }
        return endReason(rest).map { .state(state, end: $0) }
    }

    /// What is before and after the first colon.
    private static func parts(_ text: String) -> (String, String)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return (String(text[..<colon]), String(text[text.index(after: colon)...].drop { $0 == " " }))
    }
}
