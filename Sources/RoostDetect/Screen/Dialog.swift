import RoostModel

/// The rows of a dialog, and what they say in words.
struct Dialog: Sendable {
    let screen: ScreenText
    /// From its first row to the last one above the options, or to its end without a menu.
    let rows: Range<Int>
    let menu: Menu?
    private let lines: [Line]

    private struct Line: Sendable {
        let row: Int
        let bytes: ArraySlice<UInt8>
    }

    /// More rows than a dialog has above its options.
    private static let reach = 28
    /// More rows than a field of a form takes.
    private static let fieldLimit = 3
    /// What an attention's text may take, in characters.
    private static let textLimit = 600

    /// The dialog around a menu.
    init(_ menu: Menu, in screen: ScreenText, messageMarkers: String) {
        self.screen = screen
        self.menu = menu
        let end = menu.rows.lowerBound
        rows = Self.top(above: end, in: screen, messageMarkers)..<end
        lines = Self.lines(rows, in: screen)
    }

    /// What stands at the bottom of a screen without a menu.
    init(bottomOf screen: ScreenText, messageMarkers: String) {
        self.screen = screen
        menu = nil
        // The lower edge of its frame does not bound it, nor does that of a field at its end.
        var end = screen.textRow(above: screen.rows.count).map { $0 + 1 } ?? 0
        if end < screen.rows.count, Self.upperEdge(ofFieldAbove: end, in: screen) != nil { end += 1 }
        rows = Self.top(above: end, in: screen, messageMarkers)..<end
        lines = Self.lines(rows, in: screen)
    }

    /// Lines across and messages of the conversation bound a dialog.
    private static func top(above end: Int, in screen: ScreenText, _ messageMarkers: String) -> Int {
        var top = end
        while top > 0, end - top < reach {
            let row = screen.rows[top - 1]
            if let upper = upperEdge(ofFieldAbove: top - 1, in: screen) {
                top = upper
                continue
            }
            if row.kind == .rule || (row.indent == 0 && row.starts(with: messageMarkers)) { break }
            top -= 1
        }
        return top
    }

    /// Where a field begins that a row closes: a frame around what is typed into a form is no bound of the form.
    private static func upperEdge(ofFieldAbove index: Int, in screen: ScreenText) -> Int? {
        guard screen.rows[index].edge == .lower else { return nil }
        let above = max(0, index - fieldLimit - 1)..<index
        guard let upper = above.last(where: { !screen.rows[$0].isFramed }),
            screen.rows[upper].edge == .upper
        else { return nil }
        return upper
    }

    /// The lowest row that a rule's pattern matches, alone or with those that it goes on in; the earlier pattern first.
    func row(_ rule: DetectionRule) -> Int? {
        rule.patterns.lazy.compactMap { row($0) }.first
    }

    /// The lowest row that a pattern matches.
    func row(_ pattern: TextPattern) -> Int? {
        lines.last { pattern.matches($0.bytes) }?.row
    }

    /// Each row, and once more with those that it goes on in: a narrow pane breaks the words of a rule.
    private static func lines(_ rows: Range<Int>, in screen: ScreenText) -> [Line] {
        rows.flatMap { index -> [Line] in
            guard screen.rows[index].kind == .text else { return [] }
            let line = Line(row: index, bytes: screen.rows[index].bytes)
            let paragraph = paragraph(at: index, rows, in: screen)
            guard paragraph.count > 1 else { return [line] }
            var joined = line.bytes
            for row in screen.rows[paragraph.dropFirst()] {
                joined.append(0x20)
                joined.append(contentsOf: row.bytes)
            }
            return [line, Line(row: index, bytes: joined)]
        }
    }

    /// The row that asks: the lowest that ends in a question mark, else the lowest there is.
    var question: Int? {
        let texts = rows.filter { screen.rows[$0].kind == .text }
        return texts.last { screen.rows[$0].bytes.last == UInt8(ascii: "?") } ?? texts.last
    }

    /// What is asked, in a line or a few.
    func text(_ subject: DetectionRule.Subject, question: Int) -> String {
        let asked = screen.rows[Self.paragraph(at: question, rows, in: screen)].map(\.text)
            .joined(separator: " ")
        let before = rows.lowerBound..<min(question, rows.upperBound)
        let lines: [String]
        switch subject {
        case .question: lines = [asked]
        case .command: lines = command(before).map { [$0, asked] } ?? [asked]
        case .folder: lines = (folder.map { [$0] } ?? []) + [asked]
        case .whole: lines = texts(before) + [asked]
        case .since(let pattern): lines = texts((row(pattern) ?? question)..<before.upperBound) + [asked]
        }
        return String(lines.joined(separator: "\n").prefix(Self.textLimit))
    }

    private func texts(_ range: Range<Int>) -> [String] {
        range.filter { screen.rows[$0].kind == .text && !isAdvice($0) }.map { screen.rows[$0].text }
    }

    /// claude recommends its other modes inside dialogs.
    private func isAdvice(_ index: Int) -> Bool { screen.rows[index].text.hasPrefix("Tip: ") }

    /// A row and those that its text goes on in: it reaches the edge and ends no sentence.
    private static func paragraph(at index: Int, _ rows: Range<Int>, in screen: ScreenText) -> Range<Int> {
        var end = index + 1
        while end < rows.upperBound, end - index < 3 {
            let (row, next) = (screen.rows[end - 1], screen.rows[end])
            guard row.width + 12 >= screen.width, !row.endsSentence, next.kind == .text,
                next.indent == screen.rows[index].indent
            else { break }
            end += 1
        }
        return index..<end
    }

    /// The command that is asked about: after `$`, or between dashed lines, or below the title.
    private func command(_ range: Range<Int>) -> String? {
        if let start = rows.first(where: { screen.rows[$0].text.hasPrefix("$ ") }) {
            let end = rows.first { $0 > start && screen.rows[$0].kind != .text } ?? rows.upperBound
            return texts(start..<end).joined(separator: "\n")
        }
        var lines = texts(range)
        let fences = range.filter { screen.rows[$0].kind == .fence }
        if let first = fences.first, let last = fences.last, first < last {
            let title = texts(range.lowerBound..<first).first
            lines = texts(first..<last)
            return title.map { "\($0): \(lines.joined(separator: "\n"))" } ?? lines.joined(separator: "\n")
        }
        guard let title = lines.first else { return nil }
        let rest = lines.dropFirst().prefix(3)
        return rest.isEmpty ? title : "\(title): \(rest.joined(separator: "\n"))"
    }

    private var folder: String? {
        texts(rows).first { $0.hasPrefix("/") || $0.hasPrefix("~/") }
    }
}
