private import CPosix
private import Glibc
import RoostKeeperProtocol

/// The whole state of the keeper and its loop, in one thread.
final class Keeper {
    /// Enough for anybody; a spawn beyond it fails.
    static let mostSessions = 16384
    /// The server must take what it asked for before it is asked for more.
    static let mostPendingBytes = 256 << 10
    /// What a server that closed its connection has to end.
    static let endMilliseconds: UInt64 = 2000

    var poller: Poller
    /// The runtime directory.
    let home: String
    /// Held as long as this is the keeper of `home`; below 0 when another has come.
    var lock: Int32
    var listener: Int32
    let childSignal: Int32
    /// What a child gets for its soft RLIMIT_NOFILE; ours is higher.
    let descriptorLimit: UInt64

    var sessions: [UInt64: Session] = [:]
    /// Which session a master or a pidfd belongs to.
    var owners: [Int32: UInt64] = [:]
    /// Ended sessions that the connected server has not been told of.
    var unannounced: [UInt64] = []
    /// Children of sessions that were forgotten while they ran.
    var forgotten: [Int32] = []

    var link: KeeperChannel?
    var server: ServerState = .stopped
    var policy = RestartPolicy()
    var succession: ServerSuccession
    /// The server said that it ends on purpose.
    var isResting = false
    /// Given to the first server.
    var readyDescriptor: Int32?
    var pokes = Pokes()
    var isFinished = false

    /// Runs a keeper to its end; gives the exit status.
    static func run(_ options: Options) -> Int32 {
        let ready = options.readyDescriptor
        func refuse(_ what: String, _ errno: Int32) -> Int32 {
            System.log("cannot \(what): \(System.message(of: errno))")
            if let ready { System.write("e", to: ready) }
            return 1
        }
        let limit = roost_soft_descriptor_limit()
        _ = roost_raise_descriptor_limit()
        let moved = System.changeDirectory(to: options.home)
        guard moved == 0 else { return refuse("enter \(options.home)", moved) }
        let lock = System.lock(name: KeeperProtocol.lockName)
        guard lock >= 0 else {
            guard lock == -EWOULDBLOCK else { return refuse("lock \(options.home)/keeper.lock", -lock) }
            if let ready { System.write("h", to: ready) }
            return 0
        }
        let childSignal = System.openChildSignal()
        guard childSignal >= 0 else { return refuse("watch children", -childSignal) }
        let listener = System.listen(name: KeeperProtocol.socketName)
        guard listener >= 0 else { return refuse("listen at \(options.home)/keeper.sock", -listener) }
        guard let poller = Poller() else { return refuse("watch descriptors", EMFILE) }
        let keeper = Keeper(
            options, poller: poller, lock: lock, listener: listener, childSignal: childSignal,
            descriptorLimit: limit)
        keeper.begin(adopting: options.adoptDescriptor)
        while !keeper.isFinished { keeper.turn() }
        if keeper.lock >= 0 { System.remove(name: KeeperProtocol.socketName) }
        return 0
    }

    private init(
        _ options: Options, poller: consuming Poller, lock: Int32, listener: Int32, childSignal: Int32,
        descriptorLimit: UInt64
    ) {
        self.poller = poller
        self.home = options.home
        self.lock = lock
        self.listener = listener
        self.childSignal = childSignal
        self.descriptorLimit = descriptorLimit
        self.succession = ServerSuccession(
            .init(
                path: Array(options.server.utf8), arguments: options.serverArguments.map { Array($0.utf8) }))
        self.readyDescriptor = options.readyDescriptor
    }

    private func begin(adopting connection: Int32?) {
        poller.addAtLast(childSignal, as: .childSignal)
        poller.addAtLast(listener, as: .pokeListener)
        for inherited in [readyDescriptor, connection].compactMap({ $0 }) {
            _ = fcntl(inherited, F_SETFD, FD_CLOEXEC)
        }
        if let readyDescriptor { System.write("k", to: readyDescriptor) }
        guard let connection else {
            startServer()
            return
        }
        server = .foreign
        connect(connection)
    }

    /// The runtime folder was lost, or what is in it: makes lock and socket again.
    ///
    /// Whoever holds the lock by now is the keeper there; this one goes on for its server alone.
    func reopen() {
        let moved = System.changeDirectory(to: home)
        guard moved == 0 else { return System.log("cannot enter \(home): \(System.message(of: moved))") }
        if lock >= 0 { _ = close(lock) }
        lock = System.lock(name: KeeperProtocol.lockName)
        guard lock >= 0 else {
            return System.log("cannot lock \(home)/keeper.lock again: \(System.message(of: -lock))")
        }
        let socket = System.listen(name: KeeperProtocol.socketName)
        guard socket >= 0 else {
            return System.log("cannot listen at \(home)/keeper.sock again: \(System.message(of: -socket))")
        }
        poller.remove(listener)
        _ = close(listener)
        listener = socket
        poller.addAtLast(listener, as: .pokeListener)
        System.log("\(home)/keeper.sock was lost and is there again")
    }

    /// Milliseconds of a clock that never jumps.
    var now: UInt64 { UInt64(roost_now() / 1_000_000) }

    /// Waits once and does what there is to do.
    private func turn() {
        for ready in poller.wait(milliseconds: untilDeadline) {
            switch ready.role {
            case .childSignal:
                while roost_signals_next(childSignal) > 0 {}
                lookAfterChildren()
            case .pokeListener: acceptPokes()
            case .poke: answerPoke(ready.descriptor)
            case .server: serve()
            case .master: if let id = owners[ready.descriptor] { drain(id) }
            case .child: if let id = owners[ready.descriptor] { look(at: id) }
            }
        }
        meetDeadlines()
        announce()
        boundLog()
    }

    /// Keeps the newest lines of a log that has become too long.
    private func boundLog() {
        guard let size = System.logByteCount, let newest = LogBound.cut(size) else { return }
        let lines = LogBound.wholeLines(of: System.logBytes(newest))
        System.emptyLog()
        System.log("older lines were removed: the log had \(size) bytes")
        System.write(lines, to: STDERR_FILENO)
    }

    /// Nil when nothing is due.
    private var untilDeadline: UInt64? {
        var deadline = pokes.nextDeadline
        switch server {
        case .waiting(let moment), .ending(_, _, let moment): deadline = min(deadline ?? moment, moment)
        case .running, .foreign, .stopped, .failed: break
        }
        guard let deadline else { return nil }
        let now = self.now
        // One more, since the milliseconds are cut.
        return deadline > now ? deadline - now + 1 : 0
    }

    private func meetDeadlines() {
        let now = self.now
        for (poke, deadline) in pokes.deadlines where deadline <= now { closePoke(poke) }
        if let wakeUp = pokes.wakeUp, wakeUp <= now { wakeListener() }
        switch server {
        case .waiting(let moment) where moment <= now: startServer()
        case .ending(let pid, let started, let moment) where moment <= now:
            System.log("server \(pid) closed its connection and does not end: killed")
            kill(pid, SIGKILL)
            server = .ending(pid: pid, started: started, killAt: now + Self.endMilliseconds)
        default: break
        }
    }
}
