import RoostConfig
import RoostModel

// How a block is drawn: a sign before its first row, and lines that are wrapped later.
extension TranscriptBlock {
    /// Lines of one block that are drawn; whoever wants all of it copies it.
    private static let mostLines = 400
    /// Letters of one block that are drawn.
    private static let mostLetters = 64 << 10
    /// Letters of a line that stands for a folded block.
    private static let foldedLetters = 400

    /// The sign before its first row, with the role of its colour; nil: none.
    func sign(isFolded: Bool) -> (glyph: GlyphRole, role: ThemeRole)? {
        switch kind {
        case .prompt: (.pointer, .accent)
        case .thinking, .toolCall, .raw: (isFolded ? .running : .idle, .dim)
        case .toolResult(let isError), .result(_, let isError):
            isError ? (.error, .error) : (.exited, .exited)
        case .denial: (.approval, .approval)
        case .error(let isFinal): isFinal ? (.error, .error) : (.retrying, .retrying)
        case .diagnostic: (isFolded ? .running : .idle, .error)
        case .status: (.idle, .dim)
        case .attempt, .start, .text: nil
        }
    }

    /// What it says.
    func lines(isFolded: Bool) -> [StyledLine] {
        let lines = isFolded ? folded : unfolded
        guard isNested else { return lines }
        return lines.map { line in
            var line = line
            line.lead.insert(Span("  "), at: 0)
            line.hang.insert(Span("  "), at: 0)
            return line
        }
    }

    private var folded: [StyledLine] {
        let first = Self.firstLine(text)
        let more = text.trimmingBlanks.count { $0.isNewline }
        let count = more > 0 ? [Span("\(more + 1) lines  ", .dim)] : []
        switch kind {
        case .toolCall(let name):
            return [StyledLine([Span("\(name)  ", .name), Span(ToolInput(text).summary)])]
        case .toolResult(let isError):
            let shown = first.isEmpty ? "nothing" : first
            return [StyledLine(count + [Span(shown, isError ? .bad : .dim)])]
        case .thinking: return [StyledLine([Span("thinking  ", .dim)] + count + [Span(first, .dim)])]
        case .raw(let cause): return [StyledLine([Span("\(cause)  ", .dim)] + count + [Span(first, .dim)])]
        case .diagnostic: return [StyledLine(count + [Span(first, .bad)])]
        case .attempt, .start, .prompt, .text, .status, .denial, .error, .result: return unfolded
        }
    }

    private var unfolded: [StyledLine] {
        switch kind {
        case .attempt(let number): return [StyledLine("── attempt \(number) ──", .frame)]
        case .start: return [StyledLine(text.isEmpty ? "begun" : text, .dim)]
        case .prompt: return plain(.name)
        case .text: return cut(lines: .max) { Markdown.lines(of: $0) }
        case .thinking: return [StyledLine("thinking", .dim)] + plain(.dim)
        case .toolCall(let name):
            let input = ToolInput(text)
            return [StyledLine(name, .name)] + Array(input.lines.prefix(Self.mostLines))
        case .toolResult: return cut { Markdown.code($0, isDiff: Self.isDiff($0)) }
        case .status:
            return [StyledLine(text.split(whereSeparator: \.isNewline).last.map(String.init) ?? "", .dim)]
        case .denial: return [StyledLine("refused: \(text)", .warning)]
        case .error(let isFinal): return plain(isFinal ? .bad : .warning)
        case .result(let facts, let isError):
            let end = [isError ? "failed" : "done", facts].filter { !$0.isEmpty }.joined(separator: ": ")
            return [StyledLine(end, isError ? .bad : .good)]
                + (isError ? plain(.bad) : cut { Markdown.lines(of: $0) })
        case .diagnostic: return plain(.bad)
        case .raw(let cause): return [StyledLine(cause, .dim)] + cut { Markdown.code($0, isDiff: false) }
        }
    }

    private func plain(_ look: TextLook) -> [StyledLine] {
        guard !text.isEmpty else { return [] }
        return cut { shown in
            shown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .map { StyledLine(String($0), look) }
        }
    }

    /// Renders as much of the text as is drawn, and says how much is left out.
    private func cut(lines limit: Int = mostLines, _ render: (String) -> [StyledLine]) -> [StyledLine] {
        guard !text.isEmpty else { return [] }
        let isLong = text.utf8.count > Self.mostLetters
        let lines = render(isLong ? String(text.prefix(Self.mostLetters)) : text)
        guard isLong || lines.count > limit else { return lines }
        let rest = "… y copies all of it: \(ByteCount(text.utf8.count))"
        return Array(lines.prefix(limit)) + [StyledLine(rest, .dim)]
    }

    /// Tools that change files answer with what they changed.
    private static func isDiff(_ text: String) -> Bool {
        text.hasPrefix("diff --git ") || text.hasPrefix("--- ") || text.hasPrefix("@@ ")
            || text.contains("\n@@ -")
    }

    private static func firstLine(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.prefix { !$0.isNewline }.prefix(foldedLetters))
    }
}
