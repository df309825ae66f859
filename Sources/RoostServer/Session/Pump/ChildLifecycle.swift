/// Decides when a session's child has ended; touches no descriptor and no clock.
///
/// Two facts end it, in either order: the keeper knows its exit status, and its output has come to an end. Output may
/// still sit in the PTY when the child is gone, so its exit alone ends nothing; and a background process may hold the
/// PTY open, so after the exit the rest of the output is not waited for long.
struct ChildLifecycle: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// Nobody reads it yet; its exit status may be known already, if it lived for a moment only.
        case starting(exit: ExitStatus?)
        case running
        /// Its output has ended, but how it ended is not known yet.
        case hungUp
        /// It is gone, and the rest of its output is being read.
        case draining(ExitStatus)
        case ended(ExitStatus)
    }

    enum Effect: Hashable, Sendable {
        case nothing
        /// Read on for ``drainTime`` at most, as fast as it comes.
        case drain
        /// All is known and read: close its descriptor, and say how it ended.
        case finish(ExitStatus)
    }

    /// How long the output may go on after the exit.
    static let drainTime = Duration.seconds(1)

    private(set) var state = State.starting(exit: nil)
    /// A person ends it: it will count as terminated, not as an error.
    private(set) var isEndedByPerson = false

    /// Its output can be read from now on.
    mutating func started() -> Effect {
        guard case .starting(let exit) = state else { return .nothing }
        guard let exit else {
            state = .running
            return .nothing
        }
        state = .draining(exit)
        return .drain
    }

    /// It was never started, or is gone since before this process.
    mutating func startFailed() {
        guard case .starting(let exit) = state else { return }
        state = .ended(exit ?? .unknown)
    }

    /// The keeper says how it ended.
    mutating func exited(_ status: ExitStatus) -> Effect {
        switch state {
        case .starting:
            state = .starting(exit: status)
            return .nothing
        case .running:
            state = .draining(status)
            return .drain
        case .hungUp:
            state = .ended(status)
            return .finish(status)
        case .draining, .ended:
            return .nothing
        }
    }

    /// There is no more output: the end of the file, an error, or too long a wait after the exit.
    mutating func outputEnded() -> Effect {
        switch state {
        case .starting, .running:
            state = .hungUp
            return .nothing
        case .draining(let status):
            state = .ended(status)
            return .finish(status)
        case .hungUp, .ended:
            return .nothing
        }
    }

    /// A person ends it; the signals come from elsewhere.
    mutating func willBeEnded() {
        isEndedByPerson = true
    }

    /// Whether there may be output to read.
    var isReadable: Bool {
        switch state {
        case .running, .draining: true
        case .starting, .hungUp, .ended: false
        }
    }

    /// Whether the child itself is gone, and can print no more than it has.
    var isGone: Bool {
        switch state {
        case .draining, .ended: true
        case .starting, .running, .hungUp: false
        }
    }
}
