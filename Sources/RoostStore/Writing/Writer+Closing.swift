import GRDB
import RoostModel
import Synchronization

extension Writer {
    /// Commits and syncs what it can, then lets the file go; on the thread only.
    func close() {
        guard !work.withLock({ $0.isClosed }) else { return }
        _ = commitAll()
        let failure = work.withLock { work in
            defer {
                work.isClosed = true
                work.commitTime = nil
                work.openTime = nil
            }
            return sync(&work)
        }
        if let failure { tell(CommitReport(failure: failure)) }
        connection.close()
    }
}
