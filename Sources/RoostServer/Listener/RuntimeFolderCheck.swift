/// What stands where the server's files belong, and what follows from it; touches nothing.
///
/// The runtime folder may be wiped while the server lives (a clean-up of `/tmp`, the last log-out under systemd,
/// a person): clients find nobody then, and would start a second server.
struct RuntimeFolderCheck: Hashable, Sendable {
    /// What is at a path.
    enum Place: Hashable, Sendable {
        case ours, missing, foreign

        init(_ found: FileIdentity?, ours: FileIdentity?) {
            self = found == nil ? .missing : found == ours ? .ours : .foreign
        }
    }

    /// What to do, in this order.
    enum Step: Hashable, Sendable {
        /// There is nothing left to serve, and nobody to serve it to.
        case end
        case makeFolders
        /// Take the lock anew; whoever has it meanwhile is the server now.
        case lock
        case listen
        /// A keeper that nobody can reach is of no use to the next server.
        case reopenKeeper
    }

    /// The lock that makes this the only server for its state.
    var lock: Place
    var socket: Place
    /// The keeper's socket is there, whoever made it.
    var hasKeeperSocket: Bool
    /// The database was there, and is not any more: the whole home was deleted.
    var isHomeLost: Bool
    /// Sessions live, or clients are connected.
    var isNeeded: Bool

    var steps: [Step] {
        if isHomeLost, !isNeeded { return [.end] }
        var steps: [Step] = []
        if lock != .ours { steps.append(.lock) }
        if socket != .ours { steps.append(.listen) }
        if !hasKeeperSocket { steps.append(.reopenKeeper) }
        return steps.isEmpty ? [] : [.makeFolders] + steps
    }
}
