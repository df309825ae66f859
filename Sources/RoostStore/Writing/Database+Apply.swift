import Foundation
import GRDB
import RoostModel

extension Database {
    /// Writes a batch inside the transaction that is open.
    ///
    /// A record that the schema refuses (its session was removed meanwhile) is left out and counted: it would
    /// be refused for ever and hold up all after it. Every other failure ends the transaction.
    func apply(_ batch: Batch, compressor: Compressor) throws -> CommitReport {
        var report = CommitReport(storedOutput: batch.ends)
        for item in batch.items {
            do {
                switch item {
                case .block(let block):
                    try insert(block)
                    report.storedByteCount += block.compressed.stored.count
                case .snapshot(let snapshot):
                    if try insert(snapshot, compressor: compressor) {
                        report.snapshots[snapshot.session] = snapshot.offset
                    } else {
                        report.rejected += 1
                    }
                case .record(.taskLog(let log)):
                    try inSavepoint {
                        try append(log, compressor)
                        return .commit
                    }
                case .record(let record):
                    try apply(record)
                }
            } catch {
                guard Self.isFaultOfRecord(error) else { throw error }
                report.rejected += 1
            }
            // Also of a task that is gone: nobody waits for it any more.
            if case .record(.taskLog(let log)) = item { report.tasks[log.task] = (log.attempt, log.position) }
        }
        return report
    }

    /// Everything else is a fault of the file or the disk.
    private static func isFaultOfRecord(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return true }
        return [.SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH].contains(error.resultCode)
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func insert(_ block: Batch.Block) throws {
        try run(
            """
            INSERT INTO output (session, offset, length, at, mode, stored, packing, bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                block.session.stored, Int64(clamping: block.offset), block.length, block.at.milliseconds,
                block.mode.rawValue, block.compressed.stored.count, block.compressed.format.rawValue,
                block.compressed.stored,
            ])
    }

    private func apply(_ record: Store.Record) throws {
        switch record {
        case .session(let session): try upsert(session)
        case .removeSession(let session):
            try run("DELETE FROM sessions WHERE number = ?", [session.stored])
        case .event(let event): try insert(event)
        case .command(let command): try upsert(command)
        case .workspace(let workspace, let position, let isLast):
            try inSavepoint {
                try replace(workspace, position: position, isLast: isLast)
                return .commit
            }
        case .removeWorkspace(let name):
            try run("DELETE FROM workspaces WHERE name = ?", [name.storable])
        case .task(let record):
            try inSavepoint {
                try store(record)
                return .commit
            }
        case .removeTask(let task):
            try run("DELETE FROM tasks WHERE id = ?", [task.stored])
        case .meta(let key, _) where Schema.reservedKeys.contains(key):
            break
        case .meta(let key, .some(let value)):
            try run(
                """
                INSERT INTO meta (key, value) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """,
                [key.storable, value.storable])
        case .meta(let key, .none):
            try run("DELETE FROM meta WHERE key = ?", [key.storable])
        case .output, .snapshot, .taskLog:
            preconditionFailure("what is compressed has its own way")
        }
    }

    private func upsert(_ command: CommandRecord) throws {
        try run(
            """
            INSERT INTO commands (session, id, at, is_prompt, text, cwd, duration_ms, exit_code, offset)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session, id) DO UPDATE SET at = excluded.at, is_prompt = excluded.is_prompt,
                text = excluded.text, cwd = coalesce(excluded.cwd, cwd),
                duration_ms = coalesce(excluded.duration_ms, duration_ms),
                exit_code = coalesce(excluded.exit_code, exit_code), offset = excluded.offset
            """,
            [
                command.session.stored, command.id, command.at.milliseconds, command.isPrompt,
                command.text.storable, command.cwd?.storable, command.durationMilliseconds, command.exitCode,
                Int64(clamping: command.offset),
            ])
    }
}
