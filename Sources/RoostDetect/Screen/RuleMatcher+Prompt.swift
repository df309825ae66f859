import RoostModel

// What stands around the prompt box.
extension RuleMatcher {
    /// More rows than a message of the program takes, up from the prompt box.
    private static let noticeReach = 30
    /// More rows than what the status shows below itself: tips, a list of things to do.
    private static let statusDistance = 24

    /// What goes on, by the rows directly above the prompt box.
    func status(above box: PromptBox) -> Finding? {
        for row in statusRows(above: box) {
            for rule in rules.rules {
                guard case .status = rule.place, rule.matches(row.bytes) else { continue }
                return finding(rule, row)
            }
        }
        return nil
    }

    /// The rows that may say what goes on, the nearest first.
    func statusRows(above box: PromptBox) -> [ScreenRow] {
        var found: [ScreenRow] = []
        var left = rules.statusReach
        var isBlock = false
        for index in stride(from: box.top - 1, through: max(0, box.top - Self.statusDistance), by: -1) {
            let row = screen.rows[index]
            guard row.kind == .text else {
                isBlock = false
                continue
            }
            // What stands further right belongs to the row above; a row that was broken goes on in the next.
            guard row.indent <= rules.statusIndent, left > 0 || isBlock else { continue }
            if !isBlock { left -= 1 }
            isBlock = true
            found.append(row)
        }
        return found
    }

    /// What the rows below the prompt box say.
    func footer(_ box: PromptBox) -> [Finding] {
        var findings: [Finding] = []
        for row in screen.rows[box.footer] where row.kind == .text {
            for rule in rules.rules {
                guard case .footer = rule.place, rule.matches(row.bytes) else { continue }
                findings.append(finding(rule, row))
            }
        }
        return findings
    }

    /// A message of the program itself since the last prompt.
    func notice(above box: PromptBox) -> Attention? {
        for row in noticeRows(above: box) {
            for rule in rules.rules {
                guard case .notice = rule.place, case .attention(let kind) = rule.meaning,
                    rule.matches(row.bytes)
                else { continue }
                return attention(kind, row.contentAfter("⎿■✕●⏺")?.bytes.text ?? row.text, source: "screen")
            }
        }
        return nil
    }

    /// The rows that may begin a message of the program itself, the nearest first.
    ///
    /// What a tool printed has the same sign before it; it stands directly below the tool's name, while the
    /// program's own messages stand below the prompt or alone.
    func noticeRows(above box: PromptBox) -> [ScreenRow] {
        var found: [ScreenRow] = []
        for index in stride(from: box.top - 1, through: max(0, box.top - Self.noticeReach), by: -1) {
            let row = screen.rows[index]
            if isPrompt(row) { break }
            let isAlone =
                index == 0 || screen.rows[index - 1].kind != .text || isPrompt(screen.rows[index - 1])
            if row.kind == .text, row.indent <= 2, isAlone { found.append(row) }
        }
        return found
    }

    /// Whether a row is what was sent at a prompt before.
    private func isPrompt(_ row: ScreenRow) -> Bool {
        if row.indent == 0, row.starts(with: "❯›>") { return true }
        guard case .cursorRow(let patterns) = rules.prompt, row.kind == .text else { return false }
        return patterns.contains { $0.matches(row.bytes) }
    }

    private func finding(_ rule: DetectionRule, _ row: ScreenRow) -> Finding {
        switch rule.meaning {
        case .busy: return .busy
        case .idle: return .idle
        case .attention(.retrying): return .attention(attention(.retrying, Self.retry(row), source: "screen"))
        case .attention(let kind):
            // The right part of a footer stands apart from the left one.
            let parts = row.text.split(separator: "   ", omittingEmptySubsequences: true)
            let part = parts.last { rule.matches(String($0)) }
            return .attention(attention(kind, (part ?? Substring(row.text)).trimmingBlanks, source: "screen"))
        }
    }

    /// Without the sign that turns and the seconds that count down: the same need stays the same text.
    private static func retry(_ row: ScreenRow) -> String {
        let text = row.contentAfter("✢✳✶✻✽·*•■")?.bytes.text ?? row.text
        return text.split(separator: "·").map(\.trimmingBlanks)
            .filter { !$0.hasPrefix("retrying in ") && !$0.isEmpty }.joined(separator: " · ")
    }
}
