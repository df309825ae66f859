/// The inline half of Markdown: code, strong and emphasized text, links.
struct MarkdownText {
    /// Longer lines are shown as they are: they are data rather than prose.
    private static let limit = 4000
    private static let deepest = 4

    private let letters: [Character]
    /// Signs for which no end was found from a place on: there is none after it either.
    private var endless: [String: Int] = [:]

    private init(_ letters: [Character]) {
        self.letters = letters
    }

    /// Renders a line of text, whose plain parts have a look.
    static func spans(of line: String, in look: TextLook = .plain) -> [Span] {
        let letters = Array(line)
        guard letters.count <= limit, letters.contains(where: { "`*_[\\".contains($0) }) else {
            return [Span(line, look)]
        }
        var text = MarkdownText(letters)
        return text.spans(0..<letters.count, look, depth: 0)
    }

    private mutating func spans(_ range: Range<Int>, _ look: TextLook, depth: Int) -> [Span] {
        var spans: [Span] = []
        var plain = ""
        func flush() {
            if !plain.isEmpty { spans.append(Span(plain, look)) }
            plain = ""
        }
        var place = range.lowerBound
        while place < range.upperBound {
            let letter = letters[place]
            if letter == "\\", place + 1 < range.upperBound,
                letters[place + 1].isPunctuation || letters[place + 1].isSymbol
            {
                plain.append(letters[place + 1])
                place += 2
            } else if letter == "`", let (content, next) = code(place, range) {
                flush()
                spans.append(Span(content, .code))
                place = next
            } else if letter == "*" || letter == "_", depth < Self.deepest,
                let (inner, next, isStrong) = emphasis(place, range)
            {
                flush()
                spans += self.spans(
                    inner, isStrong ? .strong : look == .plain ? .emphasis : look, depth: depth + 1)
                place = next
            } else if letter == "[", let (label, target, next) = link(place, range) {
                flush()
                spans += self.spans(label, look, depth: Self.deepest)
                if String(letters[label]) != target { spans.append(Span(" (\(target))", .dim)) }
                place = next
            } else {
                plain.append(letter)
                place += 1
            }
        }
        flush()
        return spans
    }

    /// Code between two runs of backticks of one length.
    private mutating func code(_ start: Int, _ range: Range<Int>) -> (String, next: Int)? {
        let count = run(of: "`", at: start, range)
        let mark = String(repeating: "`", count: count)
        if let known = endless[mark], start >= known { return nil }
        var place = start + count
        while place < range.upperBound {
            guard letters[place] == "`" else {
                place += 1
                continue
            }
            let length = run(of: "`", at: place, range)
            if length == count {
                let content = String(letters[start + count..<place])
                let isPadded = content.hasPrefix(" ") && content.hasSuffix(" ") && content.count > 2
                return (isPadded ? String(content.dropFirst().dropLast()) : content, place + length)
            }
            place += length
        }
        giveUp(mark, start, range)
        return nil
    }

    /// Text between one or two stars or underscores; an underscore within a word is a letter of it.
    private mutating func emphasis(
        _ start: Int, _ range: Range<Int>
    ) -> (inner: Range<Int>, next: Int, isStrong: Bool)? {
        let mark = letters[start]
        let count = min(2, run(of: mark, at: start, range))
        let first = start + count
        guard first < range.upperBound, !letters[first].isWhitespace, letters[first] != mark else {
            return nil
        }
        if mark == "_", start > range.lowerBound, isWord(letters[start - 1]) { return nil }
        let name = String(repeating: mark, count: count)
        if let known = endless[name], start >= known { return nil }
        var place = first + 1
        while place + count <= range.upperBound {
            guard letters[place] == mark else {
                place += 1
                continue
            }
            let length = run(of: mark, at: place, range)
            let next = place + count
            if length >= count, length != 1 || count == 1, !letters[place - 1].isWhitespace,
                count == 2 || length != 2,
                mark != "_" || next >= range.upperBound || !isWord(letters[next])
            {
                return (first..<place, next, count == 2)
            }
            place += length
        }
        giveUp(name, start, range)
        return nil
    }

    /// `[label](target)`.
    private mutating func link(
        _ start: Int, _ range: Range<Int>
    ) -> (label: Range<Int>, target: String, next: Int)? {
        if let known = endless["["], start >= known { return nil }
        guard let close = letters[start..<range.upperBound].firstIndex(of: "]") else {
            giveUp("[", start, range)
            return nil
        }
        guard close + 1 < range.upperBound, letters[close + 1] == "(",
            let end = letters[close + 2..<range.upperBound].firstIndex(of: ")"), end > close + 2
        else { return nil }
        return (start + 1..<close, String(letters[close + 2..<end]), end + 1)
    }

    /// There is no end for a sign in the rest of the line.
    private mutating func giveUp(_ sign: String, _ start: Int, _ range: Range<Int>) {
        if range.upperBound == letters.count { endless[sign] = start }
    }

    private func run(of mark: Character, at start: Int, _ range: Range<Int>) -> Int {
        letters[start..<range.upperBound].prefix { $0 == mark }.count
    }

    private func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber || letter == "_" }
}
