import Foundation
import GRDB

extension Writer {
    /// How long a commit may be in memory only.
    ///
    /// A power cut may take a second of output, and within it the output has to be read (400 ms where nobody waits for
    /// it), to gather (200 ms in a flood), to be committed and to be written.
    static let syncDelay = Duration.milliseconds(200)

    /// From the first commit that is not on the disk yet on, the write-ahead log has ``syncDelay`` to be synced.
    ///
    /// With `synchronous = NORMAL` SQLite syncs at checkpoints only; this bounds what a power cut takes. A flood has
    /// waited for its commit already, and is synced at once.
    func noteChange(_ work: inout Work, byteCount: Int = 0) {
        let time = ContinuousClock.now
        let due = byteCount >= Self.floodBytes ? time : time + Self.syncDelay
        work.syncTime = min(work.syncTime ?? due, due)
    }

    /// Empties the log when it has grown; a reader of an older state puts that off.
    func shortenLog(_ work: inout Work) {
        guard !work.isClosed, connection.isOpen else { return work.checkpoints = CheckpointPolicy() }
        let now = ContinuousClock.now
        var byteCount = StoreFile(path: path).logByteCount
        if work.checkpoints.isDue(byteCount: byteCount, isBusy: work.isWaiting, at: now) {
            do {
                try pool.writeWithoutTransaction { database in
                    // To ask for all at once would wait for readers; this never does.
                    let (frames, copied) = try database.checkpoint(.passive)
                    if frames == copied { _ = try database.checkpoint(.truncate) }
                }
            } catch {
                tell(CommitReport(failure: StoreError(error, doing: "shorten the log of", path: path)))
            }
            byteCount = StoreFile(path: path).logByteCount
        }
        work.checkpoints.looked(byteCount: byteCount, at: now)
    }

    /// Puts the log on the disk.
    ///
    /// A failure is not tried again before the next commit: the kernel says it once.
    ///
    /// - Returns: Why a power cut may take more than it should.
    func sync(_ work: inout Work) -> StoreError? {
        guard work.syncTime != nil, !work.isClosed else { return nil }
        work.syncTime = nil
        // Only the log: closing the database file or its index would drop the locks that SQLite holds there
        // (fcntl(2), "record locks are released when any descriptor is closed").
        guard let file = FileHandle(forReadingAtPath: path + "-wal") else { return nil }
        do {
            try file.synchronize()
            try file.close()
            return nil
        } catch {
            return .io(operation: "sync", path: path + "-wal", cause: error.localizedDescription)
        }
    }
}
