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
        let living = directory.livingCount
        guard living < configuration.maximumSessions else {
            throw Failure(
                "start another session", cause: "\(living) run already",
                advice: "end some, or raise limits.sessions in config.toml")
        }
        let plan = try commandPlan(request)
        let name = try sessionName(request.name, for: plan)
        let cwd = try folder(request)
        let size = TerminalSize(rows: request.rows ?? 24, columns: request.columns ?? 80)
        let id = directory.takeNumber()
        let now = clock.now
        // Taken before the first suspension: two at once cannot get one name.
        let info = directory.insert(
            SessionInfo(
                name: name, number: id, state: .starting, provider: plan.kind.provider, command: plan.command,
                cols: size.columns, rows: size.rows, cwd: cwd, createdAt: now, lastActivity: now,
                stateSince: now, branch: GitBranch.name(in: cwd), historyLimit: request.historyLimit))
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
                loop: parts.loop(for: id), store: store, configuration: configuration,
                lastKeystroke: identity.lastKeystroke, delegate: ServerDelegate(server: self))
            residents.insert(session)
            await session.changed()
            try await spawn(session, command: plan.command, cwd: cwd, request: request, size: size)
            return directory.report(await session.info) ?? info
        } catch {
            forget(id)
            if let failure = error as? Failure { throw failure }
            throw Failure("start \(name)", cause: "\(error)", advice: "see roost doctor")
        }
    }

    /// Starts the child of a session whose terminal and journal are there.
    func spawn(
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
        if let (cause, advice) = StartShortage.advice(error.errno, stage: stage) {
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
            let provider: Provider
            do throws(ConfigError) {
                provider = try active.catalog.provider(name, paths: paths)
            } catch {
                throw Failure("start \(name)", cause: error.reason, advice: error.advice)
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
    func shell(_ environment: [String: String]) -> String {
        configuration.shell ?? environment["SHELL"].flatMap { $0.isEmpty ? nil : $0 } ?? Host.loginShell
            ?? "/bin/sh"
    }

    private func sessionName(_ wanted: String?, for plan: CommandPlan) throws(Failure) -> String {
        if let wanted {
            try directory.checkName(wanted)
            return wanted
        }
        let program = plan.command[0].split(separator: "/").last.map(String.init) ?? "session"
        let base = plan.kind.isAgent ? plan.kind.provider : program
        return directory.freeName(SessionName.stem(of: base))
    }

    func folder(_ request: SessionRequest) throws(Failure) -> String {
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
}
