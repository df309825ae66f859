import Glibc
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostWire

// The server's own end, and what it knows of itself.
extension Server {
    var status: ServerStatus {
        ServerStatus(
            server: getpid(), keeper: keeperPID, version: Build.version, startedAt: startedAt,
            sessions: infos.values.count { !$0.state.isEnded },
            clients: clients.values.count { $0.view != nil },
            socket: paths.socket, database: paths.database, databaseBytes: store.byteCount())
    }

    var findings: [Finding] {
        var findings = [
            Finding(.ok, "server", "runs as \(getpid()), version \(Build.version)"),
            Finding(
                keeperPID == nil ? .error : .ok, "keeper",
                keeperPID.map { "runs as \($0)" } ?? "gone; a new one is being started"),
            Finding(.ok, "database", "\(paths.database), \(store.byteCount()) bytes"),
        ]
        if let warning = warning ?? storeProblem { findings.append(Finding(.error, "database", warning)) }
        if let doorProblem { findings.append(Finding(.error, "files", doorProblem)) }
        if let shortage { findings.append(Finding(.error, "limits", shortage)) }
        for problem in limitProblems.sorted(by: { $0.key < $1.key }).map(\.value)
            + [totalProblem].compactMap(\.self)
        {
            findings.append(Finding(.warning, "limits", problem))
        }
        if let configurationError { findings.append(Finding(.error, "config", configurationError)) }
        let waiting = store.pendingByteCount
        if waiting > 1 << 20 {
            findings.append(Finding(.warning, "database", "\(waiting) bytes wait to be written"))
        }
        return findings
    }

    /// Stops in good order: everything is written down, the sessions go on in the keeper.
    func stop(_ goodbye: Goodbye) async {
        guard !isStopping else { return }
        isStopping = true
        listenerWatch?.cancel()
        door.timer?.cancel()
        if goodbye == .stopping { keeper?.rest() }
        for client in clients.values where client.view != nil { dismiss(client, goodbye) }
        for session in sessions.values { await session.prepareStop() }
        flushLayout()
        do {
            try await store.flush()
        } catch {
            Log.write("\(error)")
        }
        await store.close()
        closeDoor()
        // A command that waits for the end may start the next server as soon as it is told.
        for client in clients.values { dismiss(client, goodbye) }
        Log.write("server \(getpid()) stops: \(goodbye)")
        // The keeper starts a server again when it is poked, or at once after a swap.
        exit(0)
    }

    /// Ends all sessions, the keeper, and the server.
    func killAll() async {
        guard !isStopping else { return }
        let living = infos.values.filter { !$0.state.isEnded }.map(\.number)
        for id in living { end(id) }
        let patience = loop.schedule(after: .milliseconds(700)) { [weak self] in
            self?.assumeIsolated { server in
                for id in living where server.infos[id]?.state.isEnded == false {
                    server.keeper?.signal(id.rawValue, SIGKILL, toGroup: true)
                }
            }
        }
        let lastWord = loop.schedule(after: .seconds(3)) { [weak self] in
            self?.assumeIsolated { server in
                for id in living { server.sessions[id]?.run { $0.interrupted() } }
            }
        }
        for id in living {
            // Its end is told by the keeper, or by the timer above.
            try? await untilEnded(id, for: "")
        }
        patience.cancel()
        lastWord.cancel()
        for workspace in workspaces { store.enqueue(.removeWorkspace(name: workspace.name)) }
        keeper?.shutdown()
        await stop(.killed)
    }
}
