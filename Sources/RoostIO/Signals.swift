private import CPosix
private import Glibc

/// Signals as events of a loop (signalfd(2)): SIGWINCH, SIGTERM, SIGCHLD, SIGHUP.
package enum Signals {
    /// Blocks signals in the calling thread and all that it starts, so that they wait for ``watch(_:on:_:)``.
    ///
    /// Call it in main before any thread starts: a signal goes to any thread that does not block it. A child that is
    /// spawned inherits the mask unless it is given another.
    package static func block(_ signals: [Int32]) {
        let answer = SystemCall.blockSignals(signals)
        precondition(answer == 0, "\(IOError(.blockSignals(signals), errno: -answer))")
    }

    /// Ignores signals, such as SIGPIPE, in the whole process.
    package static func ignore(_ signals: [Int32]) {
        let answer = SystemCall.ignoreSignals(signals)
        precondition(answer == 0, "\(IOError(.ignoreSignals(signals), errno: -answer))")
    }

    /// Opens a descriptor that is readable while one of the signals waits, for who waits with poll(2); they must be
    /// blocked everywhere.
    ///
    /// - Throws: ``IOError`` for a number that is no signal, or without descriptors.
    package static func open(_ signals: [Int32]) throws(IOError) -> Descriptor {
        Descriptor(try IOError.check(.watchSignals(signals), SystemCall.openSignals(signals)))
    }

    /// Takes the signal that waits there; nil when none does.
    package static func take(from source: borrowing Descriptor) -> Int32? {
        let signal = roost_signals_next(source.raw)
        return signal > 0 ? signal : nil
    }

    /// Calls `handler` on the loop for each signal that comes; they must be blocked everywhere.
    ///
    /// Signals of one number that come before the first is taken are one: on SIGCHLD reap until there is none left.
    ///
    /// - Throws: ``IOError`` for a number that is no signal, or without descriptors.
    package static func watch(
        _ signals: [Int32], on loop: EventLoop, _ handler: @escaping @Sendable (Int32) -> Void
    ) throws(IOError) -> SignalWatch {
        let source = Descriptor(try IOError.check(.watchSignals(signals), SystemCall.openSignals(signals)))
        return try SignalWatch(source, on: loop, handler)
    }
}

/// Signals that are watched, until it is cancelled; letting go of it cancels nothing.
package final class SignalWatch: Sendable {
    /// Lives as long as the handler that the loop holds.
    private final class Source: Sendable {
        let descriptor: Descriptor

        init(_ descriptor: consuming Descriptor) {
            self.descriptor = descriptor
        }
    }

    private let watch: Watch

    fileprivate init(
        _ descriptor: consuming Descriptor, on loop: EventLoop, _ handler: @escaping @Sendable (Int32) -> Void
    ) throws(IOError) {
        let source = Source(descriptor)
        watch = try loop.watch(source.descriptor.raw, for: .readable) { _ in
            let signal = roost_signals_next(source.descriptor.raw)
            if signal > 0 { handler(signal) }
        }
    }

    /// Ends the watch; on the loop the handler is never called after this.
    package func cancel() {
        watch.cancel()
    }
}
