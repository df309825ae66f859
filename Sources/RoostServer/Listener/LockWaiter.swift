import RoostIO
import Synchronization

/// Waits for a lock on a thread of its own, which that blocks.
///
/// Whoever forgets a waiter forgets the lock, too: it is let go as soon as it is had.
final class LockWaiter: Sendable {
    private struct State: ~Copyable {
        var lock: Descriptor?
        var failure: IOError?
    }

    private let state = Mutex(State())
    /// At its end when the thread is done.
    private let end: Descriptor

    /// Begins to wait for a file's lock.
    ///
    /// - Throws: ``IOError`` when there is no descriptor or thread left.
    init(_ path: String) throws(IOError) {
        let (end, thread) = try UnixSocket.pair().take()
        self.end = Descriptor(end)
        let other = Descriptor(thread)
        let loop = try EventLoop(name: "lock")
        try loop.start()
        let raw = other.take()
        loop.execute { [weak self] in
            defer { loop.stop() }
            let other = Descriptor(raw)
            do throws(IOError) {
                let lock = try Files.waitForLock(path).take()
                guard let self else { return _ = Descriptor(lock) }
                state.withLock { $0.lock = Descriptor(lock) }
            } catch {
                self?.state.withLock { $0.failure = error }
            }
            _ = consume other
        }
    }

    /// Readable when the lock is had, or cannot be.
    var descriptor: Int32 { end.raw }

    /// The thread has come back.
    var isDone: Bool { state.withLock { $0.lock != nil || $0.failure != nil } }

    /// Gives the lock away; nil while it is waited for.
    ///
    /// - Throws: What kept it from being taken.
    func takeLock() throws(IOError) -> Descriptor? {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        return state.withLock { $0.lock.take() }
    }
}
