import GRDB
import RoostModel

extension Writer {
    /// What is committed next, a command with the output before it; nil when nothing waits.
    func nextBatch(_ work: inout Work) throws -> Batch? {
        guard !work.records.isEmpty else { return nil }
        var byteCount = 0
        var end =
            work.records.firstIndex { record in
                byteCount += record.byteCount
                return byteCount > Self.batchSize
            }
            .map { max($0, work.records.startIndex + 1) } ?? work.records.endIndex
        while end < work.records.endIndex, case .command = work.records[end] { end += 1 }
        var batch = try work.maker.make(work.records[..<end]) { session in
            try pool.writeWithoutTransaction { try $0.streamEnd(of: session) }
        }
        batch.recordCount = end - work.records.startIndex
        work.records = work.records[end...]
        if work.records.isEmpty { work.records = [] }
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
