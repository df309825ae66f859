/// What a person typed: words that must all occur, each also as the beginning of a word.
struct SearchQuery: Sendable {
    /// The parts between blanks.
    let words: [String]
    /// The same in lower case, as bytes.
    private let folded: [[UInt8]]

    init(_ text: String) {
        let visible = text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        }
        words = String(visible).split(separator: " ").prefix(32).map { String($0.prefix(256)) }
        folded = words.map { Array($0.lowercased().utf8) }
    }

    /// What the index makes words of: letters and digits.
    static func isIndexed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The query as FTS5 takes it: every word as a string in quotes, so that nothing in it is syntax.
    ///
    /// Nil when no word has anything that the index knows.
    ///
    /// - SeeAlso: https://www.sqlite.org/fts5.html#full_text_query_syntax
    var match: String? {
        let known = words.filter { $0.unicodeScalars.contains(where: Self.isIndexed) }
        guard !known.isEmpty else { return nil }
        return known.map { word in
            let quoted = word.split(separator: "\"", omittingEmptySubsequences: false).joined(
                separator: "\"\"")
            return "\"\(quoted)\"*"
        }
        .joined(separator: " ")
    }

    /// Patterns for LIKE with `\` as the escape.
    var patterns: [String] {
        words.map { word in
            "%" + word.map { "\\%_".contains($0) ? "\\\($0)" : String($0) }.joined() + "%"
        }
    }

    /// True when a line has all the words anywhere, without regard to case.
    func isIn(_ line: String) -> Bool {
        let isPlain = line.utf8.allSatisfy { $0 < 0x80 }
        let bytes = Array((isPlain ? line : line.lowercased()).utf8)
        return folded.allSatisfy { Self.contains($0, in: bytes) }
    }

    /// False when no line of raw output can have all the words; quick, and never wrong on the safe side.
    ///
    /// Escape sequences may stand inside a word, and letters other than ASCII have two cases.
    func mayBeIn(_ output: [UInt8]) -> Bool {
        folded.allSatisfy { word in
            word.contains { $0 >= 0x80 } || Self.contains(word, in: output)
        } || output.contains(0x1B)
    }

    private static func contains(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = word.first, word.count <= bytes.count else { return word.isEmpty }
        let (word, bytes) = (word.span, bytes.span)
        for start in 0...bytes.count - word.count where fold(bytes[start]) == first {
            var index = 1
            while index < word.count, fold(bytes[start + index]) == word[index] { index += 1 }
            if index == word.count { return true }
        }
        return false
    }

    private static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
