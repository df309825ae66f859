import RoostModel

/// Markdown as lines for a terminal: what it says stays, most of its signs become looks.
///
/// The blocks of CommonMark (https://spec.commonmark.org/0.31.2) that models write: headings, lists, quotes,
/// rules, fenced code. A line end stays one, since models mean it.
struct Markdown {
    private var lines: [StyledLine] = []
    private var fence: Fence?

    /// Code between two fences.
    private struct Fence {
        var mark: Character
        var count: Int
        var isDiff: Bool
    }

    private static let codeLead = [Span("│ ", .frame)]

    /// Renders a text.
    ///
    /// - Complexity: O(*n*) in the text; within a line of up to 4,000 letters O(*n*²) at worst.
    static func lines(of text: String) -> [StyledLine] {
        var markdown = Markdown()
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            markdown.add(String(line).replacing("\t", with: "    "))
        }
        while markdown.lines.last?.isBlank == true { markdown.lines.removeLast() }
        return markdown.lines
    }

    /// Renders code as it stands between fences.
    static func code(_ text: String, isDiff: Bool) -> [StyledLine] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            code(line: String(line).replacing("\t", with: "    "), isDiff: isDiff)
        }
    }

    private static func code(line: String, isDiff: Bool) -> StyledLine {
        StyledLine([Span(line, isDiff ? diffLook(line) : .plain)], lead: codeLead, isVerbatim: true)
    }

    /// A line of a unified diff.
    private static func diffLook(_ line: String) -> TextLook {
        switch line.first {
        case "+": line.hasPrefix("+++ ") ? .dim : .added
        case "-": line.hasPrefix("--- ") ? .dim : .removed
        case "@": .name
        default: .plain
        }
    }

    private mutating func add(_ line: String) {
        let trimmed = line.drop { $0 == " " }
        if let fence {
            if Self.fence(trimmed, fence.mark).map({ $0.count >= fence.count && $0.info.isEmpty }) == true {
                self.fence = nil
            } else {
                lines.append(Self.code(line: line, isDiff: fence.isDiff))
            }
            return
        }
        for mark: Character in ["`", "~"] {
            guard let (count, info) = Self.fence(trimmed, mark) else { continue }
            fence = Fence(mark: mark, count: count, isDiff: ["diff", "patch"].contains(info.lowercased()))
            if !info.isEmpty { lines.append(StyledLine([Span(info, .dim)], lead: Self.codeLead)) }
            return
        }
        guard !trimmed.isEmpty else {
            if lines.last.map({ !$0.isBlank }) == true { lines.append(StyledLine("")) }
            return
        }
        lines.append(block(trimmed, indent: line.count - trimmed.count))
    }

    private func block(_ line: Substring, indent: Int) -> StyledLine {
        let marks = line.prefix { $0 == "#" }.count
        if (1...6).contains(marks), line.dropFirst(marks).first == " " {
            let title = line.dropFirst(marks).trimmingBlanks
            return StyledLine(MarkdownText.spans(of: title, in: .strong))
        }
        if Self.isRule(line) { return StyledLine(String(repeating: "─", count: 8), .frame) }
        if line.first == ">" {
            let quoted = line.drop { $0 == ">" || $0 == " " }
            return StyledLine(MarkdownText.spans(of: String(quoted), in: .quote), lead: Self.codeLead)
        }
        let blanks = String(repeating: " ", count: min(indent, 12))
        guard let mark = Self.listMark(line) else {
            let lead = blanks.isEmpty ? [] : [Span(blanks)]
            return StyledLine(MarkdownText.spans(of: String(line)), lead: lead)
        }
        let item = line.dropFirst(mark.count).drop { $0 == " " }
        let sign = mark == "*" || mark == "+" ? "-" : mark
        let hang = blanks + String(repeating: " ", count: sign.count + 1)
        return StyledLine(
            MarkdownText.spans(of: String(item)), lead: [Span(blanks), Span(sign + " ", .name)],
            hang: [Span(hang)])
    }

    /// How many signs open or close a fence, and what follows; nil where none does.
    private static func fence(_ line: Substring, _ mark: Character) -> (count: Int, info: String)? {
        let count = line.prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        let info = line.dropFirst(count).trimmingBlanks
        // Three marks and code in one line are code within a text.
        return info.contains(mark) ? nil : (count, info)
    }

    private static func isRule(_ line: Substring) -> Bool {
        guard let mark = line.first, "-*_".contains(mark) else { return false }
        return line.allSatisfy { $0 == mark || $0 == " " } && line.count { $0 == mark } >= 3
    }

    /// `-`, `*`, `+` or `12.` before a blank.
    private static func listMark(_ line: Substring) -> String? {
        if let mark = line.first, "-*+".contains(mark), line.dropFirst().first == " " { return String(mark) }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard (1...9).contains(digits.count), let mark = rest.first, mark == "." || mark == ")",
            rest.dropFirst().first == " "
        else { return nil }
        return "\(digits)\(mark)"
    }
}

extension StyledLine {
    fileprivate var isBlank: Bool { lead.isEmpty && spans.allSatisfy(\.text.isEmpty) }
}
