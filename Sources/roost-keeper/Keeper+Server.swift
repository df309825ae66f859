private import Glibc
import RoostKeeperProtocol

/// Where the server is.
enum ServerState {
    /// It runs; milliseconds of its start.
    case running(pid: Int32, started: UInt64)
    /// It closed its connection; killed when it takes too long to end.
    case ending(pid: Int32, started: UInt64, killAt: UInt64)
    /// It runs, and was there before this keeper.
    case foreign
    /// It is started again at this moment.
    case waiting(until: UInt64)
    /// It stopped on purpose.
    case stopped
    /// It died too often.
    case failed
}

/// Starting the server, and what happens when it ends.
extension Keeper {
    func startServer() {
        let started = now
        var failure: Int32 = 0
        switch System.socketPair() {
        case .failure(let error): failure = error.errno
        case .success(let (ours, theirs)):
            var arguments = succession.current.arguments + [Array("--keeper-fd".utf8), Array("3".utf8)]
            var passed = [theirs]
            if let readyDescriptor {
                arguments += [Array("--ready-fd".utf8), Array("4".utf8)]
                passed.append(readyDescriptor)
            }
            let pid = System.spawnServer(
                path: succession.current.path, arguments: arguments, passing: passed)
            _ = close(theirs)
            if pid >= 0 {
                closeReadyDescriptor()
                server = .running(pid: pid, started: started)
                connect(ours)
                return
            }
            failure = -pid
            _ = close(ours)
        }
        System.log("cannot start the server \(succession.current.name): \(System.message(of: failure))")
        ended(onPurpose: false, started: started)
    }

    /// Whoever waits for the first server learns by its end that nobody else will answer.
    private func closeReadyDescriptor() {
        guard let descriptor = readyDescriptor.take() else { return }
        _ = close(descriptor)
    }

    /// Begins to talk to the server, with the list of all that is kept.
    func connect(_ socket: Int32) {
        isResting = false
        link = KeeperChannel(owning: socket)
        poller.addAtLast(socket, as: .server)
        unannounced = []
        send(
            .hello(
                version: KeeperProtocol.version, pid: getpid(),
                sessions: sessions.values.map(\.summary).sorted { $0.session < $1.session }))
    }

    /// The connection is closed: from here on nobody but the keeper reads the masters.
    func disconnect() {
        guard let socket = link?.descriptor else { return }
        poller.remove(socket)
        link = nil
        for session in sessions.values {
            session.isTaken = false
            startDraining(session)
        }
        switch server {
        case .running(let pid, let started):
            server = .ending(pid: pid, started: started, killAt: now + Self.endMilliseconds)
        case .foreign:
            ended(onPurpose: isResting, started: now)
        case .ending, .waiting, .stopped, .failed: break
        }
    }

    /// SIGCHLD: one or more children ended, maybe the server.
    func lookAfterChildren() {
        switch server {
        case .running(let pid, let started), .ending(let pid, let started, _):
            if let status = System.status(of: pid) { serverEnded(pid, status, started: started) }
        case .foreign, .waiting, .stopped, .failed: break
        }
        forgotten.removeAll { System.reap($0) }
        for session in sessions.values where session.pidDescriptor == nil && session.status == .running {
            look(at: session.id)
        }
    }

    private func serverEnded(_ pid: Int32, _ status: ChildStatus, started: UInt64) {
        // What it asked for before it ended still counts.
        serve()
        _ = System.reap(pid)
        disconnect()
        if status != .exited(code: 0) { System.log("server \(pid) ended: \(status.text)") }
        ended(
            onPurpose: isResting || status == .exited(code: 0),
            isHopeless: status == .exited(code: RestartPolicy.hopelessStatus), started: started)
    }

    private func ended(onPurpose: Bool, isHopeless: Bool = false, started: UInt64) {
        let lifetime = now - started
        if !policy.isReplaced, lifetime >= RestartPolicy.quickMilliseconds { succession.proved() }
        switch policy.ended(
            onPurpose: onPurpose, isHopeless: isHopeless, isSuccessor: succession.isOnTrial,
            lifetimeMilliseconds: lifetime)
        {
        case .start(afterMilliseconds: let delay): server = .waiting(until: now + delay)
        case .rest:
            server = .stopped
            closeReadyDescriptor()
        case .giveUp:
            server = .failed
            closeReadyDescriptor()
            System.log(
                "the server ended for good and is not started again; \(sessions.count) sessions are kept")
            switch succession.givenUp(isHopeless: isHopeless) {
            case .none: break
            case .newer: System.log("that server cannot serve: next is \(succession.current.name)")
            case .previous:
                System.log("going back to the server \(succession.current.name)")
                policy.poked()
                server = .waiting(until: now)
            }
        }
        switch server {
        case .stopped where sessions.isEmpty, .failed where sessions.isEmpty: isFinished = true
        default: break
        }
    }
}

extension ChildStatus {
    /// For the log.
    var text: String {
        switch self {
        case .running: "running"
        case .exited(let code): "exit status \(code)"
        case .killed(let signal, _): "signal \(signal)"
        case .gone: "unknown"
        }
    }
}
