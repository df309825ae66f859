import Glibc
import RoostConfig
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostWire

// Starting, ending and removing sessions.
extension Server {
    /// Starts a session.
    ///
    /// - Throws: ``Failure`` when the name is taken, the program or the directory is missing, or there are too
    ///   many; nothing is left behind then.
    func create(_ request: SessionRequest) async throws(Failure) -> SessionInfo {
        let living = infos.values.count { !$0.state.isEnded }
        guard living < configuration.maximumSessions else {
            throw Failure(
                "start another session", cause: "\(living) run already",
                advice: "end some, or raise limits.sessions in config.toml")
        }
        let plan = try commandPlan(request)
        let name = try sessionName(request.name, for: plan)
        let cwd = try directory(request)
        let size = TerminalSize(rows: request.rows ?? 24, columns: request.columns ?? 80)
        let id = SessionID(rawValue: nextNumber)
        nextNumber += 1
        let now = Timestamp.now
        let info = SessionInfo(
            name: name, number: id, state: .starting, provider: plan.kind.provider, command: plan.command,
            cols: size.columns, rows: size.rows, cwd: cwd, createdAt: now, lastActivity: now, stateSince: now,
            branch: GitBranch.name(in: cwd), historyLimit: request.historyLimit)
        // Taken before the first suspension: two at once cannot get one name.
        names[name] = id
        infos[id] = info
        do {
            var configuration = sessionConfiguration
            if let limit = request.historyLimit {
                configuration.terminal.scrollbackLimit = min(max(limit, 0), 10_000_000)
            }
            let session = Session(
                info: info,
                restored: RestoredSession(
                    terminal: Terminal(size: size, options: configuration.terminal),
                    journal: try Journal(directory: paths.journal, session: id.rawValue, offset: 0)),
                loop: loop(for: id),
                store: store, configuration: configuration, lastKeystroke: lastKeystroke,
                delegate: ServerDelegate(server: self))
            sessions[id] = session
            await session.changed()
            try await spawn(session, command: plan.command, cwd: cwd, request: request, size: size)
            return await session.info
        } catch {
            names[name] = nil
            infos[id] = nil
            if let session = sessions.removeValue(forKey: id) { session.run { $0.discard() } }
            store.enqueue(.removeSession(id))
            if let failure = error as? Failure { throw failure }
            throw Failure("start \(name)", cause: "\(error)", advice: "see roost doctor")
        }
    }

    /// Starts the child of a session whose terminal and journal are there.
    private func spawn(
        _ session: Session, command: [String], cwd: String, request: SessionRequest, size: TerminalSize
    ) async throws(Failure) {
        let base = provider(named: await session.info.provider)?.environment(over: request.environment)
        let environment = childEnvironment(base ?? request.environment, session: session.id)
        let prepared = integrated(command, environment)
        let parts: KeeperChildParts
        do throws(PTYError) {
            parts = try await spawn(
                SpawnRequest(
                    session: session.id.rawValue, rows: UInt16(clamping: size.rows),
                    columns: UInt16(clamping: size.columns), directory: cwd, arguments: prepared.command,
                    environment: prepared.environment))
        } catch {
            if error.errno == EMFILE {
                // The child may run although its terminal could not be received: nobody would ever see it.
                keeper?.signal(session.id.rawValue, SIGKILL, toGroup: true)
                keeper?.stored(session.id.rawValue)
            }
            throw Self.spawnFailure(error, program: command[0], cwd: cwd)
        }
        await session.started(parts, keeper: keeper)
    }

    /// With the shell integration, if it is wanted; a shell without it is better than none.
    private func integrated(
        _ command: [String], _ environment: [String: String]
    ) -> (command: [String], environment: [String: String]) {
        guard configuration.shellIntegration else { return (command, environment) }
        do {
            return try ShellIntegration.prepare(
                command: command, environment: environment, directory: paths.runtime + "/shell")
        } catch {
            Log.write("\(error)")
            return (command, environment)
        }
    }

    private static func spawnFailure(_ error: PTYError, program: String, cwd: String) -> Failure {
        let cause = Host.message(for: error.errno)
        guard case .spawn(_, _, let stage) = error.operation else {
            return Failure("start \(program)", cause: "the keeper is being restarted", advice: "try again")
        }
        if let (cause, advice) = shortageAdvice(error.errno, stage: stage) {
            return Failure("start \(program)", cause: cause, advice: advice)
        }
        if stage == .directory {
            return Failure("start \(program) in \(cwd)", cause: cause, advice: "choose a folder with -c")
        }
        let advice = error.errno == ENOENT ? "is it installed, and in PATH?" : "see roost doctor"
        return Failure("start \(program)", cause: cause, advice: advice)
    }

    /// What is run, and whose rules apply to it.
    private struct CommandPlan {
        var command: [String]
        var kind: SessionKind
    }

    func provider(named name: String) -> Provider? {
        providers.first { $0.name == name }
    }

    /// What a command line starts.
    func kind(ofCommand command: [String]) -> SessionKind {
        Provider.of(command: command, among: providers).map { SessionKind(provider: $0.name) } ?? .program
    }

    private func commandPlan(_ request: SessionRequest) throws(Failure) -> CommandPlan {
        if let name = request.provider {
            guard let provider = provider(named: name) else {
                throw Failure("start \(name)", cause: "no such provider", advice: "see roost provider list")
            }
            if SessionKind(provider: provider.name) == .shell, request.arguments.isEmpty {
                return CommandPlan(command: [shell(request.environment)], kind: .shell)
            }
            return CommandPlan(
                command: provider.commandLine(
                    arguments: request.arguments, fullAccess: request.fullAccess, resume: request.resume),
                kind: SessionKind(provider: provider.name))
        }
        guard let program = request.arguments.first else {
            return CommandPlan(command: [shell(request.environment)], kind: .shell)
        }
        guard !program.isEmpty else {
            throw Failure("start a session", cause: "the command is empty", advice: "name a program after --")
        }
        return CommandPlan(
            command: request.arguments, kind: kind(ofCommand: request.arguments))
    }

    /// The configured shell, the user's, or the system's.
    private func shell(_ environment: [String: String]) -> String {
        configuration.shell ?? environment["SHELL"].flatMap { $0.isEmpty ? nil : $0 } ?? Host.loginShell
            ?? "/bin/sh"
    }

    private func sessionName(_ wanted: String?, for plan: CommandPlan) throws(Failure) -> String {
        if let wanted {
            try checkName(wanted)
            return wanted
        }
        let program = plan.command[0].split(separator: "/").last.map(String.init) ?? "session"
        let base = plan.kind.isAgent ? plan.kind.provider : program
        let clean = String(
            base.unicodeScalars.filter {
                $0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0)
            }
            .prefix(32).map(Character.init)
        ).drop { "-.0123456789".contains($0) }
        let stem = clean.isEmpty ? "session" : String(clean)
        if names[stem] == nil { return stem }
        var number = 2
        while names["\(stem)-\(number)"] != nil { number += 1 }
        return "\(stem)-\(number)"
    }

    /// Names are words that can be typed and told from numbers and options.
    func checkName(_ name: String) throws(Failure) {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value)
                && $0.properties.generalCategory != .format
        }
        guard !name.isEmpty, name.count <= 64, isPlain, !name.hasPrefix("-"), UInt64(name) == nil else {
            throw Failure(
                "name a session \(String(name.prefix(64)).debugDescription)",
                cause: "a name is 1 to 64 visible characters, no number, and begins with no -",
                advice: "choose another")
        }
        guard names[name] == nil else {
            throw Failure(
                "name a session \(name)", cause: "the name is taken",
                advice: "choose another, or see roost list --all")
        }
    }

    private func directory(_ request: SessionRequest) throws(Failure) -> String {
        let home = request.environment["HOME"] ?? "/"
        var cwd = request.cwd ?? home
        if cwd == "~" || cwd.hasPrefix("~/") { cwd = home + cwd.dropFirst() }
        if Host.isDirectory(cwd) { return cwd }
        if request.inheritsDirectory == true { return Host.isDirectory(home) ? home : "/" }
        throw Failure("start in \(cwd)", cause: "there is no such folder", advice: "choose another with -c")
    }

    /// The child's environment: the client's, without what belongs to other terminals, and roost's own.
    private func childEnvironment(_ base: [String: String], session: SessionID) -> [String: String] {
        var environment = base
        for name in [
            "TMUX", "TMUX_PANE", "STY", "WINDOW", "ZELLIJ", "ZELLIJ_SESSION_NAME", "LINES", "COLUMNS",
            "TERMCAP", "TERMINFO", "VTE_VERSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "ITERM_SESSION_ID",
            "LC_TERMINAL", "LC_TERMINAL_VERSION", "TERM_SESSION_ID",
        ] {
            environment[name] = nil
        }
        environment["TERM"] = "xterm-256color"
        environment["COLORTERM"] = "truecolor"
        environment["TERM_PROGRAM"] = "roost"
        environment["TERM_PROGRAM_VERSION"] = Build.version
        environment["ROOST_SESSION"] = session.description
        environment["ROOST_SOCKET"] = paths.socket
        return environment
    }

    // MARK: - The end

    /// Ends a session: SIGHUP and SIGTERM to its group, SIGKILL after five seconds.
    func end(_ id: SessionID) {
        guard let session = sessions[id], infos[id]?.state.isEnded == false else { return }
        session.run { $0.willBeKilled() }
        keeper?.signal(id.rawValue, SIGTERM, toGroup: true)
        keeper?.signal(id.rawValue, SIGHUP, toGroup: true)
        // A stopped job takes no other signal before it goes on.
        keeper?.signal(id.rawValue, SIGCONT, toGroup: true)
        _ = loop.schedule(after: .seconds(5)) { [weak self] in
            self?.assumeIsolated { server in
                guard server.infos[id]?.state.isEnded == false else { return }
                server.keeper?.signal(id.rawValue, SIGKILL, toGroup: true)
            }
        }
    }

    /// Forgets an ended session with its history.
    func remove(_ id: SessionID) throws(Failure) {
        guard let info = infos[id] else { return }
        guard info.state.isEnded else {
            throw Failure(
                "remove \(info.name)", cause: "it still runs", advice: "roost kill \(info.name) first")
        }
        closePanes(showing: id)
        if let session = sessions.removeValue(forKey: id) { session.run { $0.discard() } }
        names[info.name] = nil
        infos[id] = nil
        store.enqueue(.removeSession(id))
    }

    /// Starts an ended session again where it was.
    func restart(_ id: SessionID, how: RestartKind, environment: [String: String]) async throws(Failure)
        -> SessionInfo
    {
        guard let info = infos[id] else {
            throw Failure("restart a session", cause: "it was removed", advice: "see roost list --all")
        }
        guard info.state.isEnded else {
            throw Failure(
                "restart \(info.name)", cause: "it still runs", advice: "roost kill \(info.name) first")
        }
        var command = info.command
        var kind = info.kind
        switch how {
        case .again: break
        case .shell:
            command = [self.shell(environment)]
            kind = .shell
        case .resume:
            guard let known = self.provider(named: info.provider), known.canResume else {
                throw Failure(
                    "resume \(info.name)", cause: "\(info.provider) has no conversations to take up",
                    advice: "press Enter to start it again")
            }
            command = known.commandLine(arguments: [], fullAccess: false, resume: "")
        }
        let session = try self.session(id, for: "restart")
        var request = SessionRequest(environment: environment)
        request.cwd = info.cwd
        request.inheritsDirectory = true
        let cwd = try directory(request)
        infos[id]?.state = .starting
        do {
            try await session.prepareRestart(command: command, kind: kind)
            let size = await session.size
            try await spawn(session, command: command, cwd: cwd, request: request, size: size)
        } catch {
            await session.startFailed(cause: (error as? Failure)?.cause ?? "\(error)")
            if let failure = error as? Failure { throw failure }
            throw Failure("restart \(info.name)", cause: "\(error)", advice: "see roost doctor")
        }
        return await session.info
    }
}
