import GRDB
import RoostModel
import Synchronization

// What the writer's thread does; all that it has under way is in its ``Work``.
extension Writer {
    /// Runs until the writer has ended.
    func run() {
        SelfPipe.yieldToOthers()
        var work = Work()
        if connection.isOpen { findUnindexed(&work) }
        while true {
            let (jobs, isEnded) = inbox.withLock { inbox in
                inbox.isAwake = false
                defer { inbox.jobs = [] }
                return (inbox.jobs, inbox.isEnded)
            }
            for job in jobs { job(&work) }
            guard !isEnded else { return close(&work) }
            let now = ContinuousClock.now
            func isDue(_ time: ContinuousClock.Instant?) -> Bool { time.map { $0 <= now } ?? false }
            if isDue(work.openTime) || work.openTime == nil && !connection.isOpen && !work.isClosed {
                reopen(&work)
            }
            take(&work, now: now)
            gather(&work, now: now)
            let isCommitDue = isDue(work.commitTime)
            if isDue(work.syncTime) { indexAndSync(&work) }
            if isCommitDue { commitNext(&work) }
            if isDue(work.checkpoints.deadline) { shortenLog(&work) }
            let next = [work.commitTime, work.syncTime, work.openTime, work.checkpoints.deadline].compactMap(
                \.self
            ).min()
            wakeUp.wait(next.map { ContinuousClock.now.duration(to: $0) })
        }
    }

    /// Brings the index forward by a step, or syncs the log when the index has had enough of this second.
    private func indexAndSync(_ work: inout Work) {
        let now = ContinuousClock.now
        // Whoever waits for a commit waits for a step, not for the whole index.
        if work.indexPace.isDue(at: now), indexStep(&work) { return }
        work.indexCount = IndexCount()
        if work.printed.isEmpty { work.indexPace.indexed(at: now) }
        if let failure = sync(&work) { tell(CommitReport(failure: failure)) }
        shortenLog(&work)
        guard !work.printed.isEmpty else { return }
        // What was too much for this second is looked at in the next, and what is little when it is time.
        work.syncTime = work.indexPace.isDue(at: now) ? now + Self.syncDelay : work.indexPace.due(after: now)
    }

    /// Takes what came in; the first of it sets the time of the next batch.
    func take(_ work: inout Work, now: ContinuousClock.Instant) {
        work.records += inbox.withLock { inbox in
            endGaps(in: &inbox)
            defer { inbox.records = [] }
            return inbox.records
        }
        if work.isWaiting, work.commitTime == nil, !work.isClosed, work.openTime == nil {
            work.commitTime = now + CoalescingWindow.step
            work.window = CoalescingWindow(at: now)
        }
    }

    /// Puts the next batch off while a flood goes on.
    private func gather(_ work: inout Work, now: ContinuousClock.Instant) {
        guard let time = work.commitTime, time <= now else { return }
        let byteCount = inbox.withLock { $0.pendingByteCount }
        guard let next = work.window?.next(at: now, byteCount: byteCount) else { return }
        work.commitTime = next
    }

    /// Commits all that was enqueued before, in two attempts, and opens the file for that if need be: somebody waits.
    ///
    /// On failure everything stays, in order, and is tried again after 0.1 s, then twice as long, up to 2 s. What failed
    /// is the answer for all who began to wait before: a lock that another process holds costs each attempt its
    /// time-out, and many who wait in a row would wait for the sum.
    ///
    /// - Parameters:
    ///   - work: The thread's.
    ///   - asked: When the one who waits began to.
    /// - Returns: Success when all of it is in the file.
    func commitAll(_ work: inout Work, asked: ContinuousClock.Instant = .now) -> Result<Void, StoreError> {
        let target = inbox.withLock { $0.enqueued }
        var isSecond = false
        while inbox.withLock({ $0.committed < target }) {
            if let failed = work.failed, failed.began >= asked { return .failure(failed.error) }
            let began = ContinuousClock.now
            var failure: StoreError?
            if !connection.isOpen, !work.isClosed { failure = reopen(&work) }
            if failure == nil {
                guard let report = commitNext(&work) else {
                    return .failure(.io(operation: "write", path: path, cause: "it is closed"))
                }
                failure = report.failure
            }
            guard let failure else { continue }
            if isSecond {
                work.failed = (began, failure)
                return .failure(failure)
            }
            isSecond = true
        }
        return .success(())
    }

    /// Tries one transaction and tells the handler; nil when nothing waits or the file is closed.
    @discardableResult
    private func commitNext(_ work: inout Work) -> CommitReport? {
        let report = tryNext(&work)
        if let report { tell(report) }
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

    private func tryNext(_ work: inout Work) -> CommitReport? {
        guard !work.isClosed else { return nil }
        let now = ContinuousClock.now
        take(&work, now: now)
        work.window = nil
        renewReserve(&work)
        do {
            guard let batch = try work.batch ?? nextBatch(&work) else {
                work.commitTime = work.records.isEmpty ? nil : now + Self.shortagePause
                return work.shortage.map { CommitReport(failure: $0) }
            }
            work.batch = batch
            let began = ContinuousClock.now
            var report = try commit(batch, compressor: work.maker.compressor, isFirst: work.isNew)
            report.duration = began.duration(to: .now)
            work.batch = nil
            work.taken = []
            work.isNew = false
            work.failures = 0
            report.failure = work.shortage
            // What is left over waits for its turn only, not for company; or for room.
            work.commitTime = work.isWaiting ? work.shortage == nil ? now : now + Self.shortagePause : nil
            noteChange(&work, byteCount: batch.byteCount)
            work.printed.formUnion(report.storedOutput.keys)
            work.indexCount.stored += batch.byteCount
            work.indexPace.stored(batch.byteCount)
            inbox.withLock { inbox in
                inbox.pendingByteCount -= batch.byteCount
                inbox.committed += batch.recordCount
            }
            return report
        } catch {
            let failure = StoreError(error, doing: "write", path: path)
            if ranOut(error, failure, &work) {
                work.commitTime = now
                return CommitReport(failure: failure)
            }
            if let report = repair(&work, after: error, failure, now: now) { return report }
            if Self.isConnectionSpoiled(error, failures: work.failures) {
                renewConnection(&work, because: failure, now: now)
                return CommitReport(failure: failure)
            }
            work.commitTime =
                work.openTime == nil ? now + .milliseconds(min(2000, 100 << min(work.failures, 5))) : nil
            work.failures += 1
            return CommitReport(failure: failure)
        }
    }
}
