private import Glibc
import RoostIO
private import Synchronization

/// Ends the program in order at SIGTERM, SIGINT or SIGHUP: the work is cancelled, which closes its connection, and the
/// exit status is the one that a shell has for the signal.
///
/// Work that blocks its thread, since nobody reads the output or writes the input, does not notice that it is cancelled:
/// after a second the program ends without it.
final class Interruption: Sendable {
    private static let signals = [SIGTERM, SIGINT, SIGHUP]
    private static let patience = Duration.seconds(1)

    private struct State {
        /// The first signal that came.
        var signal: Int32?
        var task: Task<Void, Never>?
        /// How the program ends; the first who knows says it.
        var status: Int32?
    }

    private let loop: EventLoop
    private let state = Mutex(State())

    private init() throws(IOError) {
        loop = try EventLoop(name: "signals")
    }

    /// Runs `work`, and waits for it and for signals on the calling thread.
    ///
    /// Call it in main before anything starts a thread: a signal goes to any thread that does not block it.
    ///
    /// - Parameter work: Gives the exit status; nil when it was cancelled before its end.
    /// - Returns: The exit status of the process.
    /// - Throws: ``IOError`` when signals cannot be watched; nothing ran then.
    static func run(_ work: @escaping @Sendable () async -> Int32?) throws(IOError) -> Int32 {
        Signals.block(signals)
        // Who does not read the output any more is an error of the write.
        Signals.ignore([SIGPIPE])
        let interruption = try Interruption()
        return try interruption.run(work)
    }

    private func run(_ work: @escaping @Sendable () async -> Int32?) throws(IOError) -> Int32 {
        // The loop does not run yet: a signal that has come by now is taken when the task is there.
        let watch = try Signals.watch(Self.signals, on: loop) { [self] signal in
            let task = state.withLock { state in
                state.signal = state.signal ?? signal
                return state.task
            }
            task?.cancel()
            loop.schedule(after: Self.patience) { [self] in end(nil) }
        }
        defer { watch.cancel() }
        let task = Task { [self] in end(await work()) }
        state.withLock { $0.task = task }
        loop.run()
        return state.withLock { $0.status } ?? 1
    }

    private func end(_ status: Int32?) {
        state.withLock { $0.status = $0.status ?? status ?? $0.signal.map { 128 + $0 } }
        loop.stop()
    }
}
