import GRDB
package import RoostModel

extension Store {
    /// Rows of the index that a search without it looks at, the newest ones.
    private static let scannedLines = 100_000
    /// Bytes of output that nothing is known of yet that a search reads, the newest ones.
    private static let scannedBytes: UInt64 = 32 << 20

    /// Finds lines that have all the words of `query`, the newest `limit` of them, newest first.
    ///
    /// A word matches at the beginning of a word, without regard to case and accents; in output that came too
    /// fast for the index, and everywhere when nothing is found so, it matches anywhere, as signs and scripts
    /// without blanks need it. No input is an error.
    package func search(
        _ query: String, session: SessionID?, limit: Int
    ) throws(StoreError) -> [SearchHit] {
        let query = SearchQuery(query)
        guard limit > 0, !query.words.isEmpty else { return [] }
        let limit = min(limit, 1_000_000)
        return try read { database in
            var hits: [SearchHit] = []
            if let match = try query.match(naming: database.indexedWords) {
                hits = try database.matches(match, session: session, limit: limit)
            }
            hits += try database.scanOutput(query, session: session, room: Self.scannedBytes, limit: limit)
            hits += try database.matchesUnderFilters(query, session: session, limit: limit)
            if hits.isEmpty {
                hits = try database.scanLines(query, session: session, among: Self.scannedLines, limit: limit)
            }
            // A line that came from outside may wait for its turn in the index as well.
            var seen: Set<SearchPlace> = []
            hits.removeAll { !seen.insert(SearchPlace(session: $0.session, offset: $0.offset)).inserted }
            hits.sort { ($0.at, $0.session, $0.offset) > ($1.at, $1.session, $1.offset) }
            return Array(hits.prefix(limit))
        }
    }
}

/// Where a line begins: no two lines of a search begin at one place.
private struct SearchPlace: Hashable {
    let session: SessionID
    let offset: UInt64
}

extension Database {
    fileprivate func matches(_ match: String, session: SessionID?, limit: Int) throws -> [SearchHit] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT lines.*, sessions.name FROM lines_fts
                JOIN lines ON lines.id = lines_fts.rowid
                JOIN sessions ON sessions.number = lines.session
                WHERE lines_fts MATCH ?1 AND (?2 IS NULL OR lines.session = ?2)
                ORDER BY lines_fts.rowid DESC LIMIT ?3
                """,
            arguments: [match, session?.stored, limit]
        ).compactMap(SearchHit.init)
    }

    /// Reads the newest lines of the index one by one.
    ///
    /// Those of one session are found by their place in its output: their numbers lie among all others.
    fileprivate func scanLines(
        _ query: SearchQuery, session: SessionID?, among count: Int, limit: Int
    ) throws -> [SearchHit] {
        let (filter, place) = session == nil ? ("?1 IS NULL", "id") : ("session = ?1", "offset")
        let patterns = query.patterns
        let conditions = patterns.indices.map { "text LIKE ?\($0 + 4) ESCAPE '\\'" }.joined(
            separator: " AND ")
        return try Row.fetchAll(
            self,
            sql: """
                SELECT lines.*, sessions.name FROM lines JOIN sessions ON sessions.number = lines.session
                WHERE \(filter) AND lines.\(place) >= coalesce(
                    (SELECT \(place) FROM lines WHERE \(filter) ORDER BY \(place) DESC LIMIT 1 OFFSET ?2 - 1),
                    0)
                    AND \(conditions)
                ORDER BY lines.\(place) DESC LIMIT ?3
                """,
            arguments: [session?.stored, count, limit] + StatementArguments(patterns)
        ).compactMap(SearchHit.init)
    }
}

extension SearchHit {
    fileprivate init?(_ row: Row) {
        guard let session = row.session("session"), let at = row.time("at"), let text = row.text("text")
        else { return nil }
        self.init(
            session: session, name: row.text("name") ?? "", at: at, text: text,
            offset: row.offset("offset") ?? 0)
    }
}
