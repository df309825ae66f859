import Foundation
import GRDB

extension Writer {
    /// A second after the first commit that is not on the disk yet, the write-ahead log is synced.
    ///
    /// With `synchronous = NORMAL` SQLite syncs at checkpoints only; this bounds what a power cut takes.
    func noteChange(_ work: inout Work) {
        if work.syncTime == nil { work.syncTime = .now + .seconds(1) }
    }

    /// Puts the log on the disk.
    ///
    /// A failure is not tried again before the next commit: the kernel says it once.
    func sync(_ work: inout Work) {
        guard work.syncTime != nil, !work.isClosed else { return }
        work.syncTime = nil
        // Only the log: closing the database file or its index would drop the locks that SQLite holds there
        // (fcntl(2), "record locks are released when any descriptor is closed").
        guard let file = FileHandle(forReadingAtPath: path + "-wal") else { return }
        try? file.synchronize()
        try? file.close()
    }
}
