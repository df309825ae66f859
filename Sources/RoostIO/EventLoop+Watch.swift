private import Glibc
private import Synchronization

extension EventLoop {
    /// Until what the kernel had no room for is tried again.
    static let rearmPause = Duration.milliseconds(50)

    /// Calls `handler` on the loop whenever the descriptor is ready, until the watch is cancelled.
    ///
    /// Level-triggered: a handler that leaves bytes unread is called again in the next round, after the other ready
    /// descriptors had their turn. It may be called for nothing (another watch took the bytes), so the descriptor
    /// should be non-blocking. Several watches on one descriptor are fine. Files and directories cannot be watched.
    ///
    /// Cancel the watch before the descriptor is closed; letting go of it cancels nothing.
    ///
    /// - Parameters:
    ///   - descriptor: What to watch; borrowed.
    ///   - interest: What to wait for; the empty set pauses.
    ///   - handler: Told what the descriptor is ready for. Hang-ups and errors come whatever the interest, as long as
    ///     it is not empty.
    /// - Returns: What changes the interest and ends the watch.
    /// - Throws: ``IOError`` for what epoll refuses: EBADF, EPERM (a file). Where the kernel has no room for it, the
    ///   watch begins as soon as it has.
    package func watch(
        _ descriptor: Int32, for interest: Interest, _ handler: @escaping @Sendable (Readiness) -> Void
    ) throws(IOError) -> Watch {
        var stale: WatchTable.Registration?
        var isShort = false
        let watch: Result<(SlotKey, UInt64), IOError> = state.withLock { state in
            if let existing = state.watches.key(of: descriptor), !isAlive(existing, in: state.watches) {
                stale = state.watches.unregister(existing)
            }
            let key = state.watches.key(of: descriptor) ?? state.watches.register(descriptor)
            let identifier = state.watches.add(handler, for: interest, to: key)
            let cause = arm(key, in: &state.watches)
            isShort = Self.isShortage(cause)
            guard cause != 0, !isShort else { return .success((key, identifier)) }
            _ = forget(identifier, of: key, in: &state.watches)
            return .failure(IOError(.watch(descriptor: descriptor), errno: cause))
        }
        // What the handlers hold may end here, and with it other watches: not under the lock.
        _ = consume stale
        let (key, identifier) = try watch.get()
        if isShort { rearmLater(key) }
        return Watch(loop: self, key: key, identifier: identifier)
    }

    /// Changes what a watch waits for; a failure reaches its handler as ``Readiness/error``.
    func setInterest(_ interest: Interest, of identifier: UInt64, in key: SlotKey) {
        var isShort = false
        let failed: WatchTable.Handler? = state.withLock { state in
            guard state.watches.setInterest(interest, of: identifier, in: key) else { return nil }
            let cause = arm(key, in: &state.watches)
            isShort = Self.isShortage(cause)
            guard cause != 0, !isShort else { return nil }
            return state.watches.handler(of: identifier, in: key)
        }
        if isShort { rearmLater(key) }
        if let failed { execute { failed(.error) } }
    }

    /// Whether the kernel may have room in a moment for what it refuses now.
    private static func isShortage(_ cause: Int32) -> Bool { cause == ENOMEM || cause == ENOSPC }

    /// Tries again after a pause: who watches a descriptor must not wait for ever.
    private func rearmLater(_ key: SlotKey) {
        schedule(after: Self.rearmPause) { [weak self] in self?.rearm(key) }
    }

    private func rearm(_ key: SlotKey) {
        var isShort = false
        let failed: [WatchTable.Handler] = state.withLock { state in
            let cause = arm(key, in: &state.watches)
            isShort = Self.isShortage(cause)
            guard cause != 0, !isShort else { return [] }
            return state.watches.registrations[key]?.watchers.map(\.handler) ?? []
        }
        if isShort { rearmLater(key) }
        for handler in failed { handler(.error) }
    }

    /// Ends a watch.
    func cancelWatch(_ identifier: UInt64, in key: SlotKey) {
        let handler = state.withLock { forget(identifier, of: key, in: &$0.watches) }
        // What the handler holds may end here, and with it other watches: not under the lock.
        _ = consume handler
    }

    private func forget(
        _ identifier: UInt64, of key: SlotKey, in watches: inout WatchTable
    ) -> WatchTable.Handler? {
        let handler = watches.remove(identifier, from: key)
        _ = arm(key, in: &watches)
        if watches.registrations[key]?.watchers.isEmpty == true { _ = watches.unregister(key) }
        return handler
    }

    /// Whether epoll still has what the table says: not if the descriptor was closed with watches on it.
    private func isAlive(_ key: SlotKey, in watches: borrowing WatchTable) -> Bool {
        guard let registration = watches.registrations[key] else { return false }
        guard !registration.armed.isEmpty else { return true }
        return poller.change(.modify, registration.descriptor, for: registration.armed, key: key) == 0
    }

    /// Tells epoll what the watchers of a descriptor want now; answers 0 or `errno`.
    private func arm(_ key: SlotKey, in watches: inout WatchTable) -> Int32 {
        guard let registration = watches.registrations[key] else { return 0 }
        let (descriptor, armed, wanted) = (registration.descriptor, registration.armed, registration.wanted)
        guard wanted != armed else { return 0 }
        if wanted.isEmpty {
            // A closed descriptor has left epoll by itself.
            _ = poller.change(.remove, descriptor, for: [], key: key)
            watches.setArmed([], of: key)
            return 0
        }
        var cause = poller.change(armed.isEmpty ? .add : .modify, descriptor, for: wanted, key: key)
        // Left from a descriptor of this number that was closed while another process held a copy.
        if cause == EEXIST { cause = poller.change(.modify, descriptor, for: wanted, key: key) }
        if cause == 0 { watches.setArmed(wanted, of: key) }
        return cause
    }
}

/// A handler on a descriptor of an ``EventLoop``; works until it is cancelled.
package final class Watch: Sendable {
    private let loop: EventLoop
    private let key: SlotKey
    private let identifier: UInt64

    init(loop: EventLoop, key: SlotKey, identifier: UInt64) {
        self.loop = loop
        self.key = key
        self.identifier = identifier
    }

    /// Changes what is waited for; costs a system call if it makes a difference.
    package func update(_ interest: Interest) {
        loop.setInterest(interest, of: identifier, in: key)
    }

    /// Ends the watch; calling it again does nothing.
    ///
    /// On the loop the handler is never called again after this, not even for events that were already fetched.
    /// On another thread one call may still be running when this returns.
    package func cancel() {
        loop.cancelWatch(identifier, in: key)
    }
}
