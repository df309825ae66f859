import RoostModel

extension Writer {
    /// What comes in, from any thread.
    struct Inbox {
        var records: [Store.Record] = []
        /// Records that ever came.
        var enqueued = 0
        /// Records that are committed, of all that ever came.
        var committed = 0
        /// Bytes that wait, those being written included.
        var pendingByteCount = 0
        /// Output that was left out and is not in the history as a gap yet.
        var gaps: [SessionID: Gap] = [:]
        /// Up to where output was left out since the last report.
        var lostOutput: [SessionID: UInt64] = [:]
        /// What the thread does next, in order.
        var jobs: [Job] = []
        /// The thread was woken up and has not looked yet.
        var isAwake = false
        /// The thread is gone, or goes after the jobs that it has.
        var isEnded = false
        /// The disk is full.
        var isShort = false
        var handler: (@Sendable (CommitReport) -> Void)?
    }

    /// What the thread has under way; it belongs to the thread, and jobs get it lent.
    struct Work {
        var maker = BatchMaker()
        /// Taken from the inbox, not yet in a batch.
        var records: ArraySlice<Store.Record> = []
        /// Ready, but not committed yet.
        var batch: Batch?
        /// What it was made of.
        var taken: ArraySlice<Store.Record> = []
        var reserve = DiskReserve()
        /// Why only what matters is committed; nil while there is room.
        var shortage: StoreError?
        var checkpoints = CheckpointPolicy()
        /// When the next batch is due; nil while nothing waits.
        var commitTime: ContinuousClock.Instant?
        /// How long the next batch is put off for more to come; nil when it waits for nothing but its turn.
        var window: CoalescingWindow?
        /// When the file is tried again; nil while it is open.
        var openTime: ContinuousClock.Instant?
        /// When a damaged file was last replaced.
        var renewTime: ContinuousClock.Instant?
        /// The file is a new one, which may miss sessions that go on.
        var isNew = false
        /// When the log is synced; nil while all of it is on the disk.
        var syncTime: ContinuousClock.Instant?
        /// Sessions with output that the search index has not seen.
        var printed: Set<SessionID> = []
        /// When the full-text index was last made again because it was broken.
        var rebuildTime: ContinuousClock.Instant?
        /// What was indexed since the last sync.
        var indexCount = IndexCount()
        var indexPace = IndexPace()
        var failures = 0
        /// The last attempt that somebody waited for and that failed: when it began, and why.
        var failed: (began: ContinuousClock.Instant, error: StoreError)?
        var isClosed = false

        var isWaiting: Bool { batch != nil || !records.isEmpty }
    }
}
