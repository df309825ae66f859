import CPosix
import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import Synchronization

/// A keeper that starts nothing: its children are pseudoterminals whose other ends the test holds.
final class ScriptedKeeper: KeeperPort, KeeperSource {
    /// A child that the test plays.
    struct Child {
        let pid: Int32
        /// The keeper's own master; the server gets copies.
        let master: Int32
        /// What the program would have as its terminal; -1 once it has ended.
        var slave: Int32
        var status: ChildStatus = .running
        let request: SpawnRequest?
    }

    private struct State {
        var children: [UInt64: Child] = [:]
        var handler: (@Sendable (KeeperConnection.Event) -> Void)?
        var loop: EventLoop?
        var nextPID: Int32 = 0x7F00_0000
        /// Signals that children are sent and do not die of.
        var ignored: Set<Int32> = [SIGCONT]
        var signals: [UInt64: [Int32]] = [:]
        var spawnFailure: Int32?
        /// Children on pipes, by the number of their output.
        var runs: [UInt64: RunRequest] = [:]
        var runWaiters: [CheckedContinuation<RunRequest, Never>] = []
        /// Those that nobody has waited for.
        var newRuns: [RunRequest] = []
        /// So many times more, no master can be given.
        var takeFailures = 0
        /// Answers to spawns that the test has not let go yet; nil: they go at once.
        var held: [@Sendable () -> Void]?
        var newest: UInt64?
        var spawnWaiters: [CheckedContinuation<SessionID, Never>] = []
        var adoptions: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    deinit {
        state.withLock { state in
            for child in state.children.values {
                close(child.master)
                if child.slave >= 0 { close(child.slave) }
            }
        }
    }

    // MARK: - For the test

    /// Children ignore a signal from now on.
    func ignore(_ signal: Int32) { state.withLock { _ = $0.ignored.insert(signal) } }

    /// Starts fail from now on; nil: they do not.
    func failSpawns(_ errno: Int32?) { state.withLock { $0.spawnFailure = errno } }

    /// So many times, no master can be given; each child is asked for again.
    func failTakes(_ count: Int) { state.withLock { $0.takeFailures = count } }

    /// Spawns are done from now on, and not answered until ``release()``.
    func hold() { state.withLock { ($0.held, $0.newest) = ([], nil) } }

    /// Suspended until a child was spawned since ``hold()``.
    func waitForSpawn() async -> SessionID {
        await withCheckedContinuation { continuation in
            let done = state.withLock { state -> UInt64? in
                if state.newest == nil { state.spawnWaiters.append(continuation) }
                return state.newest
            }
            if let done { continuation.resume(returning: SessionID(rawValue: done)) }
        }
    }

    /// Answers what was held.
    func release() {
        let held = state.withLock { state in
            defer { state.held = nil }
            return state.held ?? []
        }
        for body in held { answer(body) }
    }

    /// A keeper with terminals of its own for the same children, but for one.
    ///
    /// Their pipes are new ones: what is printed from now on is not for the server that was there before.
    func copy(without left: SessionID?) -> ScriptedKeeper {
        let copy = ScriptedKeeper()
        let (children, runs) = state.withLock { ($0.children, $0.runs) }
        copy.state.withLock { state in
            state.runs = runs
            for (session, child) in children where session != left?.rawValue {
                if child.request == nil {
                    let ends = Self.pipe()
                    state.children[session] = Child(
                        pid: child.pid, master: ends.read, slave: ends.write, request: nil)
                    continue
                }
                state.children[session] = Child(
                    pid: child.pid, master: fcntl(child.master, F_DUPFD_CLOEXEC, 0),
                    slave: fcntl(child.slave, F_DUPFD_CLOEXEC, 0), request: child.request)
            }
        }
        return copy
    }

    func request(_ session: UInt64) -> SpawnRequest? { state.withLock { $0.children[session]?.request } }

    /// Suspended until another child on pipes was started.
    func waitForRun() async -> RunRequest {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> RunRequest? in
                guard state.newRuns.isEmpty else { return state.newRuns.removeFirst() }
                state.runWaiters.append(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    func signals(_ session: UInt64) -> [Int32] { state.withLock { $0.signals[session] ?? [] } }

    /// The sessions whose children nobody has stored the end of.
    var kept: [UInt64] { state.withLock { $0.children.keys.sorted() } }

    /// The program prints.
    func print(_ text: String, in session: UInt64) {
        let slave = state.withLock { $0.children[session]?.slave ?? -1 }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe write(slave, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The program reads a line that was typed.
    func readLine(in session: UInt64) -> String {
        let slave = state.withLock { $0.children[session]?.slave ?? -1 }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(slave, $0.baseAddress, $0.count) }
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// The program ends.
    ///
    /// A child on pipes ends under both of its numbers.
    func end(_ session: UInt64, _ status: ChildStatus = .exited(code: 0)) {
        if let errors = state.withLock({ $0.runs[session]?.errors }) { end(errors, status) }
        let told = state.withLock { state -> (EventLoop, @Sendable (KeeperConnection.Event) -> Void)? in
            guard let child = state.children[session], child.slave >= 0 else { return nil }
            close(child.slave)
            state.children[session]?.slave = -1
            state.children[session]?.status = status
            guard let loop = state.loop, let handler = state.handler else { return nil }
            return (loop, handler)
        }
        guard let (loop, handler) = told else { return }
        loop.execute { handler(.exited(session: session, status: status)) }
    }

    /// Nobody is told anything any more: the server is as good as dead.
    func forgetServer() {
        state.withLock { state in
            state.handler = nil
            state.loop = nil
        }
    }

    /// The keeper dies, and with it its own masters.
    func die() {
        let told = state.withLock { state in
            for child in state.children.values {
                close(child.master)
                if child.slave >= 0 { orphans.withLock { $0.append(child.slave) } }
            }
            state.children = [:]
            defer { state.handler = nil }
            return (state.loop, state.handler)
        }
        guard let loop = told.0, let handler = told.1 else { return }
        loop.execute { handler(.closed(PTYError(.talkToKeeper, errno: 0))) }
    }

    /// Terminals of children whose keeper has died.
    private let orphans = Mutex<[Int32]>([])

    // MARK: - KeeperSource

    func connect(
        on loop: EventLoop, _ handler: @escaping @Sendable (KeeperConnection.Event) -> Void
    ) throws -> any KeeperPort {
        let kept = state.withLock { state in
            state.loop = loop
            state.handler = handler
            return state.children.sorted { $0.key < $1.key }.map { session, child in
                KeptSession(
                    session: session, pid: child.pid, start: 1, status: child.status, isAdopted: false,
                    hasJournal: false)
            }
        }
        loop.execute {
            handler(.hello(keeper: getpid(), version: KeeperProtocol.version, sessions: kept))
        }
        return self
    }

    func replace(
        on loop: EventLoop, _ handler: @escaping @Sendable (KeeperConnection.Event) -> Void
    ) throws -> any KeeperPort {
        try connect(on: loop, handler)
    }

    // MARK: - KeeperPort

    func spawn(_ request: SpawnRequest, reply: @escaping KeeperConnection.SpawnReply) {
        if let errno = state.withLock({ $0.spawnFailure }) {
            let operation = PTYError.Operation.spawn(executable: "x", directory: "/", stage: .executable)
            return answer { reply(.failure(PTYError(operation, errno: errno))) }
        }
        var name = [CChar](repeating: 0, count: 128)
        let master = unsafe name.withUnsafeMutableBufferPointer { name in
            unsafe name.baseAddress.map {
                unsafe roost_pty_open(request.rows, request.columns, $0, name.count)
            } ?? -1
        }
        let slave = unsafe open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        let pid = state.withLock { state in
            state.nextPID += 1
            state.children[request.session] = Child(
                pid: state.nextPID, master: master, slave: slave, request: request)
            return state.nextPID
        }
        let copy = fcntl(master, F_DUPFD_CLOEXEC, 0)
        let body: @Sendable () -> Void = {
            reply(.success(KeeperChild(pid: pid, start: 1, master: Descriptor(copy))))
        }
        let (isHeld, waiters) = state.withLock { state in
            state.newest = request.session
            state.held?.append(body)
            defer { state.spawnWaiters = [] }
            return (state.held != nil, state.spawnWaiters)
        }
        for waiter in waiters { waiter.resume(returning: SessionID(rawValue: request.session)) }
        if !isHeld { answer(body) }
    }

    func run(_ request: RunRequest, reply: @escaping KeeperConnection.RunReply) {
        if let errno = state.withLock({ $0.spawnFailure }) {
            let operation = PTYError.Operation.spawn(executable: "x", directory: "/", stage: .executable)
            return answer { reply(.failure(PTYError(operation, errno: errno))) }
        }
        let (output, errors) = (Self.pipe(), Self.pipe())
        let (pid, waiter) = state.withLock { state in
            state.nextPID += 1
            for (id, ends) in [(request.output, output), (request.errors, errors)] {
                state.children[id] = Child(
                    pid: state.nextPID, master: ends.read, slave: ends.write, request: nil)
            }
            state.runs[request.output] = request
            let waiter = state.runWaiters.isEmpty ? nil : state.runWaiters.removeFirst()
            if waiter == nil { state.newRuns.append(request) }
            return (state.nextPID, waiter)
        }
        let copies = (fcntl(output.read, F_DUPFD_CLOEXEC, 0), fcntl(errors.read, F_DUPFD_CLOEXEC, 0))
        answer {
            reply(
                .success(
                    PipedChild(
                        pid: pid, start: 1, output: Descriptor(copies.0), errors: Descriptor(copies.1))))
        }
        waiter?.resume(returning: request)
    }

    /// A pipe that is read without waiting.
    private static func pipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        _ = unsafe Glibc.pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }

    func take(_ session: UInt64, reply: @escaping KeeperConnection.TakeReply) {
        let (master, isShort) = state.withLock { state in
            state.takeFailures -= 1
            return (state.children[session]?.master, state.takeFailures >= 0)
        }
        answer {
            guard let master, !isShort else {
                return reply(.failure(PTYError(.take(session: session), errno: isShort ? EMFILE : ESRCH)))
            }
            reply(.success(Descriptor(fcntl(master, F_DUPFD_CLOEXEC, 0))))
        }
    }

    /// Suspended until a server has handed over a child; nobody else waits.
    func waitForAdoption() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                guard state.children.isEmpty else { return true }
                state.adoptions.append(continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    func adopt(session: UInt64, pid: Int32, start: UInt64, master: Int32) {
        let copy = fcntl(master, F_DUPFD_CLOEXEC, 0)
        let slave = orphans.withLock { $0.isEmpty ? -1 : $0.removeFirst() }
        let waiting = state.withLock { state in
            state.children[session] = Child(pid: pid, master: copy, slave: slave, request: nil)
            defer { state.adoptions = [] }
            return state.adoptions
        }
        for continuation in waiting { continuation.resume() }
    }

    func setJournal(_ session: UInt64, descriptor: Int32) {}

    func signal(_ session: UInt64, _ number: Int32, toGroup: Bool) {
        let dies = state.withLock { state in
            state.signals[session, default: []].append(number)
            return !state.ignored.contains(number)
        }
        if dies { end(session, .killed(signal: number, dumpedCore: false)) }
    }

    func stored(_ session: UInt64) {
        state.withLock { state in
            guard let child = state.children[session], child.slave < 0 else { return }
            state.children[session] = nil
            close(child.master)
        }
    }

    func swap(path: String, arguments: [String]) {}
    func rest() {}
    func reopen() {}
    func shutdown() {}

    private func answer(_ body: @escaping @Sendable () -> Void) {
        if let loop = state.withLock({ $0.loop }) { loop.execute(body) }
    }
}
