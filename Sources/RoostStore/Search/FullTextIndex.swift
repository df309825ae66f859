import GRDB
import RoostModel

/// Lines of the full-text index (FTS5) that have words, or words that begin so.
struct FullTextIndex: SearchSource {
    func hits(for search: Search, in database: Database) throws -> [SearchHit] {
        guard let match = try search.query.match(naming: database.indexedWords) else { return [] }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT lines.*, sessions.name FROM lines_fts
                JOIN lines ON lines.id = lines_fts.rowid
                JOIN sessions ON sessions.number = lines.session
                WHERE lines_fts MATCH ?1 AND (?2 IS NULL OR lines.session = ?2)
                ORDER BY lines_fts.rowid DESC LIMIT ?3
                """,
            arguments: [match, search.session?.stored, search.limit]
        ).compactMap(SearchHit.init)
    }
}

/// Lines of the full-text index, read one by one: for parts of words, signs and scripts without blanks.
struct IndexedLines: SearchSource {
    /// Lines that are read, the newest ones.
    private static let lineLimit = 100_000

    func hits(for search: Search, in database: Database) throws -> [SearchHit] {
        // Those of one session are found by their place in its output: their numbers lie among all others.
        let (filter, place) = search.session == nil ? ("?1 IS NULL", "id") : ("session = ?1", "offset")
        let patterns = search.query.patterns
        let conditions = patterns.indices.map { "text LIKE ?\($0 + 4) ESCAPE '\\'" }.joined(
            separator: " AND ")
        return try Row.fetchAll(
            database,
            sql: """
                SELECT lines.*, sessions.name FROM lines JOIN sessions ON sessions.number = lines.session
                WHERE \(filter) AND lines.\(place) >= coalesce(
                    (SELECT \(place) FROM lines WHERE \(filter) ORDER BY \(place) DESC LIMIT 1 OFFSET ?2 - 1),
                    0)
                    AND \(conditions)
                ORDER BY lines.\(place) DESC LIMIT ?3
                """,
            arguments: [search.session?.stored, Self.lineLimit, search.limit] + StatementArguments(patterns)
        ).compactMap(SearchHit.init)
    }
}

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
