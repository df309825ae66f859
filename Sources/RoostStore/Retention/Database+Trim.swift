import GRDB
import RoostModel

/// What is trimmed next.
///
/// Each step is done again, with the session it stopped at, until nothing is left.
enum TrimStep: Sendable {
    case output(after: SessionID?)
    case total
    case lines(after: SessionID?)
    case oldLines
    case events
    case commands
    case tasks

    /// In the order that they are done in.
    static let all: [TrimStep] = [
        .output(after: nil), .total, .lines(after: nil), .oldLines, .events, .commands, .tasks,
    ]
}

/// A trim under way: what it did, and what it need not find out again in each transaction.
///
/// What is written meanwhile is the next one's.
struct TrimRun: Sendable {
    let policy: Retention
    var report = TrimReport()
    /// Stored bytes of which the present step has too many; nil before they were counted.
    var excess: Int64?
    /// Where the output begins that a session needs to come back.
    var kept: [SessionID: UInt64] = [:]

    init(policy: Retention) {
        self.policy = policy
    }
}

extension Database {
    /// Rows that one transaction takes at most.
    private static let blocks = 256
    private static let rows = 500

    /// Does a part of a step; nil when the step is done.
    func trim(_ step: TrimStep, in run: inout TrimRun) throws -> TrimStep? {
        switch step {
        case .output(let last):
            guard let session = try nextSession(after: last) else { return nil }
            let isDone = try trimOutput(of: session, in: &run)
            return .output(after: isDone ? session : last)
        case .total:
            return try trimTotal(in: &run) ? nil : .total
        case .lines(let last):
            guard let session = try nextSession(after: last) else { return nil }
            let isDone = try trimLines(of: session, report: &run.report)
            return .lines(after: isDone ? session : last)
        case .oldLines:
            let count = try deleteOldLines(run.policy)
            run.report.lines += count
            return count == 0 ? nil : step
        case .events:
            // Sizes are needed as long as any output is.
            let count = try deleteOld("events", where: "AND kind <> 'resize'", policy: run.policy)
            run.report.entries += count
            return count == 0 ? nil : step
        case .commands:
            let count = try deleteOld("commands", where: "", policy: run.policy)
            run.report.entries += count
            return count == 0 ? nil : step
        case .tasks:
            let count = try deleteOldTasks(run.policy)
            run.report.entries += count
            return count == 0 ? nil : step
        }
    }

    private func nextSession(after last: SessionID?) throws -> SessionID? {
        try Row.fetchOne(
            self, sql: "SELECT min(number) AS number FROM sessions WHERE number > ?",
            arguments: [last?.stored ?? Int64.min])?.session("number")
    }

    /// The offset that output has to be kept from: the newest whole snapshot's, and the newest block's.
    private func keptOffset(of session: SessionID, in run: inout TrimRun) throws -> UInt64 {
        if let known = run.kept[session] { return known }
        let snapshots = try Row.fetchCursor(
            self, sql: "SELECT * FROM snapshots WHERE session = ? ORDER BY id DESC",
            arguments: [session.stored])
        var kept: UInt64 = 0
        let decompressor = Decompressor()
        while let row = try snapshots.next() {
            if let offset = row.offset("offset"), try whole(row, decompressor) != nil {
                kept = offset
                break
            }
        }
        let newest = try Row.fetchOne(
            self, sql: "SELECT max(offset) AS offset FROM output WHERE session = ?",
            arguments: [session.stored])?.offset("offset")
        kept = min(kept, newest ?? 0)
        run.kept[session] = kept
        return kept
    }

    private func trimOutput(of session: SessionID, in run: inout TrimRun) throws -> Bool {
        let excess = try run.excess ?? self.excess(over: run.policy.sessionBytes, of: session)
        guard excess > 0 || run.policy.oldest != nil else { return true }
        let rows = try oldestBlocks(of: session, in: &run)
        let victims = Self.victims(in: rows, excess: excess, oldest: run.policy.oldest)
        try delete(victims, report: &run.report)
        let isDone = victims.count < Self.blocks
        run.excess = isDone ? nil : excess - Self.storedBytes(of: victims)
        return isDone
    }

    /// Takes the oldest blocks of all sessions until they fit.
    private func trimTotal(in run: inout TrimRun) throws -> Bool {
        let excess = try run.excess ?? self.excess(over: run.policy.totalBytes, of: nil)
        guard excess > 0 else { return true }
        var candidates: [Row] = []
        var last: SessionID?
        while let session = try nextSession(after: last) {
            last = session
            candidates += try oldestBlocks(of: session, in: &run)
        }
        candidates.sort { ($0.int64("at") ?? 0) < ($1.int64("at") ?? 0) }
        let victims = Self.victims(in: candidates.prefix(Self.blocks), excess: excess, oldest: nil)
        try delete(victims, report: &run.report)
        let isDone = victims.count < Self.blocks
        run.excess = isDone ? nil : excess - Self.storedBytes(of: victims)
        return isDone
    }

    /// Stored bytes of output beyond a limit, of one session or of all; 0 without a limit.
    private func excess(over limit: Int64?, of session: SessionID?) throws -> Int64 {
        guard let limit else { return 0 }
        let used = try Row.fetchOne(
            self,
            sql: "SELECT sum(stored) AS stored FROM output" + (session == nil ? "" : " WHERE session = ?"),
            arguments: session.map { [$0.stored] } ?? [])
        return (used?.int64("stored") ?? 0) - limit
    }

    /// The blocks of a session that may go, the oldest first; no more than one transaction takes.
    private func oldestBlocks(of session: SessionID, in run: inout TrimRun) throws -> [Row] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT id, at, stored FROM output WHERE session = ? AND offset + length <= ?
                ORDER BY offset LIMIT ?
                """,
            arguments: [
                session.stored, Int64(clamping: try keptOffset(of: session, in: &run)), Self.blocks,
            ])
    }

    /// Those of the first blocks that are too many or too old.
    private static func victims(in rows: some Sequence<Row>, excess: Int64, oldest: Timestamp?) -> [Row] {
        var excess = excess
        return Array(
            rows.prefix { row in
                let isOld = oldest.map { row.time("at") ?? $0 < $0 } ?? false
                guard excess > 0 || isOld else { return false }
                excess -= row.int64("stored") ?? 0
                return true
            })
    }

    private static func storedBytes(of rows: [Row]) -> Int64 {
        rows.reduce(0) { $0 + ($1.int64("stored") ?? 0) }
    }

    private func delete(_ blocks: [Row], report: inout TrimReport) throws {
        let statement = try cachedStatement(sql: "DELETE FROM output WHERE id = ?")
        for row in blocks { try statement.execute(arguments: [row.int64("id")]) }
        report.blocks += blocks.count
        report.bytes += Self.storedBytes(of: blocks)
    }

    /// Lines whose output is gone go too.
    private func trimLines(of session: SessionID, report: inout TrimReport) throws -> Bool {
        try execute(
            sql: """
                DELETE FROM lines WHERE id IN (
                    SELECT id FROM lines WHERE session = ?1
                        AND offset < (SELECT min(offset) FROM output WHERE session = ?1) LIMIT ?2)
                """,
            arguments: [session.stored, Self.rows])
        let count = changesCount
        report.lines += count
        try execute(
            sql: """
                DELETE FROM filters WHERE session = ?1
                    AND end_offset <= (SELECT min(offset) FROM output WHERE session = ?1)
                """,
            arguments: [session.stored])
        return count < Self.rows
    }

    /// Lines are numbered as they came, so the old ones are the first: no index by time is kept for them.
    private func deleteOldLines(_ policy: Retention) throws -> Int {
        guard let oldest = policy.oldest else { return 0 }
        try execute(
            sql: "DELETE FROM lines WHERE id IN (SELECT id FROM lines ORDER BY id LIMIT ?) AND at < ?",
            arguments: [Self.rows, oldest.milliseconds])
        return changesCount
    }

    private func deleteOld(_ table: String, where filter: String, policy: Retention) throws -> Int {
        guard let oldest = policy.oldest else { return 0 }
        try execute(
            sql:
                "DELETE FROM \(table) WHERE rowid IN (SELECT rowid FROM \(table) WHERE at < ? \(filter) LIMIT ?)",
            arguments: [oldest.milliseconds, Self.rows])
        return changesCount
    }

    /// Tasks that ended long ago: first what they said, a part at a time, and then they themselves.
    private func deleteOldTasks(_ policy: Retention) throws -> Int {
        guard let oldest = policy.oldest else { return 0 }
        for table in ["task_messages", "task_output"] {
            try execute(
                sql: """
                    DELETE FROM \(table) WHERE id IN (
                        SELECT \(table).id FROM tasks JOIN \(table) ON \(table).task = tasks.id
                        WHERE tasks.ended_at < ?1 LIMIT ?2)
                    """,
                arguments: [oldest.milliseconds, Self.rows])
            if changesCount > 0 { return changesCount }
        }
        try execute(
            sql: "DELETE FROM tasks WHERE id IN (SELECT id FROM tasks WHERE ended_at < ?1 LIMIT ?2)",
            arguments: [oldest.milliseconds, Self.rows])
        return changesCount
    }

    /// Gives up to 1 MiB of free pages back to the disk; the number of pages.
    func vacuumPart() throws -> Int {
        func freePages() throws -> Int {
            try Row.fetchOne(self, sql: "SELECT freelist_count AS count FROM pragma_freelist_count")?
                .int("count") ?? 0
        }
        let before = try freePages()
        guard before > 0 else { return 0 }
        _ = try Row.fetchAll(self, sql: "PRAGMA incremental_vacuum(256)")
        return before - (try freePages())
    }
}
