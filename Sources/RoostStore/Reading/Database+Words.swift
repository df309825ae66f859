import GRDB

extension Database {
    /// Words that are looked up for one beginning.
    private static let wordLimit = 64

    /// Makes the list of the index's words known to this connection; nothing is written to the file.
    ///
    /// - SeeAlso: https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module
    func makeWordList() throws {
        try execute(
            sql: "CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab (main, lines_fts, instance)")
    }

    /// Looks up the words of the index that begin with `prefix`.
    ///
    /// Each is looked up anew behind the last one: to go on would go through all places where that one is.
    ///
    /// - Parameter prefix: Letters and digits as the index has them, in lower case.
    /// - Returns: In order; nil when there are more than 64.
    /// - Throws: What SQLite says.
    func indexedWords(beginningWith prefix: String) throws -> [String]? {
        let next = try cachedStatement(sql: "SELECT term FROM temp.indexed_words WHERE term >= ? LIMIT 1")
        var words: [String] = []
        var place = prefix
        while let word = try String.fetchOne(next, arguments: [place]), word.hasPrefix(prefix) {
            guard words.count < Self.wordLimit else { return nil }
            words.append(word)
            place = word + "\u{1}"
        }
        return words
    }
}
