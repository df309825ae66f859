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
        guard !observation.isAlternateScreen, observation.isCommandRunning != false, mayAsk,
            let line = LineQuestion(in: screen, cursorColumn: observation.cursorColumn)
        else { return nil }
        for rule in rules.rules {
            guard case .cursorRow(let quiet, let below) = rule.place,
                case .attention(let kind) = rule.meaning,
                line.matches(rule), below.map({ line.isBelow($0, in: screen) }) ?? true
            else { continue }
            guard observation.quietMilliseconds >= quiet else {
                return (nil, quiet &- observation.quietMilliseconds)
            }
            return (attention(kind, line, rule.subject), nil)
        }
        guard waits(at: line) else { return nil }
        guard observation.quietMilliseconds >= Self.silence else {
            return (nil, Self.silence &- observation.quietMilliseconds)
        }
        return (attention(.question, line, .question), nil)
    }

    /// A program that has printed nothing for so long, and reads, waits for a person.
    private static let silence: Int64 = 1000

    /// Whether the program could take an answer: one that does not read asks nothing, whatever it shows, and a shell that
    /// edits its line is at its prompt.
    private var mayAsk: Bool {
        if rules.hasPrompt { return true }
        return observation.reading != .never
            && (!observation.isOwnForeground || observation.isCommandRunning == true || observation.isCooked)
    }

    /// Whether words in any language are a question: the program reads the terminal, with the cursor behind them.
    private func waits(at line: LineQuestion) -> Bool {
        // What a person is typing is no part of what the program asks.
        let asked = observation.rowBeforeInput.map { Array($0.utf8)[...] } ?? line.bytes
        guard !rules.hasPrompt, asked.text.contains(where: \.isLetter),
            !rules.commandPrompts.contains(where: { $0.matches(asked) })
        else { return false }
        switch observation.reading {
        case .reads: return true
        // One that turns off line editing to wait for a key among other things asks with a sign at the end.
        case .mayRead: return !observation.isCooked && !observation.isOwnForeground && line.endsLikeQuestion
        case .never, nil: return false
        }
    }

    private func attention(
        _ kind: Attention.Kind, _ line: LineQuestion, _ subject: DetectionRule.Subject
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
            found.url = Links.address(in: rows, width: screen.width, linked: observation.links)
            found.code = Links.code(in: rows)
        }
        found.options = line.options
        return found
    }
}
