import Logging
import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY

// The process that holds the children.
extension Server {
    private static let keeperRetry = Duration.seconds(1)

    /// Connects to the keeper that started this server; its `hello` begins the recovery.
    func connectKeeper() throws {
        keeping.port = try parts.keepers.connect(on: loop) { [weak self] event in
            self?.assumeIsolated { $0.keeperSays(event) }
        }
    }

    private func keeperSays(_ event: KeeperConnection.Event) {
        switch event {
        case .hello(let pid, let version, let kept):
            keeping.greeted(pid: pid, version: version)
            markKeeper()
            switch life.keeperGreeted() {
            case .recover: begin { await $0.recover(kept) }
            case .handOver: handOver(except: Set(kept.map(\.session)))
            case .ignore: break
            }
        case .exited(let number, let status):
            let id = SessionID(rawValue: number)
            if let stream = TaskStreamID(id),
                let attempt = board.attempts[AttemptID(task: stream.task, attempt: stream.attempt)]
            {
                attempt.run { $0.exited(stream.stream, ExitStatus(status)) }
            } else if let session = sessions[id] {
                session.run { $0.exited(ExitStatus(status)) }
            } else if life.state == .recovering {
                keeping.exited(id, status)
            } else {
                // Nobody knows it any more: the keeper may forget it.
                keeper?.stored(number)
            }
        case .failed(let error, let number):
            Log.session(SessionID(rawValue: number)).error("\(error)")
        case .closed(let error):
            Log.server.error("\(error)")
            keeping.lost()
            if !life.isStopping { replaceKeeper() }
        }
    }

    /// The keeper died; the masters are still open here, so no child has noticed.
    private func replaceKeeper() {
        do {
            keeping.port = try parts.keepers.replace(on: loop) { [weak self] event in
                self?.assumeIsolated { $0.keeperSays(event) }
            }
            Log.server.warning("the keeper died; a new one takes over")
        } catch {
            Log.server.error("cannot start a keeper: \(error)")
            schedule(after: Self.keeperRetry) { server in
                guard server.keeper == nil, !server.life.isStopping else { return }
                server.replaceKeeper()
            }
        }
    }

    private func handOver(except known: Set<UInt64>) {
        guard let keeper else { return }
        for (id, session) in sessions where !known.contains(id.rawValue) {
            session.run { $0.handOver(to: keeper) }
        }
        for (id, attempt) in board.attempts where !known.contains(id.stream(.output).rawValue) {
            attempt.run { $0.handOver(to: keeper) }
        }
    }

    /// What the keeper starts a server with: a program of any other name is a `roost` from before there was a
    /// `roost-server`, and is the server with these words.
    static func arguments(forServer path: String) -> [String] {
        path.hasSuffix("/roost-server") ? [] : ["server", "run"]
    }

    /// Starts a child; suspended until the keeper has answered.
    func spawn(_ request: SpawnRequest) async throws(PTYError) -> KeeperChildParts {
        guard let keeper else { throw PTYError(.talkToKeeper, errno: ENOTCONN) }
        let result = await withCheckedContinuation { continuation in
            keeper.spawn(request) { result in
                continuation.resume(returning: KeeperChildParts.unpack(result))
            }
        }
        return try result.get()
    }

    /// Gets the master of a session that the keeper has.
    func take(_ id: SessionID) async throws(PTYError) -> Int32 {
        guard let keeper else { throw PTYError(.talkToKeeper, errno: ENOTCONN) }
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Int32, PTYError>, Never>) in
            keeper.take(id.rawValue) { result in
                switch consume result {
                case .success(let descriptor): continuation.resume(returning: .success(descriptor.take()))
                case .failure(let error): continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}

/// A new child as values that can be copied: continuations take no others.
struct KeeperChildParts: Sendable {
    let pid: Int32
    let start: UInt64
    /// The receiver owns it.
    let master: Int32

    static func unpack(_ result: consuming Result<KeeperChild, PTYError>) -> Result<
        KeeperChildParts, PTYError
    > {
        switch consume result {
        case .success(let child):
            let (pid, start) = (child.pid, child.start)
            return .success(KeeperChildParts(pid: pid, start: start, master: child.takeMaster().take()))
        case .failure(let error):
            return .failure(error)
        }
    }
}
