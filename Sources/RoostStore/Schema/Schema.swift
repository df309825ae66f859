import GRDB

/// The tables, and the steps that lead to them.
enum Schema {
    /// The schema that this version writes.
    ///
    /// One line per step:
    /// - 1: the first one.
    /// - 2: filters, because a search in a flood's output read all of it.
    /// - 3: parts of snapshots, because each had the whole scrollback in it.
    static let number = 3

    /// Every table of the present schema; a file where one is missing is damaged.
    static let tables: Set<String> = [
        "meta", "sessions", "workspaces", "windows", "panes", "events", "commands", "output", "snapshots",
        "snapshot_parts", "snapshot_places", "lines", "lines_fts", "line_index", "unindexed", "filters",
        "tasks",
        "task_history", "task_messages",
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
        migrator.registerMigration("2") { database in
            try database.execute(sql: two)
            try setNumber(2, in: database)
        }
        migrator.registerMigration("3") { database in
            try database.execute(sql: three)
            try setNumber(3, in: database)
        }
        return migrator
    }

    /// Every statement that made a table, an index or a trigger, in one text without line breaks.
    static let statements = words(one + " " + two + " " + three)

    /// A statement with one blank where there are any.
    static func words(_ statement: String) -> String {
        statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
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

extension Database {
    /// The name of a table, an index or a trigger of ours that is not what it was made as; nil when all are.
    ///
    /// A few bytes that changed in the schema may give one that SQLite takes, with other names or types.
    func damagedStatement() throws -> String? {
        let rows = try Row.fetchAll(self, sql: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        for row in rows {
            guard let name = row.text("name"), let sql = row.text("sql") else { return "?" }
            let isForeign = ["sqlite_", "grdb_", "lines_fts_"].contains { name.hasPrefix($0) }
            if !isForeign, !Schema.statements.contains(Schema.words(sql)) { return name }
        }
        return nil
    }
}
