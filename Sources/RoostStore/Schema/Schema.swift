import GRDB

/// The tables, and the steps that lead to them.
enum Schema {
    /// The schema that this version writes: the last step, or the last that adds a column of sessions.
    ///
    /// One line per step:
    /// - 1: the first one.
    /// - 2: filters, because a search in a flood's output read all of it.
    /// - 3: parts of snapshots, because each had the whole scrollback in it.
    /// - 4: facts as columns, because sentences had to be parsed; unused tables go.
    /// - 5: what a session was asked to run, because a restart lost the words and variables that a person had added.
    /// - 6: print-mode tasks, and what they say.
    /// - 7: what all attempts of a task cost, because only the last one's was known after a restart.
    /// - 8: what other programs know a session by, and whose it is.
    /// - 9: what a session is at in words of its own.
    /// - 10: the conversation of a session, because two in one folder took up the same one after a restart.
    static let number = max(steps.keys.max() ?? 0, SessionColumn.all.compactMap(\.schema).max() ?? 0)

    /// The fingerprint of what all steps lead to, without the columns of sessions that they add; a test says what it
    /// has to be.
    ///
    /// It saves making a database to compare with each time that one is opened, see ``SchemaText/damage()``.
    static let fingerprint: UInt64 = 0xCB47_AC95_E1E1_9EB7

    /// What each step runs, by its number; one that only adds columns of sessions runs nothing else.
    ///
    /// A step is never changed once a version with it was released: databases that took it have its tables. Columns
    /// that ``SessionColumn`` lists with the step's number are added after it.
    private static let steps = [1: one, 2: two, 3: three, 4: four, 6: six, 7: seven]

    /// What the store itself keeps in `meta`; nobody else writes these.
    static let reservedKeys: Set<String> = ["schema", "last_session"]

    /// All steps; each writes its number in the same transaction.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for step in 1...number {
            // Rows are checked one by one as they change: a look at every row of a large file takes minutes.
            migrator.registerMigration("\(step)", foreignKeyChecks: .immediate) { database in
                if let sql = steps[step] { try database.execute(sql: sql) }
                for column in SessionColumn.all where column.schema == step {
                    try database.execute(sql: "ALTER TABLE sessions ADD COLUMN \(column.definition)")
                }
                try setNumber(step, in: database)
            }
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
