private import CPosix
private import Glibc
private import Synchronization

/// Non-blocking, ordered writing to one descriptor, from any thread.
///
/// Bytes are written at once as far as they fit; the rest is kept and goes on when there is room. What is kept is
/// not bounded here: whoever produces looks at ``pendingByteCount`` and goes on at `onDrain`.
///
/// The descriptor must be non-blocking unless it is a socket, and is borrowed: close the writer before it.
/// Letting go of the writer closes it. A peer that is gone is an error, not a SIGPIPE, if it is a socket; for other
/// descriptors SIGPIPE must be ignored (``Signals/ignore(_:)``).
package final class StreamWriter: Sendable {
    private enum Phase {
        case open, failed, closed
    }

    private struct State {
        /// Invariant: what follows `start` is still to be written; nothing else is here when that is empty.
        var pending: [UInt8] = []
        var start = 0
        var phase = Phase.open
        var watch: Watch?

        var pendingByteCount: Int { pending.count - start }

        mutating func drop() {
            pending = []
            start = 0
        }
    }

    /// What writing as much as fits came to.
    private enum Outcome {
        case done, waiting
        case failed(Int32)
    }

    /// More room than this is given back when all is written.
    private static let keptCapacity = 1 << 16
    /// The most that is written before other descriptors have their turn.
    private static let turnByteLimit = 1 << 20

    private let descriptor: Int32
    private let isSocket: Bool
    private let loop: EventLoop
    private let onDrain: @Sendable () -> Void
    private let onError: @Sendable (IOError) -> Void
    private let state = Mutex(State())

    /// Makes a writer that has nothing to write.
    ///
    /// - Parameters:
    ///   - descriptor: Where to; borrowed.
    ///   - loop: Waits for room and runs the closures.
    ///   - onDrain: Called on the loop each time that kept bytes have all been written.
    ///   - onError: Called on the loop once, with the first error; nothing is written after it.
    package init(
        descriptor: Int32, loop: EventLoop, onDrain: @escaping @Sendable () -> Void,
        onError: @escaping @Sendable (IOError) -> Void
    ) {
        self.descriptor = descriptor
        self.isSocket = roost_is_socket(descriptor) != 0
        self.loop = loop
        self.onDrain = onDrain
        self.onError = onError
    }

    deinit {
        close()
    }

    /// How many bytes are kept because they did not fit.
    package var pendingByteCount: Int {
        state.withLock { $0.pendingByteCount }
    }

    /// Writes `bytes` after all earlier ones; after an error or ``close()`` it does nothing.
    ///
    /// Costs one write(2) if they fit, and one copy of what does not.
    package func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let error: IOError? = state.withLock { state in
            guard state.phase == .open else { return nil }
            guard state.pendingByteCount == 0 else {
                state.pending.append(contentsOf: bytes)
                return nil
            }
            var written = 0
            switch transfer(bytes, from: &written) {
            case .done:
                return nil
            case .waiting:
                state.pending.append(contentsOf: bytes[written...])
                return waitForRoom(&state)
            case .failed(let cause):
                return fail(
                    &state, IOError(.write(byteCount: bytes.count, descriptor: descriptor), errno: cause))
            }
        }
        if let error { report(error) }
    }

    /// Drops what is kept and writes nothing more; the descriptor stays open.
    ///
    /// On the loop neither closure is called after this.
    package func close() {
        let watch: Watch? = state.withLock { state in
            state.phase = .closed
            state.drop()
            return state.watch.take()
        }
        watch?.cancel()
    }

    /// Goes on where it stopped; on the loop.
    private func resume() {
        var error: IOError?
        let isDrained = state.withLock { state in
            guard state.phase == .open, state.pendingByteCount > 0 else { return false }
            switch transfer(state.pending, from: &state.start) {
            case .done:
                state.pending.removeAll(keepingCapacity: state.pending.capacity <= Self.keptCapacity)
                state.start = 0
                state.watch?.update([])
                return true
            case .waiting:
                if state.start > state.pending.count / 2 {
                    state.pending.removeFirst(state.start)
                    state.start = 0
                }
                return false
            case .failed(let cause):
                let count = state.pendingByteCount
                error = fail(&state, IOError(.write(byteCount: count, descriptor: descriptor), errno: cause))
                return false
            }
        }
        if let error { report(error) }
        if isDrained { onDrain() }
    }

    private func transfer(_ bytes: [UInt8], from start: inout Int) -> Outcome {
        let end = min(bytes.count, start + Self.turnByteLimit)
        while start < end {
            let answer = SystemCall.write(descriptor, bytes, from: start, isSocket: isSocket)
            guard answer >= 0 else {
                return answer == -Int(EAGAIN) ? .waiting : .failed(Int32(truncatingIfNeeded: -answer))
            }
            start += answer
        }
        return start < bytes.count ? .waiting : .done
    }

    private func waitForRoom(_ state: inout State) -> IOError? {
        if let watch = state.watch {
            watch.update(.writable)
            return nil
        }
        do {
            state.watch = try loop.watch(descriptor, for: .writable) { [weak self] _ in self?.resume() }
            return nil
        } catch {
            return fail(&state, error)
        }
    }

    private func fail(_ state: inout State, _ error: IOError) -> IOError {
        state.phase = .failed
        state.drop()
        state.watch?.cancel()
        state.watch = nil
        return error
    }

    private func report(_ error: IOError) {
        loop.execute {
            guard self.state.withLock({ $0.phase == .failed }) else { return }
            self.onError(error)
        }
    }
}
