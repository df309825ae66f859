import RoostModel

// What stands in the cursor's row.
extension RuleMatcher {
    /// Rows above the cursor's row that may belong to what it asks.
    private static let lineReach = 6

    /// Echo is off: what the line at the cursor asks for.
    var secretLine: Attention {
        var text = ""
        if screen.rows.indices.contains(screen.cursor) { text = screen.rows[screen.cursor].text }
        if text.isEmpty, let above = screen.textRow(above: screen.cursor) { text = screen.rows[above].text }
        return attention(.authentication, text, source: "termios")
    }

    /// What the cursor's row asks, or how long to wait until that is sure; nil: nothing.
    var linePrompt: (attention: Attention?, wait: Int64?)? {
        guard !observation.isAlternateScreen, observation.isCommandRunning != false,
            let line = LinePrompt(in: screen, cursorColumn: observation.cursorColumn)
        else { return nil }
        for rule in rules.rules {
            guard case .cursorRow(let quiet) = rule.place, case .attention(let kind) = rule.meaning,
                rule.pattern.matches(line.bytes)
            else { continue }
            guard observation.quietMilliseconds >= quiet else {
                return (nil, quiet &- observation.quietMilliseconds)
            }
            return (attention(kind, line, rule.subject), nil)
        }
        return nil
    }

    private func attention(
        _ kind: Attention.Kind, _ line: LinePrompt, _ subject: DetectionRule.Subject
    ) -> Attention {
        let above = max(0, line.row - Self.lineReach)..<line.row
        var start = line.row
        switch subject {
        case .question: break
        case .since(let pattern): start = above.last { pattern.matches(screen.rows[$0].bytes) } ?? start
        case .whole, .command, .folder:
            // The lines directly above belong to the question.
            while start > above.lowerBound, screen.rows[start - 1].kind == .text { start -= 1 }
        }
        let text = (screen.rows[start..<line.row].map(\.text) + [line.question]).joined(separator: "\n")
        var found = attention(kind, text, source: "screen")
        if kind == .authentication {
            let rows = screen.rows[above.lowerBound...line.row]
            found.url = Links.address(in: rows, width: screen.width)
            found.code = Links.code(in: rows)
        }
        found.options = line.options
        return found
    }
}
