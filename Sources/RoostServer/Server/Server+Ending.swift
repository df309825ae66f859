import Glibc
import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostWire

// Ending, removing and restarting sessions.
extension Server {
    private static let killDelay = Duration.seconds(5)

    /// Ends a session: SIGHUP and SIGTERM to all that has its terminal, SIGKILL after five seconds.
    ///
    /// Jobs in the background have it too, and outlive their shell where they ignore the hang-up. What has left the
    /// terminal on purpose (setsid(2)) is nobody's but its own.
    ///
    /// Forced, there is no time for good-byes.
    func end(_ id: SessionID, force: Bool = false) {
        guard let session = sessions[id], directory.isLiving(id) else { return }
        session.run { $0.willBeKilled() }
        let processes = processes(of: id)
        // A stopped job takes no other signal before it goes on.
        let signals = force ? [SIGKILL] : [SIGTERM, SIGHUP, SIGCONT]
        for number in signals { keeper?.signal(id.rawValue, number, toGroup: true) }
        // To look through all processes takes milliseconds, which nobody has to wait for.
        if let processes { parts.readers.execute { processes.signalOthers(signals) } }
        schedule(after: Self.killDelay) { server in
            if server.directory.isLiving(id) { server.keeper?.signal(id.rawValue, SIGKILL, toGroup: true) }
            guard let processes else { return }
            server.parts.readers.execute { TerminalProcesses.signalAll(SIGKILL, of: [processes]) }
        }
    }

    /// All that has the terminal of a living session.
    func processes(of id: SessionID) -> TerminalProcesses? {
        directory[id]?.pid.flatMap { TerminalProcesses(leader: $0) }
    }

    /// Removes an ended session with its history.
    func remove(_ id: SessionID) throws(Failure) {
        guard let info = directory[id] else { return }
        guard info.state.isEnded else {
            throw Failure(
                "remove \(info.name)", cause: "it still runs", advice: "roost kill \(info.name) first")
        }
        carryOut(workspaces.closePanes(showing: id))
        forget(id)
    }

    /// Nothing is left of a session, and nobody waits for it any longer.
    func forget(_ id: SessionID) {
        residents.remove(id)?.run { $0.discard() }
        countRemoval(directory.remove(id))
        news.alerts.forget(id)
        noteChange(of: id)
        store.enqueue(.removeSession(id))
        for wait in waits.of(session: id) { endWait(wait) }
    }

    /// Starts an ended session again where it was.
    func restart(_ id: SessionID, how: RestartKind, environment: [String: String]) async throws(Failure)
        -> SessionInfo
    {
        let info = try directory.beginRestart(id)
        let result: Result<SessionInfo, Failure>
        do throws(Failure) {
            result = .success(try await restart(info, how: how, environment: environment))
        } catch {
            result = .failure(error)
        }
        directory.endRestart(id)
        // A session that was not even read stays as it was.
        sessionChanged(await sessions[id]?.info ?? info)
        return try result.get()
    }

    private func restart(
        _ info: SessionInfo, how: RestartKind, environment: [String: String]
    ) async throws(Failure) -> SessionInfo {
        let plan = try await restartPlan(info, how: how, environment: environment)
        let session = try await session(info.number, for: "restart")
        let variables = info.launch?.variables ?? [:]
        var request = SessionRequest(
            environment: environment.merging(variables) { $1 }, variables: variables)
        request.cwd = info.cwd
        request.inheritsDirectory = true
        let cwd = try folder(request)
        do {
            try await session.prepareRestart(
                command: plan.command, kind: plan.kind, cwd: cwd, conversation: plan.conversation)
            let size = await session.size
            try await spawn(session, command: plan.command, cwd: cwd, request: request, size: size)
            if let line = plan.line { session.run { $0.typeAtPrompt(line) } }
        } catch {
            await session.startFailed(cause: (error as? Failure)?.cause ?? "\(error)")
            if let failure = error as? Failure { throw failure }
            throw Failure("restart \(info.name)", cause: "\(error)", advice: "see roost doctor")
        }
        return directory.report(await session.info) ?? info
    }

    /// What is run when a session starts again.
    private struct RestartPlan {
        var command: [String]
        var kind: SessionKind
        /// The conversation that it takes up.
        var conversation: SessionConversation?
        /// What is typed into the shell.
        var line: String?
    }

    private func restartPlan(
        _ info: SessionInfo, how: RestartKind, environment: [String: String]
    ) async throws(Failure) -> RestartPlan {
        switch how {
        case .again: return RestartPlan(command: info.command, kind: info.kind)
        case .shell: return RestartPlan(command: [shell(environment)], kind: .shell)
        case .resume: break
        }
        let (provider, id) = try await resumption(of: info)
        let conversation = id.isEmpty ? nil : SessionConversation(provider: provider.name, id: id)
        guard info.kind.isAgent else {
            // In its shell, where it had what the person's own files give it; behind it the shell goes on.
            var typed = conversation
            typed?.arguments = info.conversation?.arguments ?? []
            let words = provider.commandLine(arguments: typed?.arguments ?? [], fullAccess: false, resume: id)
            return RestartPlan(
                command: info.kind == .shell ? info.command : [shell(environment)], kind: .shell,
                conversation: typed, line: ShellWords.line(words))
        }
        return RestartPlan(
            command: provider.commandLine(
                arguments: provider.resuming(info.launch?.arguments ?? []),
                fullAccess: info.launch?.fullAccess ?? false, resume: id),
            kind: info.kind, conversation: conversation)
    }
}
