import GRDB
import RoostModel
import Synchronization

// A full disk: what matters is committed from the reserve, output waits in memory, and what has no room there is left
// out and told.
extension Writer {
    /// Between two looks whether there is room again.
    static let shortagePause = Duration.seconds(2)

    /// Renews the reserve, and notes whether there is one.
    ///
    /// A shortage ends here: all that waited is committed in order.
    func renewReserve(_ work: inout Work) {
        guard connection.isOpen else { return }
        let failure: StoreError? =
            work.reserve.renew(path + "-wal")
            ? nil : .io(operation: "write", path: path, cause: "the disk is full; output is kept in memory")
        guard failure != work.shortage else { return }
        if failure != nil, work.shortage == nil { takeBack(&work) }
        work.shortage = failure
        inbox.withLock { $0.isShort = failure != nil }
    }

    /// The disk was full before the reserve was known to be used up.
    ///
    /// - Returns: Whether it is worth to try again at once, with less.
    func ranOut(_ error: any Error, _ failure: StoreError, _ work: inout Work) -> Bool {
        guard work.shortage == nil, (error as? DatabaseError)?.resultCode == .SQLITE_FULL else {
            return false
        }
        takeBack(&work)
        work.shortage = failure
        inbox.withLock { $0.isShort = true }
        return true
    }

    /// Undoes the batch that is ready, since it may have output in it.
    private func takeBack(_ work: inout Work) {
        guard work.batch != nil else { return }
        work.records = work.taken + work.records
        work.taken = []
        work.batch = nil
        // It has counted output as stored.
        work.maker = BatchMaker()
    }

    /// What is committed next: during a shortage all but output and snapshots, which wait.
    func nextRecords(_ work: inout Work) -> ArraySlice<Store.Record> {
        guard work.shortage == nil else {
            let taken = work.records.filter { !$0.isLarge }
            work.records.removeAll { !$0.isLarge }
            return taken[...]
        }
        var byteCount = 0
        var end =
            work.records.firstIndex { record in
                byteCount += record.byteCount
                return byteCount > Self.batchSize
            }
            .map { max($0, work.records.startIndex + 1) } ?? work.records.endIndex
        while end < work.records.endIndex, work.records[end].belongsToPrevious { end += 1 }
        let taken = work.records[..<end]
        work.records = work.records[end...]
        if work.records.isEmpty { work.records = [] }
        return taken
    }
}

extension Store.Record {
    /// What a full disk has no room for.
    fileprivate var isLarge: Bool {
        switch self {
        case .output, .snapshot, .taskLog: true
        default: false
        }
    }
}
