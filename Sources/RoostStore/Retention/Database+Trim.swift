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

    /// In the order that they are done in.
    static let all: [TrimStep] = [
        .output(after: nil), .total, .lines(after: nil), .oldLines, .events, .commands,
    ]
}

extension Database {
    /// Rows that one transaction takes at most.
    private static let blocks = 64
    private static let rows = 500

    /// Does a part of a step; nil when the step is done.
    func trim(_ step: TrimStep, policy: Retention, report: inout TrimReport) throws -> TrimStep? {
        switch step {
        case .output(let last):
            guard let session = try nextSession(after: last) else { return nil }
            let isDone = try trimOutput(of: session, policy: policy, report: &report)
            return .output(after: isDone ? session : last)
        case .total:
            return try trimTotal(policy: policy, report: &report) ? nil : .total
        case .lines(let last):
            guard let session = try nextSession(after: last) else { return nil }
            let isDone = try trimLines(of: session, report: &report)
            return .lines(after: isDone ? session : last)
        case .oldLines:
            let count = try deleteOldLines(policy)
            report.lines += count
            return count == 0 ? nil : step
        case .events:
            // Sizes are needed as long as any output is.
            let count = try deleteOld("events", where: "AND kind <> 'resize'", policy: policy)
            report.entries += count
            return count == 0 ? nil : step
        case .commands:
            let count = try deleteOld("commands", where: "", policy: policy)
            report.entries += count
            return count == 0 ? nil : step
        }
    }

    private func nextSession(after last: SessionID?) throws -> SessionID? {
        try Row.fetchOne(
            self, sql: "SELECT min(number) AS number FROM sessions WHERE number > ?",
            arguments: [last?.stored ?? Int64.min])?.session("number")
    }

    /// The offset that output has to be kept from: the newest whole snapshot's, and the newest block's.
    private func keptOffset(of session: SessionID) throws -> UInt64 {
        let snapshots = try Row.fetchCursor(
            self, sql: "SELECT * FROM snapshots WHERE session = ? ORDER BY id DESC",
            arguments: [session.stored])
        var kept: UInt64 = 0
        let unpacker = Unpacker()
        while let row = try snapshots.next() {
            if let offset = row.offset("offset"), try whole(row, unpacker) != nil {
                kept = offset
                break
            }
        }
        let newest = try Row.fetchOne(
            self, sql: "SELECT max(offset) AS offset FROM output WHERE session = ?",
            arguments: [session.stored])?.offset("offset")
        return min(kept, newest ?? 0)
    }

    private func trimOutput(
        of session: SessionID, policy: Retention, report: inout TrimReport
    ) throws -> Bool {
        var excess: Int64 = 0
        if let limit = policy.sessionBytes {
            let used = try Row.fetchOne(
                self, sql: "SELECT sum(stored) AS stored FROM output WHERE session = ?",
                arguments: [session.stored])?.int64("stored")
            excess = (used ?? 0) - limit
        }
        guard excess > 0 || policy.oldest != nil else { return true }
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT id, at, stored FROM output WHERE session = ? AND offset + length <= ?
                ORDER BY offset LIMIT ?
                """,
            arguments: [session.stored, Int64(clamping: try keptOffset(of: session)), Self.blocks])
        var victims: [Row] = []
        for row in rows {
            let isOld = policy.oldest.map { row.time("at") ?? $0 < $0 } ?? false
            guard excess > 0 || isOld else { break }
            excess -= row.int64("stored") ?? 0
            victims.append(row)
        }
        try delete(victims, report: &report)
        return victims.count < Self.blocks
    }

    /// Takes the oldest blocks of all sessions until they fit.
    private func trimTotal(policy: Retention, report: inout TrimReport) throws -> Bool {
        guard let limit = policy.totalBytes else { return true }
        let used = try Row.fetchOne(self, sql: "SELECT sum(stored) AS stored FROM output")?.int64("stored")
        var excess = (used ?? 0) - limit
        guard excess > 0 else { return true }
        var candidates: [Row] = []
        var last: SessionID?
        while let session = try nextSession(after: last) {
            last = session
            candidates += try Row.fetchAll(
                self,
                sql: """
                    SELECT id, at, stored FROM output WHERE session = ? AND offset + length <= ?
                    ORDER BY offset LIMIT ?
                    """,
                arguments: [session.stored, Int64(clamping: try keptOffset(of: session)), Self.blocks])
        }
        candidates.sort { ($0.int64("at") ?? 0) < ($1.int64("at") ?? 0) }
        var victims: [Row] = []
        for row in candidates.prefix(Self.blocks) where excess > 0 {
            excess -= row.int64("stored") ?? 0
            victims.append(row)
        }
        try delete(victims, report: &report)
        return victims.count < Self.blocks
    }

    private func delete(_ blocks: [Row], report: inout TrimReport) throws {
        let statement = try cachedStatement(sql: "DELETE FROM output WHERE id = ?")
        for row in blocks {
            try statement.execute(arguments: [row.int64("id")])
            report.blocks += 1
            report.bytes += row.int64("stored") ?? 0
        }
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
        for table in ["unindexed", "filters"] {
            try execute(
                sql: """
                    DELETE FROM \(table) WHERE session = ?1
                        AND end_offset <= (SELECT min(offset) FROM output WHERE session = ?1)
                    """,
                arguments: [session.stored])
        }
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
