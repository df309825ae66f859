import GRDB
package import RoostModel
import Synchronization

extension Store {
    /// All sessions, by number.
    ///
    /// What is in no column is as in a session that just began. Values that are damaged are replaced or left out,
    /// and said by ``damage``.
    package func sessions() throws(StoreError) -> [SessionInfo] {
        try read { try Row.fetchAll($0, sql: "SELECT * FROM sessions ORDER BY number") }
            .compactMap(session)
    }

    private func session(_ row: Row) -> SessionInfo? {
        guard let number = row.session("number"), let name = row.text("name"),
            let createdAt = row.time("created_at")
        else {
            report(damage: "session \(row.session("number")?.description ?? "?") cannot be read")
            return nil
        }
        var session = SessionInfo(
            name: name, number: number, state: .error, provider: "program", command: [], cols: 80, rows: 24,
            cwd: "/", createdAt: createdAt, lastActivity: createdAt, stateSince: createdAt)
        var isWhole = true
        for column in SessionColumn.all where !column.read(row, &session) { isWhole = false }
        if !isWhole { report(damage: "session \(number) has values that cannot be read") }
        return session
    }

    /// A number for a new session: above every number stored or given out before.
    ///
    /// While nothing can be read it is the minutes since 2020, which no other number reaches.
    package func nextSessionNumber() throws(StoreError) -> UInt64 {
        guard !connection.isBlind else {
            let minutes = UInt64(clamping: (writer.opener.now().milliseconds - 1_577_836_800_000) / 60_000)
            return number(above: minutes)
        }
        let stored = try read { database in
            let used = try Row.fetchOne(database, sql: "SELECT max(number) AS number FROM sessions")?
                .session("number")?.rawValue
            let last = try Row.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'last_session'")?
                .text("value").flatMap { UInt64($0) }
            return max(used ?? 0, last ?? 0)
        }
        return number(above: stored)
    }

    private func number(above stored: UInt64) -> UInt64 {
        lastNumber.withLock { last in
            let number = max(stored, last ?? 0) &+ 1
            last = number
            return number
        }
    }

    /// A value that was stored under a name.
    package func meta(_ key: String) throws(StoreError) -> String? {
        try read { try Row.fetchOne($0, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key]) }?
            .text("value")
    }

    /// Bytes that the database takes on the disk, its log included.
    package func byteCount() -> Int64 {
        StoreFile(path: path).byteCount
    }
}
