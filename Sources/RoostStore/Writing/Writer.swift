import Foundation
import GRDB
import RoostIO
import RoostModel
import Synchronization

/// The one that writes: a thread that takes what is enqueued and commits it, all that waits in one
/// transaction.
///
/// The thread sleeps without a limit while nothing is enqueued. The first record wakes it; it waits for others
/// (``CoalescingWindow``), commits, indexes and syncs within a second, and sleeps again.
final class Writer: Sendable {
    /// What runs on the thread, with all that it has under way.
    typealias Job = @Sendable (inout Work) -> Void

    /// Bytes of records in one transaction; more wait for the next, so that readers and disk keep up.
    static let batchSize = 8 << 20

    let connection: Connection
    let opener: Opener
    let options: StoreOptions
    let inbox = Mutex(Inbox())
    let wakeUp: SelfPipe

    /// What is written to.
    var pool: DatabasePool {
        get throws(StoreError) { try connection.pool }
    }
    var path: String { connection.path }

    init(connection: Connection, opener: Opener, options: StoreOptions) throws(StoreError) {
        guard let wakeUp = SelfPipe() else {
            throw .cannotOpen(path: opener.path, cause: "no file descriptor is left")
        }
        self.connection = connection
        self.opener = opener
        self.options = options
        self.wakeUp = wakeUp
        do throws(IOError) {
            try NamedThread.start(name: "roost-store") { [self] in run() }
        } catch {
            throw .cannotOpen(path: opener.path, cause: "\(error)")
        }
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

    /// Runs a job on the thread, before the next batch; on this thread, with nothing under way, when the other is gone.
    func submit(_ job: @escaping Job) {
        var isEnded = false
        put { inbox in
            isEnded = inbox.isEnded
            if !isEnded { inbox.jobs.append(job) }
        }
        guard isEnded else { return }
        var nothing = Work()
        nothing.isClosed = true
        job(&nothing)
    }

    /// Lets the thread go after what it has to do.
    func end() {
        put { $0.isEnded = true }
    }

    private func put(_ change: (inout Inbox) -> Void) {
        let isAsleep = inbox.withLock { inbox in
            change(&inbox)
            defer { inbox.isAwake = true }
            return !inbox.isAwake
        }
        if isAsleep { wakeUp.signal() }
    }
}
