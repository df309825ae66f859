import GRDB
package import RoostModel
import Synchronization

// What is known of print-mode tasks.
extension Store {
    /// Tasks that somebody wants to see, oldest first.
    package func tasks(_ filter: TaskFilter = TaskFilter()) throws(StoreError) -> [TaskInfo] {
        let query = TaskQuery(filter)
        guard query.mayMatch else { return [] }
        let rows = try read { try Row.fetchAll($0, sql: query.sql, arguments: query.arguments) }
        return rows.compactMap { row in
            if row.task == nil {
                report(damage: "task \(row.task("id")?.description ?? "?") cannot be read")
            }
            return row.task
        }
    }

    /// How many tasks have ended in which state, by provider.
    ///
    /// - Complexity: O(*n*) in the tasks that have; their prompts are not read.
    package func endedTaskCounts() throws(StoreError) -> [(state: TaskState, provider: String, count: Int)] {
        let ended = TaskState.allCases.filter(\.isEnded).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT state, provider, count(*) AS count FROM tasks WHERE state IN (\(ended))
                    GROUP BY state, provider
                    """)
        }
        .compactMap { row in
            guard let state = row.text("state").flatMap(TaskState.init(rawValue:)),
                let provider = row.text("provider"), let count = row.int("count")
            else { return nil }
            return (state, provider, count)
        }
    }

    /// One task; nil when there is none.
    package func task(_ id: TaskID) throws(StoreError) -> TaskInfo? {
        try read { try Row.fetchOne($0, sql: "SELECT * FROM tasks WHERE id = ?", arguments: [id.stored]) }?
            .task
    }

    /// What the caller added to the environment of a task's processes.
    package func taskEnvironment(_ id: TaskID) throws(StoreError) -> [String: String] {
        let row = try read {
            try Row.fetchOne(
                $0, sql: "SELECT environment FROM tasks WHERE id = ?", arguments: [id.stored])
        }
        return JSONText.decode([String: String].self, from: row?.text("environment")) ?? [:]
    }

    /// The steps that a task has taken, oldest first.
    package func taskHistory(_ id: TaskID) throws(StoreError) -> [TaskTransition] {
        try read {
            try Row.fetchAll(
                $0, sql: "SELECT * FROM task_history WHERE task = ? ORDER BY id", arguments: [id.stored])
        }
        .compactMap(\.taskTransition)
    }

    /// What a task said, in order.
    ///
    /// - Parameters:
    ///   - id: Which task.
    ///   - number: The first message to give; 1 is the first of all.
    ///   - attempt: Only those of this attempt; nil: of all.
    ///   - limit: At most so many.
    /// - Returns: The messages in their order.
    /// - Throws: ``StoreError`` when the database cannot be read.
    package func taskLog(
        _ id: TaskID, from number: Int = 1, attempt: Int? = nil, limit: Int
    ) throws(StoreError) -> [TaskLogEntry] {
        guard limit > 0 else { return [] }
        return try read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT * FROM task_messages
                    WHERE task = ?1 AND number >= ?2 AND (?3 IS NULL OR attempt = ?3)
                    ORDER BY number LIMIT ?4
                    """,
                arguments: [id.stored, number, attempt, limit])
        }
        .compactMap(\.taskLogEntry)
    }

    /// What an attempt's process wrote, in the order in which it was read.
    ///
    /// - Parameters:
    ///   - id: Which task.
    ///   - attempt: Which attempt.
    ///   - stream: Only this stream; nil: both.
    ///   - offset: Only what lies behind so many bytes of its stream.
    ///   - limit: No more is read once there are so many bytes.
    /// - Returns: What is stored; a row that is damaged ends it, and is said by ``damage``.
    /// - Throws: ``StoreError`` when the database cannot be read.
    package func taskOutput(
        _ id: TaskID, attempt: Int, stream: TaskStream? = nil, from offset: UInt64 = 0, limit: Int = .max
    ) throws(StoreError) -> [TaskOutput] {
        let (outputs, isDamaged) = try read { database -> ([TaskOutput], Bool) in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT * FROM task_output
                    WHERE task = ?1 AND attempt = ?2 AND (?3 IS NULL OR stream = ?3) AND offset + length > ?4
                    ORDER BY id
                    """,
                arguments: [id.stored, attempt, stream?.rawValue, Int64(clamping: offset)])
            let decompressor = Decompressor()
            var outputs: [TaskOutput] = []
            var byteCount = 0
            while byteCount < limit, let row = try rows.next() {
                guard var output = row.taskOutput(decompressor) else { return (outputs, true) }
                if output.offset < offset {
                    output.bytes.removeFirst(Int(offset - output.offset))
                    output.offset = offset
                }
                byteCount += output.bytes.count
                outputs.append(output)
            }
            return (outputs, false)
        }
        if isDamaged { report(damage: "output of task \(id) cannot be read") }
        return outputs
    }

    /// Up to where an attempt's output is in the log, and the number of the message that comes next.
    package func taskPosition(
        _ id: TaskID, attempt: Int
    ) throws(StoreError) -> (position: TaskPosition, next: Int) {
        try read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM task_attempts WHERE task = ? AND attempt = ?",
                arguments: [id.stored, attempt])
            let last = try Row.fetchOne(
                database, sql: "SELECT max(number) AS number FROM task_messages WHERE task = ?",
                arguments: [id.stored])
            let position = TaskPosition(
                output: row?.offset("output_offset") ?? 0, errors: row?.offset("errors_offset") ?? 0)
            return (position, (last?.int("number") ?? 0) + 1)
        }
    }

    /// A number for a new task: above every number stored or given out before.
    ///
    /// While nothing can be read it is the minutes since 2020, which no other number reaches.
    package func nextTaskNumber() throws(StoreError) -> TaskID {
        guard !connection.isBlind else {
            let minutes = (writer.opener.now().milliseconds - 1_577_836_800_000) / 60_000
            return task(above: UInt64(clamping: minutes))
        }
        // SQLite keeps the highest number that was ever used: AUTOINCREMENT.
        let stored = try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'tasks'), 0),
                        coalesce((SELECT max(id) FROM tasks), 0)) AS number
                    """)?.int64("number") ?? 0
        }
        return task(above: UInt64(clamping: stored))
    }

    private func task(above stored: UInt64) -> TaskID {
        lastTask.withLock { last in
            last = max(stored, last) &+ 1
            return TaskID(rawValue: last)
        }
    }
}

/// The statement that finds the tasks of a filter.
struct TaskQuery {
    let sql: String
    let arguments: StatementArguments
    /// False when nothing can be found: the text has no letter or digit, which the index needs.
    let mayMatch: Bool

    init(_ filter: TaskFilter) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func require(_ condition: String, _ values: [(any DatabaseValueConvertible)?]) {
            conditions.append(condition)
            arguments += StatementArguments(values)
        }
        if !filter.states.isEmpty {
            let marks = filter.states.map { _ in "?" }.joined(separator: ", ")
            require("state IN (\(marks))", filter.states.map(\.rawValue))
        }
        if let name = filter.name { require("request ->> '$.name' = ?", [name.storable]) }
        if let user = filter.userID { require("request ->> '$.user_id' = ?", [user.storable]) }
        if let provider = filter.provider { require("provider = ?", [provider.storable]) }
        if let cwd = filter.cwd { require("cwd = ?", [cwd.storable]) }
        if let stage = filter.stage { require("request ->> '$.stage' = ?", [stage.storable]) }
        if let conversation = filter.conversation {
            require(
                """
                (request ->> '$.conversation_name' = ? OR request ->> '$.options.resume' = ?
                    OR report ->> '$.conversation' = ?)
                """,
                [conversation.storable, conversation.storable, conversation.storable])
        }
        for (key, value) in filter.metadata.sorted(by: { $0.key < $1.key }) {
            require(
                "EXISTS (SELECT 1 FROM json_each(request, '$.metadata') AS kept WHERE kept.key = ? AND value = ?)",
                [key.storable, value.storable])
        }
        if let since = filter.since { require("created_at >= ?", [since.milliseconds]) }
        if let until = filter.until { require("created_at < ?", [until.milliseconds]) }
        var mayMatch = true
        if let text = filter.text {
            let query = SearchQuery(text)
            if let match = query.match(naming: { _ in nil }) {
                let patterns = query.patterns
                let prompt = patterns.map { _ in "request ->> '$.prompt' LIKE ? ESCAPE '\\'" }
                    .joined(separator: " AND ")
                require(
                    """
                    (id IN (SELECT task_messages.task FROM task_messages_fts
                        JOIN task_messages ON task_messages.id = task_messages_fts.rowid
                        WHERE task_messages_fts MATCH ?) OR (\(prompt)))
                    """,
                    [match] + patterns)
            } else {
                mayMatch = false
            }
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        arguments += [filter.limit.map { max(0, $0) } ?? -1]
        sql = """
            SELECT * FROM (SELECT * FROM tasks \(condition) ORDER BY id DESC LIMIT ?) ORDER BY id
            """
        self.arguments = arguments
        self.mayMatch = mayMatch
    }
}
