import GRDB
package import RoostModel

/// The newest lines of a session's stored output, and how to go on where it ends.
package struct OutputHistory: Sendable {
    /// The lines that have an end, oldest first.
    package var entries: [HistoryEntry]
    /// Holds the last line, which has no end yet: append the output that is not stored yet to it.
    package var rest: OutputText
    /// Up to where the output is stored; the place that ``rest`` goes on from.
    package var end: UInt64
    /// When the newest block came; nil without output.
    package var lastOutput: Timestamp?
    /// Whose lines these are.
    package var session: SessionID
    package var name: String

    /// The lines with the last one, even if it has no end yet.
    package var allEntries: [HistoryEntry] {
        var rest = rest
        return entries + rest.finish().map { entry($0, at: lastOutput ?? Timestamp(milliseconds: 0)) }
    }

    /// Makes an entry of a line.
    package func entry(_ line: OutputText.Line, at time: Timestamp) -> HistoryEntry {
        HistoryEntry(
            session: session, name: name, at: time, type: .output, text: line.text, offset: line.offset)
    }
}

extension Store {
    /// The newest `limit` lines of a session's output, and the state to read on from.
    ///
    /// Cost: about the blocks that hold these lines, not the whole output.
    package func outputHistory(session: SessionID, limit: Int) throws(StoreError) -> OutputHistory {
        let limit = min(max(limit, 0), 1 << 40)
        return try read { database in
            let name = try Row.fetchOne(
                database, sql: "SELECT name FROM sessions WHERE number = ?", arguments: [session.stored])?
                .text("name")
            var count = 4
            while true {
                // One more than is read: whether a block follows on the one before can be seen then.
                let places = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT offset, length, mode FROM output WHERE session = ?
                        ORDER BY offset DESC LIMIT ?
                        """,
                    arguments: [session.stored, count + 1])
                let isAll = places.count <= count
                var history = try lines(
                    of: session, name: name ?? "", from: places.prefix(count).last,
                    after: isAll ? nil : places.last,
                    limit: limit, database: database)
                if isAll || history.entries.count >= limit {
                    history.entries.removeFirst(max(0, history.entries.count - limit))
                    return history
                }
                count = count &* 4
            }
        }
    }

    /// Reads lines from the block at `first` on; `before` is the one that precedes it.
    private func lines(
        of session: SessionID, name: String, from first: Row?, after before: Row?, limit: Int,
        database: Database
    ) throws -> OutputHistory {
        let start = first?.offset("offset") ?? 0
        let mode = first?.streamMode ?? .text
        let precedingEnd = before.map { ($0.offset("offset") ?? 0) &+ ($0.offset("length") ?? 0) }
        var history = OutputHistory(
            entries: [],
            rest: OutputText(offset: start, entering: mode, isSynchronized: precedingEnd != start),
            end: start, session: session, name: name)
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM output WHERE session = ? AND offset >= ? ORDER BY offset",
            arguments: [session.stored, Int64(clamping: start)])
        let decompressor = Decompressor()
        while let row = try rows.next() {
            guard let block = block(row, of: session, by: decompressor) else { continue }
            if block.offset != history.end {
                history.entries = history.allEntries
                history.rest = OutputText(offset: block.offset, entering: block.mode, isSynchronized: true)
            }
            history.end = block.offset &+ UInt64(block.bytes.count)
            history.lastOutput = block.at
            history.entries += history.rest.append(block.bytes).map { history.entry($0, at: block.at) }
            if history.entries.count > max(4096, limit &* 2) {
                history.entries.removeFirst(history.entries.count - limit)
            }
        }
        return history
    }
}
