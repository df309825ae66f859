/// What a person typed: words that must all occur, each also as the beginning of a word.
struct SearchQuery: Sendable {
    /// The parts between blanks.
    let words: [String]
    /// The same in lower case, as bytes.
    private let folded: [[UInt8]]
    /// The least bytes of a piece of output: some lines.
    private static let pieceSize = 2048

    /// What the filter of a text must have that has the words.
    let grams: Grams

    init(_ text: String) {
        let visible = text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        }
        words = String(visible).split(separator: " ").prefix(32).map { String($0.prefix(256)) }
        folded = words.map { Array($0.lowercased().utf8) }
        grams = Grams(of: folded)
    }

    /// What the index makes words of: letters and digits.
    static func isIndexed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The query as FTS5 takes it: every word as a string in quotes, so that nothing in it is syntax.
    ///
    /// For a beginning FTS5 makes one list of all lines that have any word with it; of a word that is named it
    /// reads as many lines as it is asked for, the newest first.
    ///
    /// - Parameter indexed: The words of the index that begin with one of ASCII letters and digits in lower case;
    ///   nil when there are too many to name.
    /// - Returns: Nil when no line of the index can match.
    /// - SeeAlso: https://www.sqlite.org/fts5.html#full_text_query_syntax
    func match(naming indexed: (String) throws -> [String]?) rethrows -> String? {
        let known = words.filter { $0.unicodeScalars.contains(where: Self.isIndexed) }
        guard !known.isEmpty else { return nil }
        var terms: [String] = []
        for word in known {
            let isPlain = word.unicodeScalars.allSatisfy { $0.isASCII && Self.isIndexed($0) }
            if isPlain, let names = try indexed(word.lowercased()) {
                guard !names.isEmpty else { return nil }
                terms.append("(" + names.map(Self.quoted).joined(separator: " OR ") + ")")
            } else {
                terms.append(Self.quoted(word) + "*")
            }
        }
        return terms.joined(separator: " AND ")
    }

    private static func quoted(_ word: String) -> String {
        let parts = word.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + parts.joined(separator: "\"\"") + "\""
    }

    /// Patterns for LIKE with `\` as the escape.
    var patterns: [String] {
        words.map { word in
            "%" + word.map { "\\%_".contains($0) ? "\\\($0)" : String($0) }.joined() + "%"
        }
    }

    /// True when a line has all the words anywhere, without regard to case.
    func isIn(_ line: String) -> Bool {
        isIn(folded: FoldedText.bytes(line))
    }

    /// The same for a line that ``FoldedText`` has made.
    func isIn(folded line: [UInt8]) -> Bool {
        folded.allSatisfy { Self.contains($0, in: line) }
    }

    /// False when no line of raw output can have all the words; quick, and never wrong on the safe side.
    func mayBeIn(_ output: [UInt8]) -> Bool {
        if isIn(raw: output) { return true }
        if PlainText.isPlain(output.span) { return false }
        var visible = output
        PlainText.removeColors(from: &visible)
        // Other controls may stand inside a word or make one.
        return isIn(raw: visible) || !PlainText.isPlain(visible.span)
    }

    /// Where raw output may have lines with all the words: parts that begin and end where a line does.
    ///
    /// - Parameters:
    ///   - output: What a program printed.
    ///   - start: Where to begin to look: where a line begins.
    /// - Returns: In order; the last may end in the middle of a line.
    func pieces(of output: [UInt8], from start: Int) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var next = start
        while next < output.count {
            let rest = output[min(next + Self.pieceSize, output.count)...]
            let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? output.count
            var visible = Array(output[next..<end])
            PlainText.removeColors(from: &visible)
            // Where something may hide line ends, only the parser knows what a line is.
            guard PlainText.isPlain(visible.span) else {
                return mayBeIn(Array(output[next...])) ? pieces + [next..<output.count] : pieces
            }
            if isIn(raw: visible) { pieces.append(next..<end) }
            next = end
        }
        return pieces
    }

    /// Letters other than ASCII have two cases: what has them may be there.
    private func isIn(raw output: [UInt8]) -> Bool {
        folded.allSatisfy { word in word.contains { $0 >= 0x80 } || Self.contains(word, in: output) }
    }

    private static func contains(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        find(word, in: bytes.span, from: 0, to: bytes.count) != nil
    }

    /// Where a word begins that lies between two places.
    private static func find(_ word: [UInt8], in bytes: Span<UInt8>, from: Int, to: Int) -> Int? {
        guard let filter = SubstringFilter(word), word.count <= to - from else {
            return word.isEmpty ? from : nil
        }
        let word = word.span
        var start = from
        let end = to - word.count + 1
        while start < end {
            let next = min(start + SubstringFilter.width, end)
            if next - start < SubstringFilter.width || filter.mayBegin(in: bytes, at: start) {
                for start in start..<next where isWord(word, in: bytes, at: start) { return start }
            }
            start = next
        }
        return nil
    }

    private static func isWord(_ word: Span<UInt8>, in bytes: Span<UInt8>, at start: Int) -> Bool {
        var index = 0
        while index < word.count, FoldedText.fold(bytes[start + index]) == word[index] { index += 1 }
        return index == word.count
    }
}
