import GRDB
package import RoostModel

// The whole history of a session from its beginning, a part at a time: for an export.
extension Store {
    /// Entries that follow a place, oldest first: commands, events and lines of output in one order.
    ///
    /// They are in order of time; what has one time comes in the order of its place in the output.
    ///
    /// - Parameters:
    ///   - session: Whose history.
    ///   - type: Only this; nil: everything.
    ///   - place: The ``HistoryPart/next`` of the part before; nil: the beginning.
    ///   - byteLimit: About how much it may be, as JSON; at least one entry comes.
    /// - Returns: The part.
    /// - Throws: ``StoreError`` if the file cannot be read.
    /// - Complexity: Two blocks of output more than the part has.
    package func historyPart(
        session: SessionID, type: HistoryEntry.Kind?, after place: HistoryPlace?, byteLimit: Int
    ) throws(StoreError) -> HistoryPart {
        try read { database in
            let name = try Row.fetchOne(
                database, sql: "SELECT name FROM sessions WHERE number = ?", arguments: [session.stored])?
                .text("name")
            guard let name else { return HistoryPart(entries: [], next: nil) }
            let place = try place ?? HistoryPlace(outputEnd: database.outputEnd(of: session))
            let others = try database.entries(
                of: session, name: name, type: type, after: place.entry, byteLimit: byteLimit)
            let lines =
                type == nil || type == .output
                ? try database.lines(of: session, name: name, after: place, byteLimit: byteLimit)
                : Listed<UInt64>(isWhole: true)
            return Self.merge(others, lines, from: place)
        }
    }

    /// Goes as far as both lists are known: what follows the end of one may come before the rest of the other.
    private static func merge(
        _ others: Listed<HistoryPlace.EntryKey>, _ lines: Listed<UInt64>, from place: HistoryPlace
    ) -> HistoryPart {
        var part = HistoryPart(entries: [], next: place)
        var (entry, line) = (0, 0)
        while true {
            let other = entry < others.items.count ? others.items[entry] : nil
            let text = line < lines.items.count ? lines.items[line] : nil
            guard other != nil || others.isWhole, text != nil || lines.isWhole else { return part }
            if let other, text.map({ other.entry.isBefore($0.entry) }) ?? true {
                part.entries.append(other.entry)
                part.next?.entry = other.key
                entry += 1
            } else if let text {
                part.entries.append(text.entry)
                part.next?.line = text.key &+ 1
                line += 1
            } else {
                part.next = nil
                return part
            }
        }
    }
}

/// Entries of one kind with what tells their places, oldest first.
private struct Listed<Key> {
    var items: [(key: Key, entry: HistoryEntry)] = []
    /// There are no more.
    var isWhole = false
    /// About what they take as JSON.
    private var byteCount = 0

    init(isWhole: Bool = false) {
        self.isWhole = isWhole
    }

    /// False if it had no room for it.
    mutating func append(_ entry: HistoryEntry, _ key: Key, limit: Int) -> Bool {
        let count = entry.text.utf8.count + 192
        guard items.isEmpty || byteCount + count <= limit else { return false }
        byteCount += count
        items.append((key, entry))
        return true
    }
}

/// The list is full.
private struct Enough: Error {}

extension Database {
    /// Commands and events that one part looks at.
    private static let entryLimit = 500

    fileprivate func entries(
        of session: SessionID, name: String, type: HistoryEntry.Kind?, after key: HistoryPlace.EntryKey,
        byteLimit: Int
    ) throws -> Listed<HistoryPlace.EntryKey> {
        // The comparison of `at` alone is for the index by time.
        let rest = "session = ?1 AND at >= ?2 AND (at, offset,"
        var sources: [String] = []
        if type == nil || type == .command {
            sources.append(
                """
                SELECT at, offset, 0 AS source, id FROM commands WHERE \(rest) 0, id) > (?2, ?3, ?4, ?5)
                """)
        }
        if let condition = EventKind.condition(type) {
            sources.append(
                """
                SELECT at, offset, 1 AS source, id FROM events
                WHERE \(condition) AND \(rest) 1, id) > (?2, ?3, ?4, ?5)
                """)
        }
        guard !sources.isEmpty else { return Listed(isWhole: true) }
        let rows = try Row.fetchAll(
            self,
            sql: sources.joined(separator: "\nUNION ALL\n") + "\nORDER BY at, offset, source, id LIMIT ?6",
            arguments: [session.stored, key.at, key.offset, key.source, key.id, Self.entryLimit])
        var list = Listed<HistoryPlace.EntryKey>(isWhole: rows.count < Self.entryLimit)
        for row in rows {
            guard let key = HistoryPlace.EntryKey(row),
                let entry = try entry(key, of: session, name: name)
            else { continue }
            guard list.append(entry, key, limit: byteLimit) else {
                list.isWhole = false
                break
            }
        }
        return list
    }

    /// Reads a command or an event.
    private func entry(
        _ key: HistoryPlace.EntryKey, of session: SessionID, name: String
    ) throws -> HistoryEntry? {
        if key.source == 0 {
            let sql = "SELECT * FROM commands WHERE session = ? AND id = ?"
            return try Row.fetchOne(cachedStatement(sql: sql), arguments: [session.stored, key.id])
                .flatMap { HistoryEntry(command: $0, of: session, name: name) }
        }
        let sql = "SELECT * FROM events WHERE id = ?"
        return try Row.fetchOne(cachedStatement(sql: sql), arguments: [key.id])
            .flatMap { HistoryEntry(event: $0, of: session, name: name) }
    }

    fileprivate func lines(
        of session: SessionID, name: String, after place: HistoryPlace, byteLimit: Int
    ) throws -> Listed<UInt64> {
        var list = Listed<UInt64>()
        func add(_ line: OutputText.Line, _ at: Timestamp) throws {
            let entry = HistoryEntry(
                session: session, name: name, at: at, type: .output, text: line.text, offset: line.offset)
            guard list.append(entry, line.offset, limit: byteLimit) else { throw Enough() }
        }
        do {
            var (rest, at, _) = try forEachFinishedLine(
                of: session, from: place.line, to: place.outputEnd, add)
            // The last line has no end yet, unless that came after the end of what is read.
            for line in rest.finish()
            where (place.line..<max(place.line, place.outputEnd)).contains(line.offset) {
                try add(line, at)
            }
            list.isWhole = true
        } catch is Enough {}
        return list
    }
}

extension HistoryPlace.EntryKey {
    fileprivate init?(_ row: Row) {
        guard let at = row.int64("at"), let offset = row.int64("offset"), let source = row.int64("source"),
            let id = row.int64("id")
        else { return nil }
        self.init(at: at, offset: offset, source: source, id: id)
    }
}

extension HistoryEntry {
    /// In the order of an export.
    fileprivate func isBefore(_ other: HistoryEntry) -> Bool {
        (at, offset) < (other.at, other.offset)
    }
}
