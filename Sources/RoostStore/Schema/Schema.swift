import GRDB

/// The tables, and the steps that lead to them.
enum Schema {
    /// The schema that this version writes, one line per step:
    /// 1: the first one.
    static let number = 1

    /// Every table of the present schema; a file where one is missing is damaged.
    static let tables: Set<String> = [
        "meta", "sessions", "workspaces", "windows", "panes", "events", "commands", "output", "snapshots",
        "lines", "lines_fts", "line_index", "unindexed", "tasks", "task_history", "task_messages",
    ]

    /// What the store itself keeps in `meta`; nobody else writes these.
    static let reservedKeys: Set<String> = ["schema", "last_session"]

    /// All steps; each writes its number in the same transaction.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: one)
            try setNumber(1, in: database)
        }
        return migrator
    }

    private static func setNumber(_ number: Int, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO meta (key, value) VALUES ('schema', ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """,
            arguments: [String(number)])
    }
}
