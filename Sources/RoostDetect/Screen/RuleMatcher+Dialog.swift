import RoostModel

// Dialogs, with a menu and without.
extension RuleMatcher {
    /// What a menu at the bottom is.
    enum MenuFinding: Sendable {
        /// It needs a person.
        case asks(Attention)
        /// A person opened it.
        case opened
        /// It may be drawn up to its options only; sure after so many milliseconds more.
        case unfinished(Int64)
    }

    /// The menu at the bottom.
    ///
    /// - Parameters:
    ///   - box: The prompt, if it is there; what stands above it was printed by somebody else.
    ///   - isStart: The program has not shown its prompt yet, so that nobody can have opened the menu.
    /// - Returns: What it is; nil when there is none.
    func menu(_ box: PromptBox?, isStart: Bool) -> MenuFinding? {
        // A program that reads whole lines shows no menus: what looks like one was quoted.
        guard !observation.isCooked, let menu = Menu(in: screen, rules),
            menu.rows.upperBound > box?.end ?? 0
        else { return nil }
        let left = rules.footerlessMilliseconds &- observation.quietMilliseconds
        if menu.footer.isEmpty, left > 0 { return .unfinished(left) }
        let dialog = Dialog(menu, in: screen, messageMarkers: rules.messageMarkers)
        for rule in rules.rules {
            guard case .attention(let kind) = rule.meaning else { continue }
            let row: Int?
            switch rule.place {
            case .menu: row = dialog.row(rule)
            case .menuFooter: row = rule.matches(menu.footer) ? dialog.question : nil
            case .option:
                row = menu.options.contains { rule.matches($0.label) } ? dialog.question : nil
            default: row = nil
            }
            guard let row else { continue }
            return .asks(attention(kind, dialog.text(rule.subject, question: row), dialog))
        }
        // Unknown words in a known form: a question, if that is what it is.
        if menu.footer.isEmpty { return nil }
        if isStart, let row = dialog.question {
            return .asks(attention(.question, dialog.text(.whole, question: row), dialog))
        }
        guard let question = dialog.question, screen.rows[question].bytes.last == UInt8(ascii: "?") else {
            return .opened
        }
        return .asks(attention(.question, dialog.text(.question, question: question), dialog))
    }

    /// Whether what looks like a prompt is the field of a form.
    func isField(_ box: PromptBox) -> Bool {
        box.isFramed
            || screen.rows[box.footer].contains { row in
                row.kind == .text && rules.formFooters.contains { $0.matches(row.bytes) }
            }
    }

    /// A dialog without a menu.
    var form: Attention? {
        guard !observation.isCooked, let last = screen.textRow(above: screen.rows.count) else { return nil }
        let dialog = Dialog(bottomOf: screen, messageMarkers: rules.messageMarkers)
        for rule in rules.rules {
            guard case .form(let ending) = rule.place, case .attention(let kind) = rule.meaning,
                ending.matches(screen.rows[last].bytes), let row = dialog.row(rule)
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
            found.url = Links.address(in: rows, width: screen.width, linked: observation.links)
            found.code = Links.code(in: rows)
        }
        return found
    }
}
