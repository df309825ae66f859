import RoostModel

/// Applies a provider's rules to each place of one screen.
struct RuleMatcher: Sendable {
    enum Finding: Hashable, Sendable {
        case busy, idle
        case attention(Attention)
    }

    let observation: Observation
    let screen: ScreenText
    let rules: RuleSet
    let redactor: Redactor

    func attention(_ kind: Attention.Kind, _ text: String, source: String) -> Attention {
        Attention(kind: kind, text: redactor.redact(text), source: source, since: observation.now)
    }

    /// What the title says.
    var title: Finding? {
        guard !observation.title.isEmpty else { return nil }
        return finding(observation.title, source: "title") { if case .title = $0 { true } else { false } }
    }

    /// What the program announced: the newest word that asks for somebody, else the newest that means anything.
    var notification: Finding? {
        var newest: Finding?
        for text in observation.notifications.reversed() {
            let found = finding(text, source: "notification") {
                if case .notification = $0 { true } else { false }
            }
            if case .attention = found { return found }
            newest = newest ?? found
        }
        return newest
    }

    private func finding(
        _ text: String, source: String, in place: (DetectionRule.Place) -> Bool
    ) -> Finding? {
        let bytes = Array(text.utf8)[...]
        guard let rule = rules.rules.first(where: { place($0.place) && $0.matches(bytes) }) else {
            return nil
        }
        switch rule.meaning {
        case .busy: return .busy
        case .idle: return .idle
        case .attention(let kind): return .attention(attention(kind, text.trimmingBlanks, source: source))
        }
    }
}
