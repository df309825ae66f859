import GRDB
package import RoostModel

extension Store {
    /// The newest `limit` entries of one session or of all, oldest first.
    ///
    /// With type `output` each entry is one line of text, every line of a session once and in order, the
    /// last one even if it has no end yet; nil gives everything but output.
    package func history(
        session: SessionID?, type: HistoryEntry.Kind?, limit: Int
    ) throws(StoreError) -> [HistoryEntry] {
        guard limit > 0 else { return [] }
        if type == .output {
            guard let session else { return try outputOfAll(limit: limit) }
            let output = try outputHistory(session: session, limit: limit)
            return Array(output.allEntries.suffix(limit))
        }
        return try read { database in
            var entries: [HistoryEntry] = []
            if type == nil || type == .command {
                entries += try database.commands(of: session, limit: limit)
            }
            if type != .command {
                entries += try database.events(of: session, type: type, limit: limit)
            }
            // Both lists are in order; the sort is stable, so what happened in one millisecond stays so.
            entries.sort { ($0.at, $0.offset) < ($1.at, $1.offset) }
            return entries.suffix(limit)
        }
    }

    private func outputOfAll(limit: Int) throws(StoreError) -> [HistoryEntry] {
        let sessions = try read { database in
            try Row.fetchAll(database, sql: "SELECT number FROM sessions ORDER BY number")
                .compactMap { $0.session("number") }
        }
        var entries: [HistoryEntry] = []
        for session in sessions {
            entries += try outputHistory(session: session, limit: limit).allEntries
            // Stable, and the lines of one session never go back in time.
            entries.sort { $0.at < $1.at }
            entries.removeFirst(max(0, entries.count - limit))
        }
        return entries
    }
}

extension Database {
    fileprivate func commands(of session: SessionID?, limit: Int) throws -> [HistoryEntry] {
        let filter = session == nil ? "" : "WHERE session = ?1"
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT commands.*, sessions.name AS session_name FROM commands
                JOIN sessions ON sessions.number = commands.session
                \(filter) ORDER BY at DESC, commands.rowid DESC LIMIT ?2
                """,
            arguments: [session?.stored, limit])
        return rows.reversed().compactMap { row in
            row.session("session").flatMap {
                HistoryEntry(command: row, of: $0, name: row.text("session_name") ?? "")
            }
        }
    }

    fileprivate func events(
        of session: SessionID?, type: HistoryEntry.Kind?, limit: Int
    ) throws -> [HistoryEntry] {
        guard let condition = EventKind.condition(type) else { return [] }
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT events.*, sessions.name AS session_name FROM events
                JOIN sessions ON sessions.number = events.session
                WHERE \(session == nil ? "" : "session = ?1 AND ") \(condition)
                ORDER BY at DESC, id DESC LIMIT ?2
                """,
            arguments: [session?.stored, limit])
        return rows.reversed().compactMap { row in
            row.session("session").flatMap {
                HistoryEntry(event: row, of: $0, name: row.text("session_name") ?? "")
            }
        }
    }
}

extension HistoryEntry {
    /// Reads a row of `commands`.
    init?(command row: Row, of session: SessionID, name: String) {
        guard let at = row.time("at"), let text = row.text("text") else { return nil }
        self.init(
            session: session, name: name, at: at, type: .command, text: text,
            isPrompt: row.int("is_prompt") == 1, cwd: row.text("cwd"), exitCode: row.int32("exit_code"),
            durationMilliseconds: row.int64("duration_ms"), offset: row.offset("offset") ?? 0)
    }

    /// Reads a row of `events`.
    init?(event row: Row, of session: SessionID, name: String) {
        guard let at = row.time("at"), let text = row.text("text") else { return nil }
        let offset = row.offset("offset") ?? 0
        if let transition = row.transition {
            self.init(session: session, name: name, at: at, transition: transition, offset: offset)
        } else {
            self.init(
                session: session, name: name, at: at, type: EventKind.entryKind(row.text("kind") ?? ""),
                text: text, offset: offset)
        }
    }
}
