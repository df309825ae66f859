import GRDB
import RoostModel

// Print-mode tasks as rows.
extension Database {
    /// Stores a task, new or changed, and lines of its history; inside a savepoint.
    func store(_ record: TaskRecord) throws {
        let task = record.task
        try run(
            """
            INSERT INTO tasks (id, state, provider, cwd, created_at, state_since, first_started_at, started_at,
                ended_at, attempt, is_approved, has_process, retry_at, exit_code, failure, error, request,
                report, cost, usage, environment)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, state_since = excluded.state_since,
                first_started_at = excluded.first_started_at, started_at = excluded.started_at,
                ended_at = excluded.ended_at, attempt = excluded.attempt,
                is_approved = excluded.is_approved, has_process = excluded.has_process, retry_at = excluded.retry_at,
                exit_code = excluded.exit_code, failure = excluded.failure, error = excluded.error,
                request = excluded.request, report = excluded.report, cost = excluded.cost,
                usage = excluded.usage,
                environment = coalesce(excluded.environment, environment)
            """,
            [
                task.id.stored, task.state.rawValue, task.request.provider.storable,
                task.request.cwd.storable, task.createdAt.milliseconds, task.stateSince.milliseconds,
                task.firstStartedAt?.milliseconds, task.startedAt?.milliseconds, task.endedAt?.milliseconds,
                task.attempt, task.isApproved, task.hasProcess, task.retryAt?.milliseconds, task.exitCode,
                task.failure?.rawValue, task.error?.storable, try JSONText.encode(task.request).storable,
                try JSONText.encode(task.report).storable, task.cost, try JSONText.encode(task.usage),
                try record.environment.map(JSONText.encode),
            ])
        for transition in record.transitions {
            try run(
                """
                INSERT INTO task_history (task, at, attempt, event, from_state, cause) VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    task.id.stored, transition.at.milliseconds, transition.attempt,
                    transition.event.rawValue, transition.from.rawValue, transition.cause?.storable,
                ])
        }
    }

    /// Stores output together with the messages made of it; inside a savepoint.
    func append(_ log: TaskLogRecord, _ compressor: Compressor) throws {
        for output in log.output where !output.bytes.isEmpty {
            let compressed = compressor.compress(output.bytes[...])
            try run(
                """
                INSERT INTO task_output (task, attempt, stream, offset, length, packing, bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    log.task.stored, log.attempt, output.stream.rawValue, Int64(clamping: output.offset),
                    output.bytes.count, compressed.format.rawValue, compressed.stored,
                ])
        }
        for entry in log.entries {
            try run(
                "INSERT INTO task_messages (task, number, attempt, at, body) VALUES (?, ?, ?, ?, ?)",
                [
                    log.task.stored, entry.number, entry.attempt, entry.at.milliseconds,
                    try JSONText.encode(entry.message),
                ])
        }
        try run(
            """
            INSERT INTO task_attempts (task, attempt, output_offset, errors_offset) VALUES (?, ?, ?, ?)
            ON CONFLICT (task, attempt) DO UPDATE SET output_offset = excluded.output_offset,
                errors_offset = excluded.errors_offset
            """,
            [
                log.task.stored, log.attempt, Int64(clamping: log.position.output),
                Int64(clamping: log.position.errors),
            ])
    }
}

extension TaskID {
    /// The number as SQLite holds it: signed.
    var stored: Int64 { Int64(bitPattern: rawValue) }
}

extension Row {
    func task(_ column: String) -> TaskID? {
        int64(column).map { TaskID(rawValue: UInt64(bitPattern: $0)) }
    }

    /// A task, from a row of `tasks`; nil for one that cannot be read.
    var task: TaskInfo? {
        guard let id = task("id"), let state = text("state").flatMap(TaskState.init(rawValue:)),
            let request = JSONText.decode(TaskRequest.self, from: text("request")),
            let report = JSONText.decode(TaskReport.self, from: text("report")),
            let createdAt = time("created_at"), let attempt = int("attempt")
        else { return nil }
        var task = TaskInfo(id: id, request: request, createdAt: createdAt)
        task.state = state
        task.stateSince = time("state_since") ?? createdAt
        task.firstStartedAt = time("first_started_at")
        task.startedAt = time("started_at")
        task.endedAt = time("ended_at")
        task.attempt = attempt
        task.isApproved = int("is_approved") != 0
        task.hasProcess = int("has_process") == 1
        task.retryAt = time("retry_at")
        task.exitCode = int32("exit_code")
        // A word of a later version.
        task.failure = text("failure").map { TaskFailure(rawValue: $0) ?? .unknown }
        task.error = text("error")
        task.report = report
        if let usage = JSONText.decode(TaskUsage.self, from: text("usage")) {
            (task.cost, task.usage) = (double("cost"), usage)
        } else if !task.hasProcess {
            (task.cost, task.usage) = (report.cost, report.usage)
        }
        return task
    }

    /// A line of a task's history, from a row of `task_history`.
    var taskTransition: TaskTransition? {
        guard let event = text("event").flatMap(TaskEvent.init(rawValue:)),
            let state = text("from_state").flatMap(TaskState.init(rawValue:)), let at = time("at"),
            let attempt = int("attempt")
        else { return nil }
        return TaskTransition(event, from: state, cause: text("cause"), at: at, attempt: attempt)
    }

    /// Output, from a row of `task_output`; nil when it is damaged.
    func taskOutput(_ decompressor: Decompressor) -> TaskOutput? {
        guard let stream = text("stream").flatMap(TaskStream.init(rawValue:)),
            let offset = offset("offset"), let bytes = decompressed(by: decompressor)
        else { return nil }
        return TaskOutput(stream: stream, offset: offset, bytes: bytes)
    }

    /// A message, from a row of `task_messages`.
    ///
    /// What a later version wrote, or a disk has damaged, is shown as it is.
    var taskLogEntry: TaskLogEntry? {
        guard let number = int("number"), let attempt = int("attempt"), let at = time("at"),
            let body = text("body")
        else { return nil }
        return TaskLogEntry(
            number: number, attempt: attempt, at: at,
            message: JSONText.decode(TaskMessage.self, from: body)
                ?? TaskMessage(.raw(body, cause: .unknownKind)))
    }
}
