/// Answers to choose from at the end of a row: short words between brackets with `/`, `|` or `,` between them.
///
/// They look the same in every language, which the words before them do not.
enum Choice {
    /// More brackets than stand behind the answers: a default, a remark.
    private static let groupLimit = 3
    /// More characters than a short answer has: `yes`, `oui`, `ja`, `nein`, `abort`.
    private static let wordLimit = 6

    /// Whether a row ends with answers, but for what may follow them: a sign, or another pair of brackets.
    static func ends(_ row: ArraySlice<UInt8>) -> Bool {
        var rest = row
        for _ in 0..<groupLimit {
            while let last = rest.last, " ?:.".utf8.contains(last) { rest.removeLast() }
            guard let close = rest.last, let start = start(of: close, in: rest) else { return false }
            if isChoice(rest[(start + 1)..<(rest.endIndex - 1)]) { return true }
            rest = rest[..<start]
        }
        return false
    }

    /// Where the bracket begins that the last byte ends.
    private static func start(of close: UInt8, in row: ArraySlice<UInt8>) -> Int? {
        let pairs: [UInt8: UInt8] = [0x29: 0x28, 0x5D: 0x5B, 0x3E: 0x3C]
        guard let open = pairs[close] else { return nil }
        var depth = 0
        for index in row.indices.reversed() {
            if row[index] == close { depth += 1 }
            if row[index] == open {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// Two answers at least, the first two of them short words.
    private static func isChoice(_ group: ArraySlice<UInt8>) -> Bool {
        for sign in "/|,".utf8 {
            let words = group.split(separator: sign, omittingEmptySubsequences: false)
            guard words.count > 1 else { continue }
            return words.prefix(2).allSatisfy(isWord)
        }
        return false
    }

    /// A few letters, in brackets of their own if they are what Enter takes.
    private static func isWord(_ word: ArraySlice<UInt8>) -> Bool {
        let letters = word.filter { !" []()".utf8.contains($0) }
        // Continuation bytes are no letters of their own.
        let count = letters.count { $0 & 0xC0 != 0x80 }
        guard (1...wordLimit).contains(count), let first = letters.first else { return false }
        return !first.isDigit && letters.allSatisfy { $0.isWord || $0 >= 0x80 }
    }
}
