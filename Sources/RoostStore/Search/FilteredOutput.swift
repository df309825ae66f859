import Foundation
import GRDB
import RoostModel

/// Output that came too fast for the full-text index: it has Bloom filters that say which words it cannot have.
struct FilteredOutput: SearchSource {
    /// Bytes of output that are read for one search, false alarms included.
    ///
    /// Only words of one or two letters, of which no filter knows, reach it: a second at the worst.
    private static let byteLimit: UInt64 = 128 << 20

    /// Reads what may have the words, from the newest filter back.
    func hits(for search: Search, in database: Database) throws -> [SearchHit] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT session, start_offset, end_offset, at, bits FROM filters
                WHERE ?1 IS NULL OR session = ?1 ORDER BY at DESC, id DESC
                """,
            arguments: [search.session?.stored])
        var names: [SessionID: String] = [:]
        var newest = NewestHits(limit: search.limit)
        var room = Self.byteLimit
        let decompressor = Decompressor()
        while room > 0, let row = try rows.next() {
            guard let session = row.session("session"), let at = row.time("at"),
                let start = row.offset("start_offset"), let end = row.offset("end_offset"), start < end
            else { continue }
            if newest.isFull(before: at) { break }
            guard search.query.grams.mayBe(in: [UInt8](row.blob("bits") ?? Data())) else { continue }
            let name = try names[session] ?? database.sessionName(session)
            names[session] = name
            let found = try database.lines(
                with: search.query, of: session, in: start..<end, by: decompressor
            ).map { line, at in
                SearchHit(session: session, name: name, at: at, text: line.text, offset: line.offset)
            }
            newest.add(found)
            room -= min(room, end - start)
        }
        return newest.hits
    }
}

extension Database {
    fileprivate func sessionName(_ session: SessionID) throws -> String {
        try Row.fetchOne(
            self, sql: "SELECT name FROM sessions WHERE number = ?", arguments: [session.stored])?
            .text("name") ?? ""
    }
}

/// The newest of the lines that were found; more than twice as many never wait in memory.
private struct NewestHits {
    let limit: Int
    private(set) var hits: [SearchHit] = []
    /// No line that is older than this one can be among the newest any more.
    private var oldest: Timestamp?

    init(limit: Int) {
        self.limit = limit
    }

    /// True when nothing at `time` or before it can be newer than what is here.
    func isFull(before time: Timestamp) -> Bool {
        oldest.map { $0 >= time } ?? false
    }

    mutating func add(_ found: [SearchHit]) {
        hits += found.suffix(limit)
        guard hits.count >= limit else { return }
        hits.sort { ($0.at, $0.session, $0.offset) > ($1.at, $1.session, $1.offset) }
        hits.removeLast(hits.count - limit)
        oldest = hits.last?.at
    }
}
