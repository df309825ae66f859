import GRDB
import RoostModel

extension Writer {
    /// What is committed next, a command with the output before it and a layout with the session that it shows; nil
    /// when nothing waits.
    func nextBatch(_ work: inout Work) throws -> Batch? {
        let records = nextRecords(&work)
        guard !records.isEmpty else { return nil }
        var batch: Batch
        do {
            batch = try work.maker.make(records) { session in
                try pool.writeWithoutTransaction { try $0.streamEnd(of: session) }
            }
        } catch {
            work.records = records + work.records
            throw error
        }
        work.taken = records
        batch.recordCount = records.count
        return batch
    }

    /// Commits a batch; `isFirst`: the first one into a new file, which may not know its sessions.
    func commit(_ batch: Batch, compressor: Compressor, isFirst: Bool) throws -> CommitReport {
        try pool.writeWithoutTransaction { database in
            var report = CommitReport()
            if database.isInsideTransaction { try database.rollback() }
            try database.inTransaction(.immediate) {
                if isFirst { for session in batch.ends.keys { try database.addMissing(session) } }
                report = try database.apply(batch, compressor: compressor)
                return .commit
            }
            return report
        }
    }
}
