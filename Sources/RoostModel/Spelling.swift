/// Finds the word that was probably meant by one that is misspelt.
package enum Spelling {
    /// Longer words are compared by their beginning: the work is quadratic in the length.
    private static let longest = 64

    /// Levenshtein's distance: how many characters have to be inserted, removed or exchanged.
    ///
    /// - Complexity: O(*n* · *m*) in the lengths, of which the first 64 characters count.
    package static func distance(_ one: some StringProtocol, _ other: some StringProtocol) -> Int {
        let other = Array(other.prefix(longest))
        var row = Array(0...other.count)
        for (index, character) in one.prefix(longest).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let cost = character == other[column] ? diagonal : diagonal + 1
                diagonal = row[column + 1]
                row[column + 1] = min(cost, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }

    /// The nearest of some words; the first in the alphabet among equally near ones.
    ///
    /// - Parameters:
    ///   - word: What was written.
    ///   - words: What could have been meant.
    ///   - limit: The greatest distance that still counts as a slip.
    /// - Returns: Nil where nothing is near enough.
    package static func nearest(
        to word: some StringProtocol, among words: some Sequence<String>, within limit: Int = 2
    ) -> String? {
        words.map { (distance: distance(word, $0), word: $0) }.filter { $0.distance <= limit }.min {
            $0 < $1
        }?
        .word
    }
}
