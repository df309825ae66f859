import GRDB
import RoostModel

/// A part of a session's output that the search index does not have.
private struct UnindexedRange {
    let session: SessionID
    let name: String
    /// It goes on to the last line, which may be unfinished.
    var start: UInt64
}

extension Database {
    /// Blocks that are read at once.
    private static let window = 4

    /// Reads the output that has neither index nor filters, the newest `room` bytes of it.
    func scanOutput(
        _ query: SearchQuery, session: SessionID?, room: UInt64, limit: Int
    ) throws -> [SearchHit] {
        var hits: [SearchHit] = []
        var room = room
        for range in try unindexedRanges(of: session) {
            var range = range
            let end = try outputEnd(of: range.session)
            guard end > range.start, room > 0 else { continue }
            if end - range.start > room { range.start = end - room }
            room -= end - range.start
            hits += try scan(range, for: query, limit: limit)
        }
        return hits
    }

    private func unindexedRanges(of session: SessionID?) throws -> [UnindexedRange] {
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT number AS session, name, coalesce(end_offset, 0) AS "start"
                FROM sessions LEFT JOIN line_index ON session = number
                WHERE ?1 IS NULL OR number = ?1 ORDER BY "start"
                """,
            arguments: [session?.stored])
        return rows.compactMap { row in
            guard let session = row.session("session"), let start = row.offset("start") else { return nil }
            return UnindexedRange(session: session, name: row.text("name") ?? "", start: start)
        }
    }

    /// Goes back window by window until `limit` lines are found.
    private func scan(_ range: UnindexedRange, for query: SearchQuery, limit: Int) throws -> [SearchHit] {
        let blocks = try Row.fetchAll(
            self,
            sql: """
                SELECT offset FROM output WHERE session = ?1
                    AND offset >= coalesce(
                        (SELECT max(offset) FROM output WHERE session = ?1 AND offset <= ?2), 0)
                ORDER BY offset DESC
                """,
            arguments: [range.session.stored, Int64(clamping: range.start)]
        ).compactMap { $0.offset("offset") }
        var hits: [SearchHit] = []
        var end: UInt64?
        for last in stride(from: 0, to: blocks.count, by: Self.window) where hits.count < limit {
            let block = blocks[min(last + Self.window, blocks.count) - 1]
            let start = max(range.start, block)
            if query.mayBeIn(try raw(of: range.session, from: block)) {
                var found: [SearchHit] = []
                try forEachLine(of: range.session, from: start, to: end) { line, at in
                    guard query.isIn(line.text) else { return }
                    found.append(
                        SearchHit(
                            session: range.session, name: range.name, at: at, text: line.text,
                            offset: line.offset))
                }
                hits += found.suffix(limit)
            }
            end = start
        }
        return hits
    }

    /// The bytes of a window and of one block more, in which its last line ends.
    private func raw(of session: SessionID, from offset: UInt64) throws -> [UInt8] {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT packing, length, bytes FROM output WHERE session = ? AND offset >= ?
                ORDER BY offset LIMIT ?
                """,
            arguments: [session.stored, Int64(clamping: offset), Self.window + 1])
        var bytes: [UInt8] = []
        let unpacker = Unpacker()
        while let row = try rows.next() { bytes += row.unpacked(by: unpacker) ?? [] }
        return bytes
    }
}
