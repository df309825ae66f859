import GRDB
import RoostModel

/// A column of `sessions`, and the fact of a `SessionInfo` that it holds.
///
/// What is in no column lives as long as the server does. A column that is added gets the number of a new step of
/// ``Schema``, which adds it to older files; it takes null, which stands in rows from before.
struct SessionColumn: Sendable {
    let name: String
    /// The step that adds it; nil for those that were there from the beginning.
    let schema: Int?
    private let type: String
    /// The value to store.
    let value: @Sendable (SessionInfo) throws -> (any DatabaseValueConvertible)?
    /// Puts the value of a row in its place, or leaves what is there; false when it makes no sense.
    let read: @Sendable (Row, inout SessionInfo) -> Bool

    /// What `ALTER TABLE` adds.
    var definition: String { "\(name) \(type)" }

    private init(
        _ name: String, type: String = "", since schema: Int? = nil,
        value: @escaping @Sendable (SessionInfo) throws -> (any DatabaseValueConvertible)?,
        read: @escaping @Sendable (Row, inout SessionInfo) -> Bool = { _, _ in true }
    ) {
        self.name = name
        self.type = type
        self.schema = schema
        self.value = value
        self.read = read
    }

    /// All of them; ``Store/sessions()`` reads the first three by itself.
    static let all: [SessionColumn] = [
        SessionColumn("number", value: { $0.number.stored }),
        SessionColumn("name", value: { $0.name.storable }),
        SessionColumn("created_at", value: { $0.createdAt.milliseconds }),
        SessionColumn("provider", value: { $0.provider.storable }) { row, session in
            session.kind = row.text("provider").map(SessionKind.init(provider:)) ?? session.kind
            return true
        },
        SessionColumn("command", value: { try JSONText.encode($0.command) }) { row, session in
            let command = JSONText.decode([String].self, from: row.text("command"))
            session.command = command ?? session.command
            return command != nil
        },
        text("cwd", \.cwd), text("title", \.title),
        integer("rows", \.rows), integer("columns", \.cols),
        SessionColumn("state", value: { $0.state.rawValue }) { row, session in
            let state = row.text("state").flatMap(SessionState.init(rawValue:))
            session.state = state ?? session.state
            return state != nil
        },
        SessionColumn("attention", value: { try $0.attention.map(JSONText.encode) }) { row, session in
            session.attention = JSONText.decode(Attention.self, from: row.text("attention"))
            return session.attention != nil || row.text("attention") == nil
        },
        SessionColumn("pid", value: { $0.pid }) { row, session in
            session.pid = row.int32("pid")
            return true
        },
        SessionColumn("exit_code", value: { $0.exitCode }) { row, session in
            session.exitCode = row.int32("exit_code")
            return true
        },
        time("last_activity", \.lastActivity), time("state_since", \.stateSince),
        SessionColumn("history_limit", value: { $0.historyLimit }) { row, session in
            session.historyLimit = row.int("history_limit")
            return true
        },
        SessionColumn("end_kind", type: "TEXT", since: 4, value: { $0.end?.kind.rawValue }) { row, session in
            session.end = row.endReason ?? EarlierText.endReason(row.text("reason"))
            return row.text("end_kind") == nil || row.endReason != nil
        },
        // Schemas 1 to 3 wrote a sentence here: a session that is stored again has it no more.
        SessionColumn("reason", value: { _ in nil }),
        SessionColumn("end_code", type: "INTEGER", since: 4, value: { $0.end?.code }),
        SessionColumn("end_cause", type: "TEXT", since: 4, value: { $0.end?.cause?.storable }),
        SessionColumn("launch", type: "TEXT", since: 5, value: { try $0.launch.map(JSONText.encode) }) {
            row, session in
            session.launch = JSONText.decode(SessionLaunch.self, from: row.text("launch"))
            return session.launch != nil || row.text("launch") == nil
        },
        SessionColumn("identity", type: "TEXT", since: 8, value: { try $0.identity.map(JSONText.encode) }) {
            row, session in
            session.identity = JSONText.decode(SessionIdentity.self, from: row.text("identity"))
            return session.identity != nil || row.text("identity") == nil
        },
        SessionColumn(
            "custom_state", type: "TEXT", since: 9, value: { try $0.customState.map(JSONText.encode) }
        ) {
            row, session in
            session.customState = JSONText.decode(CustomState.self, from: row.text("custom_state"))
            return session.customState != nil || row.text("custom_state") == nil
        },
        SessionColumn(
            "conversation", type: "TEXT", since: 10, value: { try $0.conversation.map(JSONText.encode) }
        ) { row, session in
            session.conversation = JSONText.decode(SessionConversation.self, from: row.text("conversation"))
            return session.conversation != nil || row.text("conversation") == nil
        },
    ]

    /// Those that steps have added, in the order in which they were.
    static let added = Dictionary(grouping: all.filter { $0.schema != nil }) { $0.schema ?? 0 }
        .sorted { $0.key < $1.key }.flatMap(\.value)

    private static func text(
        _ name: String, _ path: any (WritableKeyPath<SessionInfo, String> & Sendable)
    ) -> SessionColumn {
        SessionColumn(name, value: { $0[keyPath: path].storable }) { row, session in
            session[keyPath: path] = row.text(name) ?? session[keyPath: path]
            return true
        }
    }

    private static func integer(
        _ name: String, _ path: any (WritableKeyPath<SessionInfo, Int> & Sendable)
    ) -> SessionColumn {
        SessionColumn(name, value: { $0[keyPath: path] }) { row, session in
            session[keyPath: path] = row.int(name) ?? session[keyPath: path]
            return true
        }
    }

    private static func time(
        _ name: String, _ path: any (WritableKeyPath<SessionInfo, Timestamp> & Sendable)
    ) -> SessionColumn {
        SessionColumn(name, value: { $0[keyPath: path].milliseconds }) { row, session in
            session[keyPath: path] = row.time(name) ?? session[keyPath: path]
            return true
        }
    }
}

extension Row {
    /// How a session ended, from the three columns that say so; nil when nothing of it is there.
    var endReason: EndReason? {
        text("end_kind").flatMap(EndReason.Kind.init(rawValue:)).map {
            EndReason($0, code: int32("end_code"), cause: text("end_cause"))
        }
    }
}

extension Database {
    /// Stores a session, new or changed.
    func upsert(_ session: SessionInfo) throws {
        try run(Self.upsertSession, StatementArguments(try SessionColumn.all.map { try $0.value(session) }))
        try run(
            """
            INSERT INTO meta (key, value) VALUES ('last_session', ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
                WHERE CAST(value AS INTEGER) < CAST(excluded.value AS INTEGER)
            """,
            [String(session.number.rawValue)])
    }

    private static let upsertSession: String = {
        let names = SessionColumn.all.map(\.name)
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        let changes = names.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return "INSERT INTO sessions (\(names.joined(separator: ", "))) VALUES (\(marks))"
            + " ON CONFLICT (number) DO UPDATE SET \(changes)"
    }()
}
