import Foundation
import GRDB
import RoostModel
import Synchronization

extension Writer {
    /// Bytes of output in a second whose lines are indexed, of one session and of all.
    ///
    /// A line costs the index a hundred times what it costs to store. So what a person can follow is indexed,
    /// and what comes faster gets filters.
    static let indexedBytes = (session: 64 << 10, all: 256 << 10)
    /// Bytes of output in a second that get filters.
    static let filteredBytes = 24 << 20
    /// Bytes that get filters before the thread looks whether something else is due: some milliseconds.
    static let filteredStep = 1 << 20

    /// Bytes stored in a second above which nothing is indexed: a flood comes first, and a search reads what has
    /// no filter yet.
    static let floodBytes = 4 << 20

    /// An index that breaks again and again is left alone for this long.
    private static let rebuildPause = Duration.seconds(60)

    /// Bytes that were stored, indexed and filtered since the last sync.
    struct IndexCount {
        var stored = 0
        var indexed = 0
        var filtered = 0

        var hasRoom: Bool {
            stored < Writer.floodBytes && indexed < Writer.indexedBytes.all && filtered < Writer.filteredBytes
        }
    }

    /// Brings the search index up to what is committed, as far as one second allows.
    func index(_ work: inout Work) {
        work.indexCount = IndexCount()
        while indexStep(&work) {}
        work.indexCount = IndexCount()
    }

    /// Brings the search index forward by a few milliseconds' work.
    ///
    /// A failure is no loss: a search reads what the index does not have.
    ///
    /// - Returns: True when there is more to do in this second.
    func indexStep(_ work: inout Work) -> Bool {
        guard !work.isClosed, work.shortage == nil, work.indexCount.hasRoom else { return false }
        do {
            guard let session = work.printed.first else { return false }
            let step = try pool.write { database in
                try database.index(session, limit: Self.indexedBytes.session, step: Self.filteredStep)
            }
            work.indexCount.indexed += step.indexed
            work.indexCount.filtered += step.filtered
            if step.isDone { work.printed.remove(session) }
            return work.indexCount.hasRoom
        } catch {
            let now = ContinuousClock.now
            let mayRebuild = work.rebuildTime.map { $0.duration(to: now) > Self.rebuildPause } ?? true
            if mayRebuild, rebuildFullTextIndex(after: error) {
                // The same output is looked at again in the next second.
                work.rebuildTime = now
            } else {
                work.printed = []
            }
            return false
        }
    }

    /// Makes the full-text index again, from the lines that it has, after an error that says that it is broken.
    ///
    /// - Returns: False when the error says something else, or the index cannot be made.
    func rebuildFullTextIndex(after error: any Error) -> Bool {
        guard (error as? DatabaseError)?.extendedResultCode == .SQLITE_CORRUPT_VTAB else { return false }
        do {
            try pool.write { try $0.execute(sql: "INSERT INTO lines_fts (lines_fts) VALUES ('rebuild')") }
            return true
        } catch {
            return false
        }
    }

    /// Finds what an earlier process had no time to index.
    ///
    /// A failure is no loss here either; a file that cannot be read is told of when it is read or written.
    func findUnindexed(_ work: inout Work) {
        guard let sessions = try? pool.read({ try $0.sessionsBehindIndex() }) else { return }
        work.printed.formUnion(sessions)
        if !work.printed.isEmpty { noteChange(&work) }
    }
}

/// What a step of the indexing did.
private struct IndexStep {
    var indexed = 0
    var filtered = 0
    /// All that is committed was looked at.
    var isDone = true
}

extension Database {
    /// Indexes the new lines of a session; makes filters when there are more than `limit` bytes of them.
    fileprivate func index(_ session: SessionID, limit: Int, step: Int) throws -> IndexStep {
        let start = try indexEnd(of: session)
        let end = try outputEnd(of: session)
        guard end > start else { return IndexStep() }
        guard end - start <= UInt64(limit) else {
            let next = try filter(session, from: start, through: min(end, start &+ UInt64(step)))
            if next == start, end - start > 4 * UInt64(step) {
                // A control string without end, a picture perhaps: it has no words.
                try setIndexEnd(end, of: session)
                return IndexStep(filtered: Int(clamping: end - start))
            }
            try setIndexEnd(next, of: session)
            let isDone = next == start || end - next <= UInt64(limit) / 16
            return IndexStep(filtered: max(step / 16, Int(clamping: next - start)), isDone: isDone)
        }
        let add = try cachedStatement(
            sql: "INSERT OR IGNORE INTO lines (session, offset, at, text) VALUES (?, ?, ?, ?)")
        var pictures = PictureLines()
        let next = try forEachFinishedLine(of: session, from: start, to: nil) { line, at in
            guard line.text.unicodeScalars.contains(where: SearchQuery.isIndexed), pictures.isNew(line)
            else { return }
            try add.execute(arguments: [
                session.stored, Int64(clamping: line.offset), at.milliseconds, line.text.storable,
            ])
        }.next
        try setIndexEnd(next, of: session)
        return IndexStep(indexed: Int(end - start))
    }

    /// Sessions with more than a block of output that was not looked at.
    fileprivate func sessionsBehindIndex() throws -> [SessionID] {
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT number FROM sessions
                WHERE coalesce((SELECT end_offset FROM line_index WHERE session = number), 0)
                    < (SELECT max(offset) FROM output WHERE session = number)
                """)
        return rows.compactMap { $0.session("number") }
    }

    private func setIndexEnd(_ end: UInt64, of session: SessionID) throws {
        try execute(
            sql: """
                INSERT INTO line_index (session, end_offset) VALUES (?, ?)
                ON CONFLICT (session) DO UPDATE SET end_offset = excluded.end_offset
                """,
            arguments: [session.stored, Int64(clamping: end)])
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
