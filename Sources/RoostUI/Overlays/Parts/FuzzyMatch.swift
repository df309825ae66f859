/// How well a few typed letters fit a text, as fzf judges it: letters in order, better when they stand together
/// and at the beginning of words.
struct FuzzyMatch: Hashable, Sendable {
    /// Greater is better.
    let score: Int
    /// Which scalars of the text were meant.
    let positions: [Int]

    private static let perLetter = 16
    private static let consecutive = 16
    private static let wordStart = 10
    private static let textStart = 8
    private static let gap = 1
    /// Longer texts are cut: names and directories are shorter, and the cost grows with both lengths.
    private static let limit = 256
    /// The score of what is not possible; far enough from the end of all numbers to subtract from.
    private static let impossible = Int.min / 2

    /// Finds the best way to read `query` in `text`; nil when its letters are not there in order.
    ///
    /// Case counts only if `query` has an upper-case letter. An empty query fits everything.
    ///
    /// - Complexity: O(*n* · *m*) in the two lengths; O(*n*) where the letters are not there.
    init?(_ query: String, in text: String) {
        let typed = query.unicodeScalars.prefix(64).map(\.value)
        let needle = typed.map(Self.folded)
        guard !needle.isEmpty else {
            score = 0
            positions = []
            return
        }
        let original = text.unicodeScalars.prefix(Self.limit).map(\.value)
        let ignoresCase = needle == typed
        let hay = ignoresCase ? original.map(Self.folded) : original
        let wanted = ignoresCase ? needle : typed
        var left = wanted[...]
        for letter in hay where letter == left.first { left = left.dropFirst() }
        guard left.isEmpty else { return nil }
        // best[i * n + j]: the first i + 1 letters were read, the last of them at j; from: where the one before was.
        let count = hay.count
        var best = [Int](repeating: Self.impossible, count: wanted.count * count)
        var from = [Int](repeating: -1, count: wanted.count * count)
        for (i, letter) in wanted.enumerated() {
            let row = i * count
            var reach = Self.impossible
            var reachedFrom = -1
            for j in 0..<count {
                let before = i > 0 && j > 0 ? best[row - count + j - 1] : Self.impossible
                reach -= Self.gap
                if before > reach {
                    reach = before
                    reachedFrom = j - 1
                }
                guard hay[j] == letter else { continue }
                let base = Self.perLetter + Self.bonus(original, j)
                if i == 0 {
                    best[row + j] = base - min(j, 8)
                } else if before > Self.impossible / 2, before + Self.consecutive >= reach {
                    best[row + j] = base + before + Self.consecutive
                    from[row + j] = j - 1
                } else if reach > Self.impossible / 2 {
                    best[row + j] = base + reach
                    from[row + j] = reachedFrom
                }
            }
        }
        let last = (wanted.count - 1) * count
        guard var place = (0..<count).max(by: { best[last + $0] < best[last + $1] }),
            best[last + place] > Self.impossible / 2
        else { return nil }
        score = best[last + place] - count / 8
        var found = [place]
        for i in stride(from: wanted.count - 1, to: 0, by: -1) {
            place = from[i * count + place]
            found.append(place)
        }
        positions = found.reversed()
    }

    /// A letter in lower case, where that is one scalar.
    private static func folded(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value >= 0x41 && value <= 0x5a ? value | 0x20 : value }
        guard let lowercase = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars,
            lowercase.count == 1, let first = lowercase.first
        else { return value }
        return first.value
    }

    private static func bonus(_ text: [UInt32], _ place: Int) -> Int {
        guard place > 0 else { return textStart + wordStart }
        let before = text[place - 1]
        if !isLetterOrDigit(before) { return wordStart }
        // The hump of a camel.
        return folded(before) == before && folded(text[place]) != text[place] ? wordStart / 2 : 0
    }

    private static func isLetterOrDigit(_ value: UInt32) -> Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        case ..<0x80: false
        default:
            Unicode.Scalar(value).map { $0.properties.isAlphabetic || $0.properties.numericType != nil }
                ?? false
        }
    }
}
