/// Where a CLI's prompt is on the screen.
struct PromptBox: Sendable {
    /// The first row that belongs to it; what goes on stands above.
    let top: Int
    /// What a dialog must not stand above: its lower line, or the prompt itself.
    let end: Int
    /// The rows below it.
    let footer: Range<Int>
    /// It has a frame on all sides.
    private(set) var isFramed = false

    /// More rows than the menu of commands that a CLI shows below its prompt.
    private static let footerLimit = 16
    /// More rows than a prompt has that a person reads while typing.
    private static let contentLimit = 24
    /// More rows than the names of tasks, model and folder take.
    private static let markedLimit = 8
    /// A box at the top of the screen may have lost its upper line; more rows are something else.
    private static let cutLimit = 3

    private init(top: Int, end: Int, footer: Range<Int>) {
        self.top = top
        self.end = end
        self.footer = footer
    }

    /// Finds the lowest prompt; nil while there is none, for instance because a dialog took its place.
    init?(in screen: ScreenText, _ prompt: RuleSet.Prompt) {
        switch prompt {
        case .boxed(let markers): self.init(boxed: markers, screen.rows)
        case .bare(let markers): self.init(bare: markers, screen.rows)
        case .marked(let markers): self.init(marked: markers, screen.rows)
        case .cursorRow(let patterns):
            let cursor = screen.cursor
            guard screen.rows.indices.contains(cursor),
                patterns.contains(where: { $0.matches(screen.rows[cursor].bytes) })
            else { return nil }
            self.init(top: cursor, end: cursor, footer: (cursor + 1)..<screen.rows.count)
        case .none: return nil
        }
    }

    /// Between two lines without blank rows beside them: a message between other lines has some, and other
    /// messages below it at the left edge.
    private init?(boxed markers: String, _ rows: [ScreenRow]) {
        guard let bottom = rows.lastIndex(where: { $0.kind == .rule }),
            bottom + Self.footerLimit >= rows.count
        else { return nil }
        let top = rows[..<bottom].lastIndex { $0.kind == .rule } ?? (bottom <= Self.cutLimit ? -1 : nil)
        guard let top, bottom - top <= Self.contentLimit, top + 1 < bottom, rows[bottom - 1].kind == .text
        else {
            return nil
        }
        let content = rows[(top + 1)..<bottom]
        guard let first = content.first, first.starts(with: markers),
            content.dropFirst().allSatisfy({ $0.kind != .text || ($0.indent >= 2 && !$0.starts(with: "⎿")) })
        else { return nil }
        self.init(top: top, end: bottom, footer: (bottom + 1)..<rows.count)
        isFramed = top >= 0 && rows[top].edge == .upper
    }

    /// The row may say what it does at its right end, so it counts as a footer, too.
    private init?(marked markers: String, _ rows: [ScreenRow]) {
        var count = 0
        for index in rows.indices.reversed() where rows[index].kind == .text {
            if rows[index].starts(with: markers) {
                let top = index > 0 && rows[index - 1].kind == .rule ? index - 1 : index
                self.init(top: top, end: index, footer: index..<rows.count)
                return
            }
            count += 1
            if count > Self.markedLimit { return nil }
        }
        return nil
    }

    private init?(bare markers: String, _ rows: [ScreenRow]) {
        var count = 0
        for index in rows.indices.reversed() where rows[index].kind == .text {
            if rows[index].indent == 0 {
                guard rows[index].starts(with: markers) else { return nil }
                self.init(top: index, end: index, footer: (index + 1)..<rows.count)
                return
            }
            count += 1
            if count > Self.contentLimit { return nil }
        }
        return nil
    }
}
