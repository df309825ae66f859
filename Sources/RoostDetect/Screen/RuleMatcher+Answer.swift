import RoostModel

// What the program said last.
extension RuleMatcher {
    /// Rows above the prompt box that the last answer is looked for in.
    private static let answerReach = 60
    /// More rows than belong to a prompt in a row.
    private static let headRows = 4
    /// Rows of it that are quoted.
    private static let quotedRows = 3
    /// Characters of it that are quoted.
    private static let quotedLength = 200

    /// The beginning of the last answer above the prompt box, masked; nil when the screen shows none.
    ///
    /// Where the answer begins above the screen, it is its last row.
    func answer(above box: PromptBox) -> String? {
        let end = headTop(above: box)
        let above = max(0, end - Self.answerReach)..<max(0, end)
        var quoted: [String] = []
        if let start = above.last(where: { isAnswer(screen.rows[$0]) }) {
            for index in start..<min(start + Self.quotedRows, above.upperBound) {
                let row = screen.rows[index]
                guard row.kind == .text else { break }
                quoted.append(row.contentAfter(rules.answerMarkers)?.bytes.text ?? row.text)
            }
        } else if let last = above.last(where: { isPlain(screen.rows[$0]) }) {
            quoted = [screen.rows[last].text]
        }
        let text = quoted.joined(separator: " ")
        return text.isEmpty ? nil : redactor.redact(String(text.prefix(Self.quotedLength)))
    }

    /// Where what belongs to a prompt in a row begins: aider names the files below a line across.
    private func headTop(above box: PromptBox) -> Int {
        guard case .cursorRow = rules.prompt else { return box.top }
        let near = max(0, box.top - Self.headRows)..<max(0, box.top)
        return near.last { screen.rows[$0].kind == .rule } ?? box.top
    }

    private func isAnswer(_ row: ScreenRow) -> Bool {
        row.indent == 0 && row.starts(with: rules.answerMarkers)
    }

    /// Text that is neither what was sent nor the line that says how long it took.
    private func isPlain(_ row: ScreenRow) -> Bool {
        row.kind == .text && !row.starts(with: "❯›>✻✶✢✳·*⎿") && !row.text.hasPrefix("Worked for")
    }
}
