private import CPosix
private import Glibc
private import Synchronization

/// Non-blocking, ordered writing to one descriptor, from any thread.
///
/// Bytes are written at once as far as they fit; the rest is kept and goes on when there is room. ``WaterMarks`` say
/// how much is kept: above the high one ``isWritable`` is false, and a producer that can wait stops; `onWritable` is
/// called when the low one is reached again. A write that would lead above the limit is refused.
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
        /// The high mark was passed, and the low one not reached since.
        var isAboveMark = false
        /// Nothing more is taken; called when what is kept has been written.
        var onFinish: (@Sendable () -> Void)?
        var watch: Watch?

        var pendingByteCount: Int { pending.count - start }

        mutating func keep(_ bytes: ArraySlice<UInt8>, _ marks: WaterMarks) {
            pending.append(contentsOf: bytes)
            if pendingByteCount > marks.high { isAboveMark = true }
        }

        mutating func drop() {
            pending = []
            start = 0
            isAboveMark = false
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
    private let marks: WaterMarks
    private let onWritable: @Sendable () -> Void
    private let onError: @Sendable (IOError) -> Void
    private let state = Mutex(State())

    /// Makes a writer that has nothing to write.
    ///
    /// - Parameters:
    ///   - descriptor: Where to; borrowed.
    ///   - loop: Waits for room and runs the closures.
    ///   - marks: How much may wait.
    ///   - onWritable: Called on the loop each time that ``isWritable`` turns true again.
    ///   - onError: Called on the loop once, with the first error; nothing is written after it.
    package init(
        descriptor: Int32, loop: EventLoop, marks: WaterMarks, onWritable: @escaping @Sendable () -> Void,
        onError: @escaping @Sendable (IOError) -> Void
    ) {
        self.descriptor = descriptor
        self.isSocket = roost_is_socket(descriptor) != 0
        self.loop = loop
        self.marks = marks
        self.onWritable = onWritable
        self.onError = onError
    }

    deinit {
        close()
    }

    /// How many bytes are kept because they did not fit.
    package var pendingByteCount: Int {
        state.withLock { $0.pendingByteCount }
    }

    /// Whether a producer should go on: false from above the high mark until the low one is reached.
    package var isWritable: Bool {
        state.withLock { $0.phase == .open && $0.onFinish == nil && !$0.isAboveMark }
    }

    /// Whether an error has ended it.
    package var isFailed: Bool {
        state.withLock { $0.phase == .failed }
    }

    /// Writes `bytes` after all earlier ones: all of them, or none.
    ///
    /// Costs one write(2) if they fit, and one copy of what does not.
    ///
    /// - Returns: False if they would lead above the limit, or after an error, ``finish(_:)`` or ``close()``.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty else { return true }
        var error: IOError?
        let isTaken = state.withLock { state in
            guard state.phase == .open, state.onFinish == nil,
                state.pendingByteCount + bytes.count <= marks.limit
            else { return false }
            guard state.pendingByteCount == 0 else {
                state.keep(bytes[...], marks)
                return true
            }
            var written = 0
            switch transfer(bytes, from: &written) {
            case .done:
                return true
            case .waiting:
                state.keep(bytes[written...], marks)
                error = waitForRoom(&state)
            case .failed(let cause):
                error = fail(
                    &state, IOError(.write(byteCount: bytes.count, descriptor: descriptor), errno: cause))
            }
            return error == nil
        }
        if let error { report(error) }
        return isTaken
    }

    /// Throws away what is kept, in the middle of what is being written, too; more can be written after it.
    ///
    /// `onWritable` is not called for this.
    ///
    /// - Returns: How many bytes nobody will get.
    @discardableResult
    package func discard() -> Int {
        state.withLock { state in
            let count = state.pendingByteCount
            state.drop()
            state.watch?.update([])
            return count
        }
    }

    /// Takes nothing more, and calls `done` on the loop once all that is kept has been written.
    ///
    /// `onWritable` is not called after this. `done` is not called after an error, which `onError` is told, nor after
    /// ``close()``: how long a peer may take that does not read is for the caller to say.
    package func finish(_ done: @escaping @Sendable () -> Void) {
        let isDone = state.withLock { state in
            guard state.phase == .open else { return false }
            guard state.pendingByteCount == 0 else {
                state.onFinish = done
                return false
            }
            state.phase = .closed
            return true
        }
        if isDone { loop.execute(done) }
    }

    /// Drops what is kept and writes nothing more; the descriptor stays open.
    ///
    /// On the loop no closure is called after this.
    package func close() {
        let (watch, unused): (Watch?, (@Sendable () -> Void)?) = state.withLock { state in
            state.phase = .closed
            state.drop()
            return (state.watch.take(), state.onFinish.take())
        }
        watch?.cancel()
        // What it holds may end here: not under the lock.
        _ = consume unused
    }

    /// Goes on where it stopped; on the loop.
    private func resume() {
        var error: IOError?
        let next: (@Sendable () -> Void)? = state.withLock { state in
            guard state.phase == .open, state.pendingByteCount > 0 else { return nil }
            switch transfer(state.pending, from: &state.start) {
            case .done:
                state.pending.removeAll(keepingCapacity: state.pending.capacity <= Self.keptCapacity)
                state.start = 0
                state.watch?.update([])
                if let done = state.onFinish.take() {
                    state.phase = .closed
                    return done
                }
            case .waiting:
                if state.start > state.pending.count / 2 {
                    state.pending.removeFirst(state.start)
                    state.start = 0
                }
            case .failed(let cause):
                let count = state.pendingByteCount
                error = fail(&state, IOError(.write(byteCount: count, descriptor: descriptor), errno: cause))
                return nil
            }
            guard state.isAboveMark, state.pendingByteCount <= marks.low else { return nil }
            state.isAboveMark = false
            return state.onFinish == nil ? onWritable : nil
        }
        if let error { report(error) }
        next?()
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
