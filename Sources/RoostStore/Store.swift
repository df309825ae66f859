import Dispatch
import GRDB
import RoostModel
import Synchronization

/// The database: sessions, layout, history, output and snapshots of one user's roost.
///
/// Everything written goes through ``enqueue(_:)`` to one writer, which commits it within 40 ms and syncs it
/// to the disk within a second after that. Reading sees what is committed, from any thread. While nothing is
/// enqueued nothing is written and no timer runs.
package final class Store: Sendable {
    /// Where the file lies.
    package let path: String
    let connection: Connection
    let writer: Writer
    /// What was found damaged and left out while reading, oldest first.
    let damages = Mutex<[String]>([])
    /// Whether the next damage that a reader meets is looked into.
    let suspicion = Mutex(Suspicion())
    /// The highest session number given out or stored.
    let lastNumber = Mutex<UInt64?>(nil)
    /// The highest task number given out.
    let lastTask = Mutex<UInt64>(0)

    init(_ opened: Opened, opener: Opener, options: StoreOptions) throws(StoreError) {
        path = opener.path
        connection = Connection(path: opener.path, opened)
        writer = try Writer(connection: connection, opener: opener, options: options)
    }

    /// The database, for reading and writing.
    var pool: DatabasePool {
        get throws(StoreError) { try connection.pool }
    }

    /// What came out when the database was opened, the last time.
    package var opening: OpeningReport { connection.report }

    /// False while nothing can be written down or the disk is full, and a full journal should lose its oldest part
    /// rather than stop a program: see ``start(path:options:now:)``.
    package var isOpen: Bool { connection.isOpen && !writer.inbox.withLock { $0.isShort } }

    /// A store that nobody closed commits what it has all the same, but nobody waits for it.
    deinit {
        writer.end()
    }

    /// Hands a record to the writer.
    ///
    /// Never blocks and never fails: see ``setCommitHandler(_:)``.
    package func enqueue(_ record: Record) {
        note(record)
        writer.enqueue([record])
    }

    /// The number of a session that is stored is never given out again.
    private func note(_ record: Record) {
        guard case .session(let session) = record else { return }
        lastNumber.withLock { last in
            if let known = last { last = max(known, session.number.rawValue) }
        }
    }

    /// Hands a session to the writer together with the layout that shows it: one is never stored without the other.
    ///
    /// - Parameter records: The session first, then workspaces.
    package func enqueue(together records: [Record]) {
        records.forEach(note)
        writer.enqueue(records)
    }

    /// Hands output to the writer together with the commands that begin and end in it: one is never stored without
    /// the others.
    package func enqueue(_ commands: [CommandRecord], after output: Record?) {
        writer.enqueue((output.map { [$0] } ?? []) + commands.map { .command($0) })
    }

    /// Waits until all that was enqueued before is committed.
    ///
    /// - Throws: Why it could not be committed now; it stays enqueued and is tried again.
    package func flush() async throws(StoreError) {
        let asked = ContinuousClock.now
        let result = await withCheckedContinuation { continuation in
            writer.submit { [writer] in
                continuation.resume(returning: writer.commitAll(&$0, asked: asked))
            }
        }
        try result.get()
    }

    /// Like ``flush()`` for a thread that may block; never call it in the commit handler.
    ///
    /// - Throws: ``StoreError/io(operation:path:cause:)`` as well when the time is over first.
    package func flushBlocking(timeout: Duration) throws(StoreError) {
        let done = DispatchSemaphore(value: 0)
        let answer = Answer()
        writer.submit { [writer] work in
            let result = writer.commitAll(&work)
            answer.result.withLock { $0 = result }
            done.signal()
        }
        let (seconds, attoseconds) = timeout.components
        let wait = Double(seconds) + Double(attoseconds) / 1e18
        guard done.wait(timeout: .now() + wait) == .success else {
            throw .io(operation: "write", path: path, cause: "not done in \(timeout)")
        }
        try answer.result.withLock { $0 }?.get()
    }

    /// Carries a result from the writer's thread to the one that waits.
    private final class Answer: Sendable {
        let result = Mutex<Result<Void, StoreError>?>(nil)
    }

    /// Sets what is called on the writer's thread after each attempt to commit.
    ///
    /// On failure (disk full, database locked) nothing is lost: the records stay queued in order and are
    /// tried again, first after 0.1 s, then twice as long each time, up to 2 s.
    package func setCommitHandler(_ handler: @escaping @Sendable (CommitReport) -> Void) {
        writer.inbox.withLock { $0.handler = handler }
    }

    /// Bytes of content that are enqueued and not committed yet.
    package var pendingByteCount: Int {
        writer.inbox.withLock { $0.pendingByteCount }
    }

    /// Tries once more to commit everything, syncs it and closes the file.
    ///
    /// What could not be committed is lost with this store; journals have the output of it.
    package func close() async {
        await withCheckedContinuation { continuation in
            writer.submit { [writer] work in
                writer.close(&work)
                continuation.resume()
            }
        }
        writer.end()
    }

    /// What was found damaged and left out while reading, oldest first; at most 100.
    package var damage: [String] {
        damages.withLock { $0 }
    }

    func report(damage: String) {
        damages.withLock { damages in
            if damages.count < 100, !damages.contains(damage) { damages.append(damage) }
        }
    }
}
