/// Decides when a server that ended is started again; touches no process and no clock.
struct RestartPolicy {
    /// What to do now.
    enum Decision: Hashable {
        case start(afterMilliseconds: UInt64)
        /// It stopped on purpose: wait for a poke.
        case rest
        /// It dies again and again: wait for a poke.
        case giveUp
    }

    /// A server that lived less long ended quickly.
    static let quickMilliseconds: UInt64 = 2000
    /// So many quick ends in a row, and no server is started any more: about 8 s of trying.
    static let mostQuickEnds = 12
    /// The same for one that took the place of a server that lived: people wait.
    static let mostQuickEndsOfSuccessor = 5
    /// Clients wait for the server, so pauses stay short.
    static let longestPauseMilliseconds: UInt64 = 1000

    /// The exit status of a server that would end the same way again: EX_CONFIG of sysexits(3).
    static let hopelessStatus: Int32 = 78

    private var quickEnds = 0
    /// The server that runs is not the one to start next.
    private(set) var isReplaced = false

    /// A new executable was named: the next end of the server is part of the plan.
    mutating func replaced() {
        isReplaced = true
    }

    /// Somebody asked for a server.
    mutating func poked() {
        quickEnds = 0
    }

    /// The first time at once, then after 0.1 s, doubling up to ``longestPauseMilliseconds``.
    mutating func ended(
        onPurpose: Bool, isHopeless: Bool = false, isSuccessor: Bool = false, lifetimeMilliseconds: UInt64
    ) -> Decision {
        if isReplaced {
            isReplaced = false
            quickEnds = 0
            return .start(afterMilliseconds: 0)
        }
        if onPurpose {
            quickEnds = 0
            return .rest
        }
        if isHopeless { return .giveUp }
        quickEnds = lifetimeMilliseconds < Self.quickMilliseconds ? quickEnds + 1 : 1
        guard quickEnds < (isSuccessor ? Self.mostQuickEndsOfSuccessor : Self.mostQuickEnds) else {
            return .giveUp
        }
        guard quickEnds > 1 else { return .start(afterMilliseconds: 0) }
        return .start(
            afterMilliseconds: min(100 << UInt64(min(quickEnds - 2, 8)), Self.longestPauseMilliseconds))
    }
}
