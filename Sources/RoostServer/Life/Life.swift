import RoostWire

/// Where the server is between its start and its end.
///
/// A keeper's hello begins the recovery, the end of that lets clients in, and one good-bye ends it all. Each event
/// says what is to be done now; what comes too late or twice is nothing to do.
struct Life: Sendable, Equatable {
    /// The states, in order.
    enum State: Sendable, Hashable {
        /// No keeper has said hello.
        case starting
        /// Sessions and layout are brought back; clients wait outside.
        case recovering
        case serving
        /// Everything is written down; nobody is served any more.
        case stopping(Goodbye)
        case stopped
    }

    /// What a keeper's hello means.
    enum Greeting: Sendable, Hashable {
        /// It has what a server before this one left.
        case recover
        /// The one before it died: it gets the children that live here.
        case handOver
        case ignore
    }

    private(set) var state = State.starting

    /// A keeper said hello.
    mutating func keeperGreeted() -> Greeting {
        switch state {
        case .starting:
            state = .recovering
            return .recover
        // A keeper that dies meanwhile has let go of children that are not taken yet: the recovery says so.
        case .recovering, .serving: return .handOver
        case .stopping, .stopped: return .ignore
        }
    }

    /// Everything is back.
    ///
    /// - Returns: True when clients are to be let in; false when the server was told to stop meanwhile.
    mutating func recovered() -> Bool {
        guard state == .recovering else { return false }
        state = .serving
        return true
    }

    /// Somebody wants the server to end.
    ///
    /// - Returns: True the first time.
    mutating func stop(_ goodbye: Goodbye) -> Bool {
        switch state {
        case .starting, .recovering, .serving:
            state = .stopping(goodbye)
            return true
        case .stopping, .stopped: return false
        }
    }

    /// All is written down.
    mutating func stopped() {
        state = .stopped
    }

    /// Clients are served, and the keeper's reports are about sessions that are known here.
    var isServing: Bool { state == .serving }

    /// No new work is begun.
    var isStopping: Bool {
        switch state {
        case .stopping, .stopped: true
        case .starting, .recovering, .serving: false
        }
    }
}
