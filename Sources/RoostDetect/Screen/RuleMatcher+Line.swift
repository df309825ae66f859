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
        guard !observation.isAlternateScreen, observation.isCommandRunning != false else { return nil }
        guard
            let line = LineQuestion(
                in: screen, cursorColumn: observation.cursorColumn, before: rowBeforeInput)
        else { return announced }
        guard mayAsk else { return nil }
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

    /// What the cursor's row held before somebody typed into it, if the rest of it was typed: what a program has written
    /// there since then is no part of that.
    private var rowBeforeInput: String? {
        // What is typed at the prompt of an AI CLI is a part of what its rules look at.
        guard !rules.hasPrompt, let before = observation.rowBeforeInput,
            observation.rows.indices.contains(observation.cursorRow)
        else { return nil }
        if before.allSatisfy(\.isWhitespace) {
            return observation.isCooked && observation.reading == .reads ? before : nil
        }
        return observation.rows[observation.cursorRow].hasPrefix(before) ? before : nil
    }

    /// A program that has printed nothing for so long, and reads, waits for a person.
    private static let silence: Int64 = 1000

    /// Whether the program could take an answer: one that does not read asks nothing, whatever it shows, and a shell that
    /// edits its line is at its prompt.
    private var mayAsk: Bool {
        if rules.hasPrompt { return true }
        return observation.reading != .never && observation.reading != .shows
            && (!observation.isOwnForeground || observation.isCommandRunning == true || observation.isCooked)
    }

    /// What was said above the cursor's blank row; who waits for a login elsewhere reads nothing.
    private var announced: (attention: Attention?, wait: Int64?)? {
        guard !rules.hasPrompt, observation.reading != .shows,
            !observation.isOwnForeground || observation.isCommandRunning == true,
            let said = Announcement(in: screen)
        else { return nil }
        for rule in rules.rules {
            guard case .aboveCursor(let quiet) = rule.place, case .attention(let kind) = rule.meaning,
                let row = rule.patterns.lazy.compactMap({ said.row($0, in: screen) }).first
            else { continue }
            guard observation.quietMilliseconds >= quiet else {
                return (nil, quiet &- observation.quietMilliseconds)
            }
            var found = attention(kind, screen.rows[row].text, source: "screen")
            if kind == .authentication {
                found.url = Links.address(
                    in: screen.rows[said.rows], width: screen.width, linked: observation.links)
                found.code = Links.code(in: screen.rows[said.rows])
            }
            return (found, nil)
        }
        return nil
    }

    /// Whether words in any language are a question: the program reads the terminal, with the cursor behind them.
    private func waits(at line: LineQuestion) -> Bool {
        // All of a row in which nothing stood was typed.
        guard !rules.hasPrompt, observation.rowBeforeInput.map({ !$0.allSatisfy(\.isWhitespace) }) ?? true
        else { return false }
        if observation.reading == .reads, observation.isCooked, line.isBelowList(in: screen) { return true }
        guard line.asked.text.contains(where: \.isLetter),
            !rules.commandPrompts.contains(where: { $0.matches(line.asked) })
        else { return false }
        switch observation.reading {
        case .reads: return true
        // One that turns off line editing to wait for a key among other things asks with a sign at the end.
        case .mayRead where !observation.isCooked && !observation.isOwnForeground:
            return line.endsLikeQuestion || line.offersChoice
        // Nobody knows of somebody else's program, and one that waits for a line among other things may log as well.
        case .mayRead, nil: return !observation.isOwnForeground && line.offersChoice
        case .never, .shows: return false
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
