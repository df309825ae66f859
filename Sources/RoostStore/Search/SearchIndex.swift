import GRDB
package import RoostModel

extension Store {
    /// Finds lines that have all the words of `query`, the newest `limit` of them, newest first.
    ///
    /// A word matches at the beginning of a word, without regard to case and accents; in output that came too
    /// fast for the index, and everywhere when nothing is found so, it matches anywhere, as signs and scripts
    /// without blanks need it. No input is an error.
    ///
    /// - Throws: ``StoreError`` when the database cannot be read.
    package func search(
        _ query: String, session: SessionID?, limit: Int
    ) throws(StoreError) -> [SearchHit] {
        let search = Search(query: SearchQuery(query), session: session, limit: min(limit, 1_000_000))
        guard search.limit > 0, !search.query.words.isEmpty else { return [] }
        return try read { try SearchIndex().hits(for: search, in: $0) }
    }
}

/// What is looked for, and where.
struct Search: Sendable {
    /// The words that a line must have.
    let query: SearchQuery
    /// Only in this session's output; nil: in all.
    let session: SessionID?
    /// Lines that are wanted, the newest ones.
    let limit: Int
}

/// A way to find lines in the part of the output that it knows.
protocol SearchSource: Sendable {
    /// Finds lines, in any order: the newest ``Search/limit`` that the part has, and perhaps some older ones.
    ///
    /// - Throws: What the database says when it cannot be read.
    func hits(for search: Search, in database: Database) throws -> [SearchHit]
}

/// Finds lines in all output, with what is known of each part of it.
///
/// Each line is in the full-text index, under a filter, or behind the place up to which the output was looked at. The
/// index finds whole words and their beginnings; where no line has the words so, its lines are read for any part of
/// a word.
struct SearchIndex: Sendable {
    private let parts: [any SearchSource] = [FullTextIndex(), UnindexedOutput(), FilteredOutput()]
    private let fallback: any SearchSource = IndexedLines()

    /// The newest lines, newest first.
    ///
    /// - Throws: What the database says when it cannot be read.
    func hits(for search: Search, in database: Database) throws -> [SearchHit] {
        var hits: [SearchHit] = []
        for part in parts { hits += try part.hits(for: search, in: database) }
        if hits.isEmpty { hits = try fallback.hits(for: search, in: database) }
        // Output that was looked at while the search was under way is in two parts.
        var seen: Set<Place> = []
        hits.removeAll { !seen.insert(Place(session: $0.session, offset: $0.offset)).inserted }
        hits.sort { ($0.at, $0.session, $0.offset) > ($1.at, $1.session, $1.offset) }
        return Array(hits.prefix(search.limit))
    }

    /// Where a line begins: no two lines begin at one place.
    private struct Place: Hashable {
        let session: SessionID
        let offset: UInt64
    }
}

extension SearchHit {
    /// Reads a row of `lines` with the session's `name`.
    init?(_ row: Row) {
        guard let session = row.session("session"), let at = row.time("at"), let text = row.text("text")
        else { return nil }
        self.init(
            session: session, name: row.text("name") ?? "", at: at, text: text,
            offset: row.offset("offset") ?? 0)
    }
}
