private import Glibc
package import RoostIO
package import RoostKeeperProtocol
private import Synchronization

/// The server's side of its connection with the keeper; see `KeeperProtocol` for what is said.
///
/// May be called from any thread and never blocks. Every handler and reply runs on the loop, in the order in which
/// the keeper answered. When the keeper dies, ``Event/closed(_:)`` comes last, after a failure for each reply that
/// was due: then ``KeeperLauncher/adopt()`` starts another one.
package final class KeeperConnection: Sendable {
    /// What the keeper tells unasked.
    package enum Event: Hashable, Sendable {
        /// The first of all: what it keeps. ``take(_:reply:)`` what is known, ``stored(_:)`` what is not wanted.
        case hello(keeper: Int32, version: UInt16, sessions: [KeptSession])
        /// A child ended. Comes again after a reconnection, until ``stored(_:)``.
        case exited(session: UInt64, status: ChildStatus)
        /// A signal was not sent, or a session was not adopted.
        case failed(PTYError, session: UInt64)
        /// The keeper is gone.
        case closed(PTYError)
    }

    package typealias SpawnReply = @Sendable (consuming Result<KeeperChild, PTYError>) -> Void
    package typealias TakeReply = @Sendable (consuming Result<Descriptor, PTYError>) -> Void

    private let state: Mutex<State>
    private let loop: EventLoop
    private let handler: @Sendable (Event) -> Void

    /// Takes over the socket that the keeper gave (`--keeper-fd`) or that ``KeeperLauncher/adopt()`` answered.
    package init(
        _ descriptor: consuming Descriptor, loop: EventLoop, handler: @escaping @Sendable (Event) -> Void
    ) throws(IOError) {
        try descriptor.setNonBlocking()
        let socket = descriptor.take()
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        self.state = Mutex(State(channel: KeeperChannel(owning: socket)))
        self.loop = loop
        self.handler = handler
        let watch = try loop.watch(socket, for: .readable) { [weak self] _ in self?.serve() }
        state.withLock { $0.watch = watch }
        send(.hello(version: KeeperProtocol.version))
    }

    deinit {
        state.withLock { $0.watch?.cancel() }
    }

    /// Starts a child on a new terminal, for a session that has none or whose child has ended.
    package func spawn(_ request: SpawnRequest, reply: @escaping SpawnReply) {
        let isFree = state.withLock { state in
            guard state.channel != nil, state.spawns[request.session] == nil else { return false }
            state.spawns[request.session] = (request, reply)
            return true
        }
        guard isFree else {
            loop.execute { reply(.failure(PTYError(request.operation(.process), errno: ENOTCONN))) }
            return
        }
        let message = KeeperRequest.spawn(request)
        let refusal: Int32? =
            if message.body.count > KeeperProtocol.maximumBodyByteCount { E2BIG }
            // A NUL would cut it short.
            else if KeeperRequest(kind: message.kind.rawValue, body: message.body[...]) == nil { EINVAL } else
            { nil }
        guard let refusal else { return send(message) }
        state.withLock { $0.spawns[request.session] = nil }
        loop.execute { reply(.failure(PTYError(request.operation(.executable), errno: refusal))) }
    }

    /// Asks for the master of a session that the keeper has; from the reply on it is ours to read.
    package func take(_ session: UInt64, reply: @escaping TakeReply) {
        let isFree = state.withLock { state in
            guard state.channel != nil, state.takes[session] == nil else { return false }
            state.takes[session] = reply
            return true
        }
        guard isFree else {
            loop.execute { reply(.failure(PTYError(.take(session: session), errno: ENOTCONN))) }
            return
        }
        send(.take(session: session))
    }

    /// Names the segment that a session's output goes to now (``Journal/currentSegmentDescriptor``).
    package func setJournal(_ session: UInt64, descriptor: Int32) {
        send(.journal(session: session), descriptor: descriptor)
    }

    /// Sends a signal to a child or its process group; can never reach another process that got its number.
    package func signal(_ session: UInt64, _ number: Int32, toGroup: Bool) {
        state.withLock { $0.signals[session] = number }
        send(.signal(session: session, number: number, toGroup: toGroup))
    }

    /// How the session ended is safe: the keeper forgets it and closes its master.
    ///
    /// Means the child that ended last: one that was started in its place meanwhile is left alone.
    package func stored(_ session: UInt64) {
        let pid = state.withLock { state in
            state.signals[session] = nil
            return state.ended[session] ?? 0
        }
        send(.stored(session: session, pid: pid))
    }

    /// Names the server to start next; this one then ends, with any status.
    package func swap(path: String, arguments: [String]) {
        send(.swap(path: Array(path.utf8), arguments: arguments.map { Array($0.utf8) }))
    }

    /// Says that this server ends on purpose: no other is started until somebody pokes the keeper.
    package func rest() {
        send(.rest)
    }

    /// Asks a keeper of ``KeeperProtocol/reopenVersion`` or newer to make its lock and its socket again.
    package func reopen() {
        send(.reopen)
    }

    /// Ends the keeper; children that are left get SIGHUP.
    package func shutdown() {
        send(.shutdown)
    }

    /// Hands a session to a new keeper; the master is lent and stays ours to read.
    package func adopt(session: UInt64, pid: Int32, start: UInt64, master: Int32) {
        state.withLock { $0.note(session, pid: pid, hasEnded: false) }
        send(.adopt(session: session, pid: pid, start: start), descriptor: master)
    }

    /// Notes a child that will be asked for; false when that cannot be answered.
    func begin(_ request: RunRequest, _ reply: @escaping RunReply) -> Bool {
        state.withLock { $0.channel != nil && $0.runs.begin(request, reply) }
    }

    func execute(_ body: @escaping @Sendable () -> Void) { loop.execute(body) }

    /// What waits to be sent, in bytes.
    package var pendingByteCount: Int { state.withLock { $0.channel?.pendingByteCount ?? 0 } }

    func send(_ request: KeeperRequest, descriptor: Int32? = nil) {
        let failure = state.withLock { state -> KeeperChannel.Failure? in
            do throws(KeeperChannel.Failure) {
                try state.channel?.send(request.kind, body: request.body, descriptor: descriptor)
                state.updateInterest()
                return nil
            } catch {
                return error
            }
        }
        guard let failure else { return }
        loop.execute { [self] in close(failure) }
    }

    /// The socket is readable or writable; on the loop.
    private func serve() {
        while true {
            switch nextStep() {
            case .frame(let frame, let descriptor): handle(frame, descriptor)
            case .idle: return
            case .failed(let failure): return close(failure)
            }
        }
    }

    private enum Step {
        case frame(KeeperFrame, Int32)
        case idle
        case failed(KeeperChannel.Failure)
    }

    private func nextStep() -> Step {
        state.withLock { state -> Step in
            do throws(KeeperChannel.Failure) {
                if let (frame, descriptor) = try state.channel?.next() { return .frame(frame, descriptor) }
                guard try state.channel?.receive() == true else {
                    try state.channel?.flush()
                    state.updateInterest()
                    return .idle
                }
                guard let (frame, descriptor) = try state.channel?.next() else { return .idle }
                return .frame(frame, descriptor)
            } catch {
                return .failed(error)
            }
        }
    }

    private func handle(_ frame: KeeperFrame, _ descriptor: Int32) {
        var passed: Descriptor? = descriptor >= 0 ? Descriptor(descriptor) : nil
        switch KeeperReport(kind: frame.kind, body: frame.body[...]) {
        case .hello(let version, let pid, let sessions):
            state.withLock { state in
                for kept in sessions {
                    state.note(kept.session, pid: kept.pid, hasEnded: kept.status != .running)
                }
            }
            handler(.hello(keeper: pid, version: version, sessions: sessions))
        case .exited(let session, let status):
            state.withLock { state in
                if let pid = state.running[session] { state.note(session, pid: pid, hasEnded: true) }
            }
            handler(.exited(session: session, status: status))
        case .spawned(let session, let pid, let start):
            let (asked, run) = state.withLock { state in
                state.note(session, pid: pid, hasEnded: false)
                return (state.spawns.removeValue(forKey: session), state.runs.end(session))
            }
            if let (run, errors) = run {
                return PendingRuns.started(
                    run, pid: pid, start: start, output: passed.take(), errors: errors)
            }
            guard let (request, reply) = asked else { return }
            guard let master = passed.take() else {
                return reply(.failure(PTYError(request.operation(.terminal), errno: EMFILE)))
            }
            reply(.success(KeeperChild(pid: pid, start: start, master: master)))
        case .master(let session):
            guard let reply = state.withLock({ $0.takes.removeValue(forKey: session) }) else {
                // Without a descriptor the answer that follows has only one pipe.
                guard descriptor >= 0, state.withLock({ $0.runs.takeErrors(session, descriptor) }) else {
                    return
                }
                _ = passed.take()?.take()
                return
            }
            guard let master = passed.take() else {
                return reply(.failure(PTYError(.take(session: session), errno: EMFILE)))
            }
            reply(.success(master))
        case .failed(let session, let errno, let stage):
            fail(session, errno, KeeperProtocol.Stage(rawValue: stage) ?? .process)
        case nil: break
        }
    }

    private func fail(_ session: UInt64, _ errno: Int32, _ stage: KeeperProtocol.Stage) {
        switch stage {
        case .take:
            let reply = state.withLock { $0.takes.removeValue(forKey: session) }
            reply?(.failure(PTYError(.take(session: session), errno: errno)))
        case .signal:
            let number = state.withLock { $0.signals[session] } ?? 0
            handler(
                .failed(PTYError(.signal(session: session, number: number), errno: errno), session: session))
        case .adopt:
            handler(.failed(PTYError(.adopt(session: session), errno: errno), session: session))
        case .terminal, .directory, .executable, .process, .limit:
            if let (run, errors) = state.withLock({ $0.runs.end(session) }) {
                if let errors { _ = Glibc.close(errors) }
                return PendingRuns.failed(run, stage, errno: errno)
            }
            guard let (request, reply) = state.withLock({ $0.spawns.removeValue(forKey: session) }) else {
                return
            }
            reply(.failure(PTYError(request.operation(stage), errno: errno)))
        }
    }

    /// Ends the connection once; on the loop.
    private func close(_ failure: KeeperChannel.Failure) {
        let ended = state.withLock {
            state -> (
                spawns: [(SpawnRequest, SpawnReply)], takes: [(UInt64, TakeReply)], runs: [PendingRuns.Run]
            )? in
            guard state.channel != nil else { return nil }
            state.watch?.cancel()
            state.watch = nil
            state.channel = nil
            defer {
                state.spawns = [:]
                state.takes = [:]
            }
            return (
                state.spawns.values.map { ($0.request, $0.reply) },
                state.takes.map { ($0.key, $0.value) }, state.runs.endAll()
            )
        }
        guard let ended else { return }
        for (request, reply) in ended.spawns {
            reply(.failure(PTYError(request.operation(.process), errno: failure.errno)))
        }
        for (session, reply) in ended.takes {
            reply(.failure(PTYError(.take(session: session), errno: failure.errno)))
        }
        for run in ended.runs { PendingRuns.failed(run, .process, errno: failure.errno) }
        handler(.closed(PTYError(.talkToKeeper, errno: failure.errno)))
    }
}

extension SpawnRequest {
    /// What failed, for a person.
    fileprivate func operation(_ stage: KeeperProtocol.Stage) -> PTYError.Operation {
        .spawn(
            executable: String(decoding: path, as: UTF8.self),
            directory: String(decoding: directory, as: UTF8.self), stage: stage)
    }
}
