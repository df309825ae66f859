import RoostModel

/// A question in a line of its own, with the cursor behind it.
struct LineQuestion: Sendable {
    let bytes: ArraySlice<UInt8>
    let row: Int
    /// The row and those above that it goes on from: a narrow pane breaks a question at its edge, within words, too.
    private let wrapped: [ArraySlice<UInt8>]
    /// What stood there before somebody typed behind it; nil: nobody has.
    private let untyped: ArraySlice<UInt8>?
    /// More rows than a question takes.
    private static let rowLimit = 4

    /// The cursor's row; nil when it is blank or when the cursor stands before its end.
    ///
    /// - Parameters:
    ///   - screen: Where it stands.
    ///   - cursorColumn: 0-based.
    ///   - before: What stood there before somebody typed; nil: nobody has.
    init?(in screen: ScreenText, cursorColumn: Int, before: String? = nil) {
        guard screen.rows.indices.contains(screen.cursor) else { return nil }
        let row = screen.rows[screen.cursor]
        guard row.kind == .text, !row.isFramed, cursorColumn + 1 >= row.width else { return nil }
        bytes = row.bytes
        untyped = before.map { ScreenRow($0).bytes }
        self.row = screen.cursor
        var wrapped: [ArraySlice<UInt8>] = []
        var joined = Array(row.bytes)
        for index in (max(0, screen.cursor - Self.rowLimit)..<screen.cursor).reversed() {
            let above = screen.rows[index]
            guard above.kind == .text, !above.isFramed, above.width + 1 >= screen.width else { break }
            // A blank at the edge is not kept.
            joined = above.bytes + (above.width < screen.width ? [0x20] : []) + joined
            wrapped.append(joined[...])
        }
        self.wrapped = wrapped
    }

    /// Whether a rule's pattern matches it, alone or with the rows that it goes on from.
    func matches(_ rule: DetectionRule) -> Bool { rule.patterns.contains { matches($0) } }

    /// Whether a pattern matches it, alone or with the rows that it goes on from.
    func matches(_ pattern: TextPattern) -> Bool {
        if let untyped { return pattern.matches(untyped) }
        return pattern.matches(bytes) || wrapped.contains { pattern.matches($0) }
    }

    /// What the program asks, without what a person has typed behind it.
    var asked: ArraySlice<UInt8> { untyped ?? bytes }

    /// Whether the row above it matches.
    func isBelow(_ pattern: TextPattern, in screen: ScreenText) -> Bool {
        guard let above = screen.textRow(above: row) else { return false }
        return pattern.matches(screen.rows[above].bytes)
    }

    /// It ends as questions do: with `?` or `:`, or with a suggestion in brackets behind one.
    var endsLikeQuestion: Bool {
        guard let last = asked.last else { return false }
        if "?:".utf8.contains(last) { return true }
        return ")]".utf8.contains(last) && asked.contains { "?:".utf8.contains($0) }
    }

    /// It ends with answers to choose from, whatever the language: `[y/N]`, `(j/n)?`, `(yes|no):`.
    var offersChoice: Bool { Choice.ends(asked) }

    /// Whether nothing but a sign stands there, below a list with numbers.
    func isBelowList(in screen: ScreenText) -> Bool {
        guard asked.count <= 2 else { return false }
        var numbers = 0
        var index = screen.textRow(above: row)
        while let above = index, numbers < 2, row - above < Self.listReach {
            guard Self.isNumbered(screen.rows[above].bytes) else { return false }
            numbers += 1
            index = screen.textRow(above: above)
        }
        return numbers == 2
    }

    /// More rows than the last two of a list and a blank one take.
    private static let listReach = 5

    /// It begins like `1) red`, `2. green` or `(3) blue`.
    private static func isNumbered(_ bytes: ArraySlice<UInt8>) -> Bool {
        let rest = bytes.first == UInt8(ascii: "(") ? bytes.dropFirst() : bytes
        let digits = rest.prefix { $0.isDigit }
        let sign = rest[digits.endIndex...].first
        return (1...2).contains(digits.count) && (sign == UInt8(ascii: ")") || sign == UInt8(ascii: "."))
    }

    /// Without what was typed behind it.
    var question: String {
        let text = bytes.text
        guard text.contains("(Y)es/(N)o"), let end = text.range(of: "]:") else { return text }
        return String(text[..<end.upperBound])
    }

    /// The answers that its words offer.
    var options: [Attention.Option] {
        let text = bytes.text
        let lower = text.lowercased()
        let named = Self.named(text)
        if !named.isEmpty { return named }
        if lower.contains("yes/no") { return [option("yes", "yes"), option("no", "no")] }
        for pair in ["y/n", "[y]/n", "y/[n]", "y,n"] where lower.contains(pair) {
            return [option("y", "yes"), option("n", "no")]
        }
        return lower.hasSuffix("?") || lower.hasSuffix("(y)") ? [option("y", "yes"), option("n", "no")] : []
    }

    private func option(_ key: String, _ label: String) -> Attention.Option {
        Attention.Option(key: key, label: label, isSelected: false)
    }

    /// The answers of a list like `(Y)es/(N)o/(D)on't ask again`.
    private static func named(_ text: String) -> [Attention.Option] {
        guard let start = text.range(of: "(Y)es") else { return [] }
        let list = text[start.lowerBound...].prefix { $0 != "[" && $0 != ":" }
        return list.split(separator: "/").compactMap { part in
            let words = part.filter { $0 != "(" && $0 != ")" }
            guard part.first == "(", let key = words.first else { return nil }
            return Attention.Option(
                key: key.lowercased(), label: words.trimmingBlanks, isSelected: false)
        }
    }
}

extension StringProtocol {
    /// Where some text starts.
    func range(of other: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}
