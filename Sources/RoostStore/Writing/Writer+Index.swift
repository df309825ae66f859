import GRDB
import RoostModel

extension Writer {
    /// Bytes of output in a second that are indexed, of one session and of all.
    ///
    /// A line costs the index a hundred times what it costs to store. So what a person can follow is indexed,
    /// and a flood is not: its range is noted, and a search reads it.
    static let indexedBytes = (session: 64 << 10, all: 256 << 10)

    /// Brings the search index up to what is committed; on the thread only.
    ///
    /// A failure is no loss: a search reads what the index does not have.
    func index(_ work: inout Work) {
        guard !work.isClosed else { return }
        var room = UInt64(Self.indexedBytes.all)
        while room > 0, let session = work.printed.popFirst() {
            do {
                let count = try pool.write { database in
                    try database.index(session, limit: UInt64(Self.indexedBytes.session))
                }
                room -= min(room, count)
            } catch {
                work.printed = []
            }
        }
    }
}

extension Database {
    /// Indexes the new lines of a session, or notes their range when there are more than `limit` bytes of
    /// them.
    ///
    /// - Returns: How many bytes were read.
    fileprivate func index(_ session: SessionID, limit: UInt64) throws -> UInt64 {
        let start = try indexEnd(of: session)
        let end = try outputEnd(of: session)
        guard end > start else { return 0 }
        guard end - start <= limit else {
            try leaveOut(start..<end, of: session)
            try setIndexEnd(end, of: session)
            return 0
        }
        let add = try cachedStatement(
            sql: "INSERT OR IGNORE INTO lines (session, offset, at, text) VALUES (?, ?, ?, ?)")
        // A program that redraws its screen prints the same lines again and again.
        var seen: Set<String> = []
        let (rest, _) = try forEachFinishedLine(of: session, from: start, to: nil) { line, at in
            guard line.text.unicodeScalars.contains(where: SearchQuery.isIndexed),
                seen.insert(line.text).inserted
            else { return }
            try add.execute(arguments: [
                session.stored, Int64(clamping: line.offset), at.milliseconds, line.text.storable,
            ])
        }
        try setIndexEnd(max(start, rest.lineOffset), of: session)
        return end - start
    }

    private func setIndexEnd(_ end: UInt64, of session: SessionID) throws {
        try execute(
            sql: """
                INSERT INTO line_index (session, end_offset) VALUES (?, ?)
                ON CONFLICT (session) DO UPDATE SET end_offset = excluded.end_offset
                """,
            arguments: [session.stored, Int64(clamping: end)])
    }

    /// A range that goes on where the last one ended becomes one with it.
    private func leaveOut(_ range: Range<UInt64>, of session: SessionID) throws {
        let (start, end) = (Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound))
        try execute(
            sql: "UPDATE unindexed SET end_offset = ? WHERE session = ? AND end_offset = ?",
            arguments: [end, session.stored, start])
        guard changesCount == 0 else { return }
        try execute(
            sql: "INSERT OR REPLACE INTO unindexed (session, start_offset, end_offset) VALUES (?, ?, ?)",
            arguments: [session.stored, start, end])
    }
}

extension Database {
    /// Up to where the output of a session was looked at for the index.
    func indexEnd(of session: SessionID) throws -> UInt64 {
        try Row.fetchOne(
            self, sql: "SELECT end_offset FROM line_index WHERE session = ?",
            arguments: [session.stored])?.offset("end_offset") ?? 0
    }
}
