import Foundation
import GRDB
import RoostModel
import Testing

@testable import RoostStore

@Suite struct MigrationTests {
    private static func make(_ fixture: String, at path: String) throws {
        let file = try #require(Bundle.module.url(forResource: "Fixtures/\(fixture)", withExtension: "sql"))
        let sql = try String(contentsOf: file, encoding: .utf8)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Every statement that made something, blanks apart.
    private static func schema(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        let statements = try queue.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'grdb_migrations'
                        AND name NOT LIKE 'sqlite_%' ORDER BY name
                    """)
        }
        return statements.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    @Test(arguments: 1...10)
    func `an older database has all it had`(version: Int) async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v\(version)", at: path)
        let store = try Store.open(path: path)
        let three = SessionID(rawValue: 3)
        let four = SessionID(rawValue: 4)

        let sessions = try store.sessions()
        #expect(sessions.map(\.number) == [three, four])
        #expect(sessions.map(\.state) == [.waitingInput, .error])
        #expect(sessions.first?.command == ["bash", "-l"])
        #expect(sessions.first?.attention?.options.map(\.label) == ["Yes"])
        #expect(sessions.map(\.historyLimit) == [5000, nil])
        #expect(sessions.map(\.end) == [nil, .interrupted])
        let launch = SessionLaunch(
            arguments: ["bash", "-l"], fullAccess: false, variables: ["FOO": "bar"])
        #expect(
            sessions.map(\.launch) == [version >= 5 ? launch : nil, nil])
        let identity = SessionIdentity(
            uuid: "6f1c2f0e-4a51-4f0e-9d57-0d8f3c1b2a3d", userID: "ann", metadata: #"{"ticket":"A-1"}"#)
        #expect(sessions.map(\.identity) == [version >= 8 ? identity : nil, nil])

        let custom = CustomState(name: "reviewing", data: #"{"pr":12}"#, since: .at(0))
        #expect(sessions.map(\.customState) == [version >= 9 ? custom : nil, nil])
        let conversation = SessionConversation(provider: "codex", id: "01a2-b", arguments: ["--model", "x"])
        #expect(sessions.map(\.conversation) == [version >= 10 ? conversation : nil, nil])

        let workspace = try #require(try store.workspaces().first)
        #expect(workspace.isLast)
        #expect(workspace.workspace.sessions == [three, four])
        #expect(workspace.workspace.activeWindow?.layout.panes == [1, 3])

        let history = try store.history(session: nil, type: nil, limit: 10)
        #expect(history.map(\.text) == ["running", "make", "error: interrupted"])
        #expect(
            history.map(\.transition?.change) == [.state(.running), nil, .state(.error, end: .interrupted)])
        let output = try store.history(session: three, type: .output, limit: 100).map(\.text)
        #expect(output == ["plain", "two"] + Array(repeating: "compressed line", count: 8))
        #expect(try store.latestSnapshots(session: three).map(\.bytes) == [[1, 2, 3]])
        #expect(try store.search("compressed", session: nil, limit: 10).count == 1)
        #expect(try store.meta("hint") == "dismissed")
        #expect(try store.meta("schema") == String(Schema.number))
        #expect(try store.nextSessionNumber() == 6)
        #expect(store.damage.isEmpty)

        store.enqueue(.output(session: three, offset: 148, at: .at(0), bytes: [65]))
        try await store.flush()
        #expect(try store.outputEnd(session: three) == 149)
        await store.close()
    }

    @Test func `what is written today is what the fixture says`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await store.close()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v\(Schema.number)", at: path)
        #expect(try Self.schema(scratch.database) == Self.schema(path))
    }

    @Test func `a task of schema 7 knows what all its attempts cost`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v7", at: path)
        let store = try Store.open(path: path)
        let task = try #require(try store.task(TaskID(rawValue: 7)))
        #expect(task.report.cost == 0.25)
        #expect(task.cost == 0.75)
        #expect(task.usage == TaskUsage(input: 20, output: 18))
        await store.close()
    }

    @Test func `a task of schema 6 has all it had`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v6", at: path)
        let store = try Store.open(path: path)
        let seven = TaskID(rawValue: 7)
        let task = try #require(try store.task(seven))
        #expect(task.state == .failed)
        #expect(task.failure == .maxTurns)
        #expect(task.request.prompt == "mend it")
        #expect(task.request.options.model == "opus")
        #expect(task.request.metadata == ["ticket": "42"])
        #expect(task.report.cost == 0.25)
        #expect(task.report.usage.output == 9)
        #expect(task.cost == 0.25)
        #expect(task.usage.output == 9)
        #expect(try store.taskEnvironment(seven) == ["TOKEN": "t"])
        #expect(try store.taskHistory(seven).map(\.to) == [.starting, .failed])
        #expect(
            try store.taskLog(seven, limit: 9).map(\.message) == [
                TaskMessage(.start(conversation: "c-1", model: "opus")),
                TaskMessage(.text("It is mended now")),
            ])
        #expect(
            try store.taskOutput(seven, attempt: 2) == [
                TaskOutput(stream: .output, offset: 0, bytes: Array("{\"a\":1".utf8)),
                TaskOutput(stream: .errors, offset: 0, bytes: Array("no".utf8)),
            ])
        let (position, next) = try store.taskPosition(seven, attempt: 2)
        #expect(position == TaskPosition(output: 2048, errors: 17))
        #expect(next == 3)
        #expect(try store.tasks(TaskFilter(text: "mended")).map(\.id) == [seven])
        #expect(try store.nextTaskNumber() == TaskID(rawValue: 8))
        await store.close()
    }

    @Test func `a snapshot of schema 3 has its parts in their places`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v3", at: path)
        let store = try Store.open(path: path)
        let snapshots = try store.latestSnapshots(session: SessionID(rawValue: 4))
        #expect(snapshots.map(\.bytes) == [[1, 2, 3, 4, 5, 6]])
        await store.close()
    }

    @Test func `a filter of schema 2 still finds what is under it`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v2", at: path)
        let store = try Store.open(path: path)
        let hits = try store.search("needle", session: nil, limit: 10)
        #expect(hits.map(\.text) == ["needle in a flood"])
        #expect(hits.map(\.session) == [SessionID(rawValue: 4)])
        #expect(try store.search("hay", session: nil, limit: 10).map(\.offset) == [18])
        await store.close()
    }

    @Test func `an altered table is no damage, and a change by hand is`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v1", at: path)
        // The steps alter tables: what SQLite then has in its schema stands in no statement of ours.
        let store = try Store.open(path: path)
        await store.close()
        let again = try Store.open(path: path)
        #expect(again.opening.setAside == nil)
        await again.close()
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "ALTER TABLE events ADD COLUMN mood TEXT") }
        try queue.close()
        #expect(throws: StoreError.corrupt(path: path, cause: "events is not what it was made as")) {
            try Store.open(path: path)
        }
    }

    @Test func `a schema with a table too many or too few is not the present one`() throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
        let present = try SchemaText.present()
        #expect(try present.damage(in: queue.read { try SchemaText($0) }) == nil)
        try queue.write { try $0.execute(sql: "CREATE TABLE more (a)") }
        #expect(try present.damage(in: queue.read { try SchemaText($0) }) == "more is none of its tables")
        try queue.write { try $0.execute(sql: "DROP TABLE more; DROP INDEX commands_by_time") }
        #expect(try present.damage(in: queue.read { try SchemaText($0) }) == "commands_by_time is missing")
    }

    @Test func `output that schema 1 left out of the index is indexed again`() async throws {
        let scratch = try Scratch()
        let path = scratch.folder + "/old.sqlite"
        try Self.make("schema-v3", at: path)
        let queue = try DatabaseQueue(path: path)
        try await queue.write {
            try $0.execute(sql: "DELETE FROM filters; INSERT INTO unindexed VALUES (4, 0, 24)")
        }
        try queue.close()
        let store = try Store.open(path: path)
        #expect(try store.search("needle", session: nil, limit: 9).map(\.text) == ["needle in a flood"])
        await store.close()
    }

    @Test(
        arguments: [
            ("state", "running", .state(.running)),
            ("error", "error: signal 9", .state(.error, end: .signalled(9))),
            ("error", "error: exit status 3", .state(.error, end: .exited(3))),
            ("error", "error: exit status unknown", .state(.error, end: .unknown)),
            ("error", "error: could not be started", .state(.error, end: .couldNotStart(cause: ""))),
            ("error", "interrupted", .state(.error, end: .interrupted)),
            ("attention", "approval: Run: a: b", .attention(.approval, text: "Run: a: b")),
            ("auth", "authentication: Sign in", .attention(.authentication, text: "Sign in")),
            ("attention", "attention over", .attentionOver(nil)),
            ("auth", "attention over", .attentionOver(.authentication)),
            ("gap", "17 bytes of output are lost", .outputLost(bytes: 17)),
            ("resize", "24 80", .resized(rows: 24, columns: 80)),
            ("error", "uses 300 MB of memory; 256 MB are allowed", nil), ("resize", "24", nil),
            ("state", "flying", nil), ("mood", "running", nil), ("error", "error: tired", nil),
            ("gap", "-1 bytes", nil), ("attention", "boredom: yes", nil),
        ] as [(String, String, SessionTransition.Change?)])
    func `sentences of older versions are read as what they say`(
        kind: String, text: String, change: SessionTransition.Change?
    ) {
        #expect(EarlierText.change(kind: kind, text: text) == change)
    }

    @Test func `the fingerprint is that of the present schema`() throws {
        let present = try SchemaText.present().fingerprint
        #expect(present == Schema.fingerprint, "it is 0x\(String(present, radix: 16, uppercase: true))")
    }

    @Test func `every step is counted`() {
        #expect(Schema.migrator.migrations == (1...Schema.number).map(String.init))
    }
}
