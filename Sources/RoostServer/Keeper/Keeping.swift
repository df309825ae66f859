import RoostKeeperProtocol
import RoostModel
import RoostPTY

/// The keeper that holds the children now.
struct Keeping: Sendable {
    /// Nil while there is none: it died, and a new one is being started.
    var port: (any KeeperPort)?
    /// Its process, once it has said hello.
    private(set) var pid: Int32?
    /// Of the protocol that it speaks.
    private(set) var version: UInt16?
    /// Ends of children whose sessions are not put together yet: the keeper tells each once.
    private var exits: [SessionID: ChildStatus] = [:]

    mutating func greeted(pid: Int32, version: UInt16) {
        self.pid = pid
        self.version = version
    }

    mutating func lost() {
        port = nil
        pid = nil
    }

    /// False for one that has no way to make its socket again.
    var canReopen: Bool { version.map { $0 >= KeeperProtocol.reopenVersion } ?? true }

    /// False for one that knows no children on pipes.
    var canRun: Bool { version.map { $0 >= KeeperProtocol.runVersion } ?? false }

    /// A child ended that no session here claims yet.
    mutating func exited(_ id: SessionID, _ status: ChildStatus) {
        exits[id] = status
    }

    /// How a session's child ended, if it did before this.
    mutating func takeExit(of id: SessionID) -> ChildStatus? {
        exits.removeValue(forKey: id)
    }

    /// Those that nobody has claimed: the keeper may forget them.
    mutating func takeExits() -> [SessionID] {
        defer { exits = [:] }
        return exits.keys.sorted()
    }
}
