private import CPosix
private import Glibc
import RoostKeeperProtocol

/// What the server asks for.
extension Keeper {
    /// Does what the server asks, as long as it takes the answers.
    func serve() {
        var reads = 0
        do throws(KeeperChannel.Failure) {
            try link?.flush()
            while link != nil, !isFinished {
                guard pendingByteCount < Self.mostPendingBytes else { break }
                if let (frame, descriptor) = try link?.next() {
                    handle(frame, descriptor)
                    continue
                }
                reads += 1
                guard reads <= 64, try link?.receive() == true else { break }
            }
            watchLink()
        } catch {
            disconnect()
        }
    }

    private var pendingByteCount: Int { link?.pendingByteCount ?? 0 }

    private func watchLink() {
        guard let socket = link?.descriptor else { return }
        poller.change(
            socket, as: .server, readable: pendingByteCount < Self.mostPendingBytes,
            writable: pendingByteCount > 0)
    }

    func send(_ report: KeeperReport, descriptor: Int32? = nil) {
        do throws(KeeperChannel.Failure) {
            try link?.send(report.kind, body: report.body, descriptor: descriptor)
            watchLink()
        } catch {
            disconnect()
        }
    }

    /// Tells the server of children that ended.
    func announce() {
        while let id = unannounced.last, pendingByteCount < Self.mostPendingBytes {
            unannounced.removeLast()
            // Another child may have taken its place.
            guard let status = sessions[id]?.status, status != .running else { continue }
            send(.exited(session: id, status: status))
        }
    }

    private func handle(_ frame: KeeperFrame, _ descriptor: Int32) {
        let request = KeeperRequest(kind: frame.kind, body: frame.body[...])
        switch request {
        case .journal(let id):
            setJournal(id, descriptor)
            return
        case .adopt(let id, let pid, let start):
            adopt(id, pid: pid, start: start, master: descriptor)
            return
        case .spawn(let request): spawn(request)
        case .run(let request): run(request)
        case .take(let id): take(id)
        case .signal(let id, let number, let toGroup): signal(id, number, toGroup: toGroup)
        case .stored(let id, let pid): if pid == 0 || sessions[id]?.pid == pid { forget(id) }
        case .swap(let path, let arguments):
            succession.replace(by: .init(path: path, arguments: arguments))
            policy.replaced()
        case .rest: isResting = true
        case .reopen: reopen()
        case .shutdown: isFinished = true
        case .hello, nil: break
        }
        if descriptor >= 0 { _ = close(descriptor) }
    }

    func fail(_ id: UInt64, _ errno: Int32, _ stage: KeeperProtocol.Stage) {
        send(.failed(session: id, errno: errno, stage: stage.rawValue))
    }

    private func spawn(_ request: SpawnRequest) {
        let id = request.session
        guard sessions[id]?.status != .running else { return fail(id, EEXIST, .process) }
        guard sessions.count < Self.mostSessions else { return fail(id, ENFILE, .process) }
        guard hasDescriptors(for: DescriptorReserve.session, beside: [id]) else {
            return fail(id, EMFILE, .process)
        }
        do throws(System.SpawnFailure) {
            let (master, slave) = try System.openTerminal(rows: request.rows, columns: request.columns)
            let pid: Int32
            do throws(System.SpawnFailure) {
                pid = try System.spawn(request, slave: slave, descriptorLimit: descriptorLimit)
            } catch {
                _ = close(master)
                throw error
            }
            let session = Session(
                id: id, pid: pid, start: roost_process_start(pid), isAdopted: false, master: master)
            // One that ended: it is not reaped before, so that the two have different pids.
            forget(id)
            keep(session)
            send(.spawned(session: id, pid: pid, start: session.start), descriptor: master)
        } catch {
            fail(id, error.errno, error.stage)
        }
    }

    /// Whether there are enough for what lives after what is new, too.
    func hasDescriptors(for new: Int, beside ids: Set<UInt64>) -> Bool {
        let unnamed = sessions.values.count { !$0.hasJournal && !ids.contains($0.id) }
        let needed = DescriptorReserve.forNew(new, unnamed: unnamed)
        return System.descriptorsLeft(needed) == needed
    }

    func keep(_ session: Session) {
        sessions[session.id] = session
        owners[session.master] = session.id
        // The child is another's.
        guard !session.isErrors else { return }
        let descriptor = roost_pidfd_open(session.pid)
        guard descriptor >= 0 else { return }
        guard poller.add(descriptor, as: .child) else {
            _ = close(descriptor)
            return
        }
        session.pidDescriptor = descriptor
        owners[descriptor] = session.id
    }

    private func take(_ id: UInt64) {
        guard let session = sessions[id] else { return fail(id, ENOENT, .take) }
        stopDraining(session)
        session.isTaken = true
        send(.master(session: id), descriptor: session.master)
    }

    private func setJournal(_ id: UInt64, _ descriptor: Int32) {
        guard descriptor >= 0 else { return }
        guard let session = sessions[id] else {
            _ = close(descriptor)
            return
        }
        stopDraining(session)
        if let old = session.journal { _ = close(old) }
        session.journal = descriptor
        if !session.isTaken { startDraining(session) }
    }

    private func adopt(_ id: UInt64, pid: Int32, start: UInt64, master: Int32) {
        guard sessions[id] == nil, master >= 0, pid > 1 else {
            if master >= 0 { _ = close(master) }
            return fail(id, sessions[id] == nil ? EBADF : EEXIST, .adopt)
        }
        let session = Session(id: id, pid: pid, start: start, isAdopted: true, master: master)
        keep(session)
        // The pidfd came first: if this is the child now, it is what the pidfd names.
        if session.pidDescriptor == nil || start == 0 || roost_process_start(pid) != start {
            end(session, .gone)
        }
    }

    /// A child's pid and process group stay its own until it is reaped, which `forget` does.
    private func signal(_ id: UInt64, _ number: Int32, toGroup: Bool) {
        guard let session = sessions[id], !session.isErrors else { return fail(id, ESRCH, .signal) }
        var result: Int32 = 0
        if !session.isAdopted {
            result = kill(toGroup ? -session.pid : session.pid, number) == 0 ? 0 : errno
        } else if let descriptor = session.pidDescriptor {
            result = -roost_pidfd_signal(descriptor, toGroup ? 0 : number)
            if toGroup, result == 0 { result = kill(-session.pid, number) == 0 ? 0 : errno }
        } else {
            result = ESRCH
        }
        if result != 0 { fail(id, result, .signal) }
    }

    /// The child may have ended.
    func look(at id: UInt64) {
        guard let session = sessions[id], session.status == .running else { return }
        if session.isAdopted {
            if session.pidDescriptor != nil { end(session, .gone) }
        } else if let status = System.status(of: session.pid) {
            end(session, status)
        }
    }

    private func end(_ session: Session, _ status: ChildStatus) {
        session.status = status
        closePidDescriptor(of: session)
        if link != nil { unannounced.append(session.id) }
        if let errors = session.errors.flatMap({ sessions[$0] }), errors.status == .running {
            end(errors, status)
        }
    }

    private func closePidDescriptor(of session: Session) {
        guard let descriptor = session.pidDescriptor else { return }
        session.pidDescriptor = nil
        owners[descriptor] = nil
        poller.remove(descriptor)
        _ = close(descriptor)
    }

    func forget(_ id: UInt64) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        // Nobody would tell its end.
        if session.status == .running, let errors = session.errors { forget(errors) }
        stopDraining(session)
        closePidDescriptor(of: session)
        owners[session.master] = nil
        _ = close(session.master)
        if let journal = session.journal { _ = close(journal) }
        wakeListener()
        if !session.isAdopted, !session.isErrors, !System.reap(session.pid) { forgotten.append(session.pid) }
    }
}
