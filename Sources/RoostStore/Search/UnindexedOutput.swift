import GRDB
import RoostModel

/// Output that nothing is known of yet: it came after the place up to which the index has looked.
struct UnindexedOutput: SearchSource {
    /// Bytes that a search reads, the newest ones.
    private static let byteLimit: UInt64 = 32 << 20
    /// Blocks that are read at once.
    private static let window = 4

    func hits(for search: Search, in database: Database) throws -> [SearchHit] {
        var hits: [SearchHit] = []
        var room = Self.byteLimit
        for var tail in try database.unindexedTails(of: search.session) {
            let end = try database.outputEnd(of: tail.session)
            guard end > tail.start, room > 0 else { continue }
            if end - tail.start > room { tail.start = end - room }
            room -= end - tail.start
            hits += try scan(tail, for: search, in: database)
        }
        return hits
    }

    /// Goes back window by window until there are enough lines.
    private func scan(_ tail: UnindexedTail, for search: Search, in database: Database) throws -> [SearchHit]
    {
        let blocks = try database.blockOffsets(of: tail)
        var hits: [SearchHit] = []
        var end: UInt64?
        for last in stride(from: 0, to: blocks.count, by: Self.window) where hits.count < search.limit {
            let block = blocks[min(last + Self.window, blocks.count) - 1]
            let start = max(tail.start, block)
            // A window and one block more, in which its last line ends.
            let bytes = try database.output(of: tail.session, from: block, blockCount: Self.window + 1)
            if search.query.mayBeIn(bytes) {
                var found: [SearchHit] = []
                try database.forEachLine(of: tail.session, from: start, to: end) { line, at in
                    guard search.query.isIn(line.text) else { return }
                    found.append(
                        SearchHit(
                            session: tail.session, name: tail.name, at: at, text: line.text,
                            offset: line.offset))
                }
                hits += found.suffix(search.limit)
            }
            end = start
        }
        return hits
    }
}

/// The end of a session's output that is not indexed: from `start` to the last line, which may be unfinished.
private struct UnindexedTail {
    let session: SessionID
    let name: String
    var start: UInt64
}

extension Database {
    fileprivate func unindexedTails(of session: SessionID?) throws -> [UnindexedTail] {
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT number AS session, name, coalesce(end_offset, 0) AS start_offset
                FROM sessions LEFT JOIN line_index ON line_index.session = number
                WHERE ?1 IS NULL OR number = ?1 ORDER BY start_offset
                """,
            arguments: [session?.stored])
        return rows.compactMap { row in
            guard let session = row.session("session"), let start = row.offset("start_offset") else {
                return nil
            }
            return UnindexedTail(session: session, name: row.text("name") ?? "", start: start)
        }
    }

    /// Where the blocks of a tail begin, the newest first.
    fileprivate func blockOffsets(of tail: UnindexedTail) throws -> [UInt64] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT offset FROM output WHERE session = ?1
                    AND offset >= coalesce(
                        (SELECT max(offset) FROM output WHERE session = ?1 AND offset <= ?2), 0)
                ORDER BY offset DESC
                """,
            arguments: [tail.session.stored, Int64(clamping: tail.start)]
        ).compactMap { $0.offset("offset") }
    }

    /// The bytes of some blocks, as they were printed.
    fileprivate func output(of session: SessionID, from offset: UInt64, blockCount: Int) throws -> [UInt8] {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT packing, length, bytes FROM output WHERE session = ? AND offset >= ?
                ORDER BY offset LIMIT ?
                """,
            arguments: [session.stored, Int64(clamping: offset), blockCount])
        var bytes: [UInt8] = []
        let decompressor = Decompressor()
        while let row = try rows.next() { bytes += row.decompressed(by: decompressor) ?? [] }
        return bytes
    }
}
