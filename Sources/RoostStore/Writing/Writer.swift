import Foundation
import GRDB
import RoostModel
import Synchronization

/// The one that writes: a thread that takes what is enqueued and commits it, all that waits in one
/// transaction.
///
/// The thread sleeps without a limit while nothing is enqueued. The first record wakes it; it waits for others
/// (``Gathering``), commits, indexes and syncs within a second, and sleeps again.
final class Writer: Sendable {
    /// Bytes of records in one transaction; more wait for the next, so that readers and disk keep up.
    static let batchSize = 8 << 20

    /// What comes in, from any thread.
    struct Inbox {
        var records: [Store.Record] = []
        /// Records that ever came.
        var enqueued = 0
        /// Bytes that wait, those being written included.
        var pendingByteCount = 0
        /// Output that was left out and is not in the history as a gap yet.
        var gaps: [SessionID: Gap] = [:]
        /// Up to where output was left out since the last report.
        var lostOutput: [SessionID: UInt64] = [:]
        /// What the thread does next, in order.
        var jobs: [@Sendable () -> Void] = []
        /// The bell was rung and the thread has not looked yet.
        var isRung = false
        /// The thread is gone, or goes after the jobs that it has.
        var isEnded = false
        var handler: (@Sendable (CommitReport) -> Void)?
    }

    /// What only the thread touches.
    struct Work {
        var maker = BatchMaker()
        /// Taken from the inbox, not yet in a batch.
        var records: ArraySlice<Store.Record> = []
        /// Records that are committed, of all that ever came.
        var committed = 0
        /// Ready, but not committed yet.
        var batch: Batch?
        /// When the next batch is due; nil while nothing waits.
        var commitTime: ContinuousClock.Instant?
        /// What the next batch waits for; nil when it waits for nothing but its turn.
        var gathering: Gathering?
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
        /// What was indexed since the last sync.
        var indexCount = IndexCount()
        var failures = 0
        var isClosed = false

        var isWaiting: Bool { batch != nil || !records.isEmpty }
    }

    let connection: Connection
    let opener: Opener
    let options: StoreOptions
    let inbox = Mutex(Inbox())
    let work = Mutex(Work())
    private let bell: Doorbell

    /// What is written to.
    var pool: DatabasePool {
        get throws(StoreError) { try connection.pool }
    }
    var path: String { connection.path }

    init(connection: Connection, opener: Opener, options: StoreOptions) throws(StoreError) {
        guard let bell = Doorbell() else {
            throw .cannotOpen(path: opener.path, cause: "no file descriptor is left")
        }
        self.connection = connection
        self.opener = opener
        self.options = options
        self.bell = bell
        let thread = Thread { [self] in run() }
        thread.name = "roost-store"
        thread.start()
    }

    /// Takes records that belong together; see ``nextBatch(_:)`` for which of them never part.
    func enqueue(_ records: [Store.Record]) {
        put { inbox in
            for record in records {
                let byteCount = record.byteCount
                if hasRoom(for: record, byteCount, in: &inbox) { inbox.add(record, byteCount) }
            }
        }
    }

    /// Runs a job on the thread, before the next batch; on this thread when the other is gone.
    func submit(_ job: @escaping @Sendable () -> Void) {
        var isEnded = false
        put { inbox in
            isEnded = inbox.isEnded
            if !isEnded { inbox.jobs.append(job) }
        }
        if isEnded { job() }
    }

    /// Lets the thread go after what it has to do.
    func end() {
        put { $0.isEnded = true }
    }

    private func put(_ change: (inout Inbox) -> Void) {
        let isRinging = inbox.withLock { inbox in
            change(&inbox)
            defer { inbox.isRung = true }
            return !inbox.isRung
        }
        if isRinging { bell.ring() }
    }
}

// MARK: - The thread

extension Writer {
    private func run() {
        Doorbell.yieldToOthers()
        if connection.isOpen { findUnindexed() }
        while true {
            let (jobs, isEnded) = inbox.withLock { inbox in
                inbox.isRung = false
                defer { inbox.jobs = [] }
                return (inbox.jobs, inbox.isEnded)
            }
            for job in jobs { job() }
            guard !isEnded else { return close() }
            let now = ContinuousClock.now
            if work.withLock({ $0.openTime.map { $0 <= now } ?? !connection.isOpen && !$0.isClosed }) {
                reopen()
            }
            let (isCommitDue, isSyncDue) = work.withLock { work in
                take(&work, now: now)
                gather(&work, now: now)
                return (work.commitTime.map { $0 <= now } ?? false, work.syncTime.map { $0 <= now } ?? false)
            }
            if isSyncDue {
                let failure = work.withLock { work -> StoreError? in
                    // Whoever waits for a commit waits for a step, not for the whole index.
                    guard !indexStep(&work) else { return nil }
                    work.indexCount = IndexCount()
                    defer {
                        // What was too much for this second is looked at in the next.
                        if !work.printed.isEmpty { noteChange(&work) }
                    }
                    return sync(&work)
                }
                if let failure { tell(CommitReport(failure: failure)) }
            }
            if isCommitDue { commitNext() }
            let next = work.withLock { work in
                [work.commitTime, work.syncTime, work.openTime].compactMap(\.self).min()
            }
            bell.wait(next.map { ContinuousClock.now.duration(to: $0) })
        }
    }

    /// Takes what came in; the first of it sets the time of the next batch.
    func take(_ work: inout Work, now: ContinuousClock.Instant) {
        work.records += inbox.withLock { inbox in
            endGaps(in: &inbox)
            defer { inbox.records = [] }
            return inbox.records
        }
        if work.isWaiting, work.commitTime == nil, !work.isClosed, work.openTime == nil {
            work.commitTime = now + Gathering.step
            work.gathering = Gathering(at: now)
        }
    }

    /// Puts the next batch off while a flood goes on.
    private func gather(_ work: inout Work, now: ContinuousClock.Instant) {
        guard let time = work.commitTime, time <= now else { return }
        let byteCount = inbox.withLock { $0.pendingByteCount }
        guard let next = work.gathering?.next(at: now, byteCount: byteCount) else { return }
        work.commitTime = next
    }

    /// Commits all that was enqueued before; on the thread only.
    ///
    /// On failure everything stays, in order, and is tried again after 0.1 s, then twice as long, up to 2 s.
    func commitAll() -> Result<Void, StoreError> {
        let target = inbox.withLock { $0.enqueued }
        while work.withLock({ $0.committed < target }), let report = commitNext() {
            if let failure = report.failure { return .failure(failure) }
        }
        return .success(())
    }

    /// Tries one transaction and tells the handler; nil when nothing waits.
    @discardableResult
    private func commitNext() -> CommitReport? {
        guard let report = work.withLock({ commitNext(&$0) }) else { return nil }
        tell(report)
        return report
    }

    /// Tells the handler, with what was left out meanwhile.
    func tell(_ report: CommitReport) {
        var report = report
        let handler = inbox.withLock { inbox in
            report.lostOutput = inbox.lostOutput
            inbox.lostOutput = [:]
            return inbox.handler
        }
        handler?(report)
    }

    private func commitNext(_ work: inout Work) -> CommitReport? {
        guard !work.isClosed else { return nil }
        let now = ContinuousClock.now
        take(&work, now: now)
        work.gathering = nil
        do {
            guard let batch = try work.batch ?? nextBatch(&work) else {
                work.commitTime = nil
                return nil
            }
            work.batch = batch
            let report = try commit(batch, packer: work.maker.packer, isFirst: work.isNew)
            work.batch = nil
            work.isNew = false
            work.committed += batch.recordCount
            work.failures = 0
            // What is left over waits for its turn only, not for company.
            work.commitTime = work.isWaiting ? now : nil
            noteChange(&work, byteCount: batch.byteCount)
            work.printed.formUnion(report.storedOutput.keys)
            work.indexCount.stored += batch.byteCount
            inbox.withLock { $0.pendingByteCount -= batch.byteCount }
            return report
        } catch {
            let failure = StoreError(error, doing: "write", path: path)
            if let report = repair(&work, after: error, failure, now: now) { return report }
            work.commitTime =
                work.openTime == nil ? now + .milliseconds(min(2000, 100 << min(work.failures, 5))) : nil
            work.failures += 1
            return CommitReport(failure: failure)
        }
    }
}
