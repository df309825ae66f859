import RoostModel

// Dialogs, with a menu and without.
extension RuleMatcher {
    /// The menu at the bottom; without an attention when it is one that a person opened.
    func menu(_ box: PromptBox?) -> (attention: Attention?, menu: Menu)? {
        // What stands above the prompt was printed by somebody else.
        guard let menu = Menu(in: screen, rules), menu.rows.upperBound > box?.end ?? 0 else {
            return nil
        }
        let dialog = Dialog(menu, in: screen, messageMarkers: rules.messageMarkers)
        for rule in rules.rules {
            guard case .attention(let kind) = rule.meaning else { continue }
            let row: Int?
            switch rule.place {
            case .menu: row = dialog.row(rule.pattern)
            case .menuFooter: row = rule.pattern.matches(menu.footer) ? dialog.question : nil
            case .option:
                row = menu.options.contains { rule.pattern.matches($0.label) } ? dialog.question : nil
            default: row = nil
            }
            guard let row else { continue }
            return (attention(kind, dialog.text(rule.subject, question: row), dialog), menu)
        }
        // Unknown words in a known form: a question, if that is what it is.
        if menu.footer.isEmpty { return nil }
        guard let question = dialog.question, screen.rows[question].bytes.last == UInt8(ascii: "?") else {
            return (nil, menu)
        }
        return (attention(.question, dialog.text(.question, question: question), dialog), menu)
    }

    /// A dialog without a menu.
    var form: Attention? {
        guard let last = screen.textRow(above: screen.rows.count) else { return nil }
        let dialog = Dialog(bottomOf: screen, messageMarkers: rules.messageMarkers)
        for rule in rules.rules {
            guard case .form(let ending) = rule.place, case .attention(let kind) = rule.meaning,
                ending.matches(screen.rows[last].bytes), let row = dialog.row(rule.pattern)
            else { continue }
            return attention(kind, dialog.text(rule.subject, question: row), dialog)
        }
        return nil
    }

    private func attention(_ kind: Attention.Kind, _ text: String, _ dialog: Dialog) -> Attention {
        var found = attention(kind, text, source: "screen")
        found.options = dialog.menu?.options ?? []
        if kind == .authentication {
            let end = dialog.menu?.rows.upperBound ?? screen.rows.count
            let rows = screen.rows[dialog.rows.lowerBound..<end]
            found.url = Links.address(in: rows, width: screen.width)
            found.code = Links.code(in: rows)
        }
        return found
    }
}
