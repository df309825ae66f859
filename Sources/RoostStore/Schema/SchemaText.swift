import GRDB

/// What `sqlite_master` says of a database's own tables, indexes and triggers: how each was made.
///
/// A few bytes that changed in the schema of a file may give one that SQLite takes, with other names or types. So
/// each file is compared with a database that was just made, by the same steps: `ALTER TABLE` changes the text of
/// both in the same way.
struct SchemaText: Equatable, Sendable {
    /// The statement of each object by its name, with one blank where there are any.
    private let statements: [String: String]

    /// Reads the schema of a file.
    init(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database, sql: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        var statements: [String: String] = [:]
        for row in rows {
            guard let name = row.text("name"), let sql = row.text("sql") else {
                statements["?"] = ""
                continue
            }
            // SQLite's, the migrator's, and those that FTS5 makes for itself.
            guard
                !["sqlite_", "grdb_", "lines_fts_", "task_messages_fts_"].contains(where: {
                    name.hasPrefix($0)
                })
            else {
                continue
            }
            statements[name] = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        self.statements = statements
    }

    /// FNV-1a over the names and statements, by name; the columns that steps have added to sessions stand in
    /// ``SessionColumn`` and need no fingerprint.
    ///
    /// - SeeAlso: http://www.isthe.com/chongo/tech/comp/fnv/
    var fingerprint: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for (name, statement) in statements.sorted(by: { $0.key < $1.key }) {
            let text = name == "sessions" ? Self.withoutAddedColumns(statement) : statement
            for byte in "\(name)\n\(text)\n".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return hash
    }

    /// As the table was made, if all that was added to it since is what it has to be; else as it is.
    private static func withoutAddedColumns(_ statement: String) -> String {
        statement.replacing(
            SessionColumn.added.map { ", \($0.definition)" }.joined(), with: "", maxReplacements: 1)
    }

    /// What is wrong with a schema that should be the present one; nil when it is.
    func damage() throws -> String? {
        // Another version of SQLite may write the same schema in other words.
        try fingerprint == Schema.fingerprint ? nil : Self.present().damage(in: self)
    }

    /// What is wrong with a schema that should be this one; nil when it is.
    func damage(in found: SchemaText) -> String? {
        for (name, statement) in statements.sorted(by: { $0.key < $1.key }) {
            guard let other = found.statements[name] else { return "\(name) is missing" }
            if other != statement { return "\(name) is not what it was made as" }
        }
        return found.statements.keys.filter { statements[$0] == nil }.min().map {
            "\($0) is none of its tables"
        }
    }
}

extension SchemaText {
    /// The schemas of all versions, the first one first, from a database in memory that takes one step after the other.
    ///
    /// Cost: 5 ms, once in a process that meets a damaged file.
    static func ofAllVersions() throws -> [SchemaText] {
        try made.get().schemas
    }

    /// What this version writes.
    static func present() throws -> SchemaText {
        let schemas = try ofAllVersions()
        return schemas[schemas.count - 1]
    }

    /// The connection, closed, stays: see ``Connection`` on what it costs to free one.
    private static let made = Result {
        let queue = try DatabaseQueue()
        let schemas = try (1...Schema.number).map { number in
            try Schema.migrator.migrate(queue, upTo: "\(number)")
            return try queue.read { try SchemaText($0) }
        }
        try queue.close()
        return (schemas: schemas, queue: queue)
    }
}
