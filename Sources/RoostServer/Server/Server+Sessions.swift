import Logging
import Glibc
import RoostConfig
import RoostDetect
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
    /// It is stored before its child is started, together with the pane that it is for: a server that is killed
    /// meanwhile leaves both or nothing.
    ///
    /// - Parameters:
    ///   - request: What to start.
    ///   - pane: Where it will be shown, by ``Workspaces/finish(_:)``; nil: nowhere.
    /// - Returns: The session as it is known when its child runs.
    /// - Throws: ``Failure`` when the name is taken, the program or the directory is missing, or there are too
    ///   many; nothing is left behind then.
    func create(
        _ request: SessionRequest, for pane: Opening.Place? = nil
    ) async throws(Failure) -> SessionInfo {
        let living = directory.livingCount
        guard living < configuration.maximumSessions else {
            throw Failure(
                "start another session", cause: "\(living) run already",
                advice: "end some, or raise limits.sessions in config.toml")
        }
        let plan = try commandPlan(request)
        guard request.identity?.metadata?.utf8.count ?? 0 <= SessionIdentity.metadataLimit else {
            throw Failure(
                "start \(plan.command[0])",
                cause: "its metadata takes more than \(SessionIdentity.metadataLimit) bytes",
                advice: "keep less with it")
        }
        // Said now, while everything that lives has what it needs.
        guard DescriptorReserve.session.isMet else {
            throw Self.spawnFailure(
                PTYError(.spawn(executable: plan.command[0], directory: "", stage: .terminal), errno: EMFILE),
                program: plan.command[0], cwd: "")
        }
        let cwd = try folder(request)
        let name = try sessionName(request.name, for: plan)
        let size = TerminalSize(rows: request.rows ?? 24, columns: request.columns ?? 80)
        let id = directory.takeNumber()
        let now = clock.now
        // Taken before the first suspension: two at once cannot get one name.
        var wanted = SessionInfo(
            name: name, number: id, state: .starting, provider: plan.kind.provider, command: plan.command,
            cols: size.columns, rows: size.rows, cwd: cwd, createdAt: now, lastActivity: now,
            stateSince: now, branch: GitBranch.name(in: cwd), historyLimit: request.historyLimit)
        wanted.launch = SessionLaunch(
            arguments: request.arguments, fullAccess: request.fullAccess, variables: request.variables ?? [:])
        wanted.identity = request.identity ?? SessionIdentity()
        let info = directory.insert(wanted)
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
                parts: parts.session(
                    id, of: identity, delegate: ServerDelegate(server: self)),
                configuration: configuration)
            residents.insert(session)
            begin(info, for: pane)
            await session.changed()
            await stored()
            try await spawn(session, command: plan.command, cwd: cwd, request: request, size: size)
            tally.add(.sessionsCreated)
            return directory.report(await session.info) ?? info
        } catch {
            carryOut(workspaces.cancel(id))
            forget(id)
            if let failure = error as? Failure { throw failure }
            throw Failure("start \(name)", cause: "\(error)", advice: "see roost doctor")
        }
    }

    /// Stores a session that is about to start and the layout with its pane, in one transaction.
    private func begin(
        _ info: SessionInfo, for pane: Opening.Place?
    ) {
        var records: [Store.Record] = [.session(info.stored(by: Redactor()))]
        let effects = pane.flatMap { workspaces.begin(info.number, at: $0) } ?? []
        for case .store(let workspace, let position, let isLast) in effects {
            records.append(.workspace(workspace, position: position, isLast: isLast))
        }
        store.enqueue(together: records)
    }

    /// Starts the child of a session whose terminal and journal are there.
    func spawn(
        _ session: Session, command: [String], cwd: String, request: SessionRequest, size: TerminalSize
    ) async throws(Failure) {
        let provider = provider(named: await session.info.provider)
        let given = (provider?.given(of: request.environment) ?? [:])
            .merging(request.variables ?? [:]) { $1 }
        let base = provider?.environment(over: request.environment)
        follow(request.environment)
        let environment = ChildEnvironment(socket: paths.socket).variables(
            of: followed.applied(to: base ?? request.environment, last: connections.lastVariables),
            given: given, session: session.id,
            directory: cwd)
        let prepared = integrated(hooked(command, provider), environment)
        let parts: KeeperChildParts
        do throws(PTYError) {
            parts = try await spawn(
                SpawnRequest(
                    session: session.id.rawValue, rows: UInt16(clamping: size.rows),
                    columns: UInt16(clamping: size.columns), path: ByteText.bytes(of: prepared.command[0]),
                    directory: ByteText.bytes(of: cwd), arguments: prepared.command.map(ByteText.bytes),
                    environment: prepared.environment.sorted { $0.key < $1.key }.map {
                        ByteText.bytes(of: "\($0.key)=\($0.value)")
                    }))
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

    /// The variables that follow the last client.
    private var followed: FollowedVariables {
        FollowedVariables(paths, names: configuration.followedVariables)
    }

    /// A client has come, or has asked for a session: sessions reach what it reaches.
    func follow(_ environment: [String: String]) {
        do throws(IOError) {
            if let variables = try followed.follow(environment) { connections.lastVariables = variables }
        } catch {
            Log.server.warning("\(error)")
        }
    }

    /// With what makes an AI CLI report what it does; one that does not report is better than none.
    private func hooked(_ command: [String], _ provider: Provider?) -> [String] {
        guard let provider, let program = command.first?.split(separator: "/").last,
            provider.commands.contains(where: { $0.split(separator: "/").last == program }),
            let roost = parts.command
        else { return command }
        var words = command
        let path = paths.runtime + "/hooks/" + provider.name
        if let start = provider.hooks?.added(to: command, roost: roost, settingsAt: path) {
            do {
                if let settings = start.settings { try ProviderHooks.write(settings, to: path) }
                words = start.command
            } catch {
                Log.server.warning("\(error)")
            }
        }
        return provider.codexHooks?.added(to: words, roost: roost) ?? words
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
            Log.server.warning("\(error)")
            return (command, environment)
        }
    }

    private static func spawnFailure(_ error: PTYError, program: String, cwd: String) -> Failure {
        let cause = Host.message(for: error.errno)
        // 0: the keeper closed the connection, which is no error of a system call.
        guard case .spawn(_, _, let stage) = error.operation, ![0, ENOTCONN, EPIPE].contains(error.errno)
        else {
            return Failure("start \(program)", cause: "the keeper is being restarted", advice: "try again")
        }
        if let (cause, advice) = StartShortage.advice(
            error.errno, stage: stage, limit: DescriptorReserve.limit)
        {
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
        let (name, renamed) = directory.takeName(SessionInfo.automaticName(of: base))
        if let renamed { writeName(of: renamed) }
        return name
    }

    /// A session in memory writes its name down itself; for one that is not, its record is all there is.
    func writeName(of info: SessionInfo) {
        if let session = sessions[info.number] {
            session.run { [name = info.name] in $0.rename(to: name) }
        } else {
            store.enqueue(.session(info.stored(by: Redactor())))
            noteChange(of: info.number)
        }
    }

    func folder(_ request: SessionRequest) throws(Failure) -> String {
        let home = request.environment["HOME"] ?? "/"
        var cwd = request.cwd ?? home
        if cwd == "~" || cwd.hasPrefix("~/") { cwd = home + cwd.dropFirst() }
        cwd = LogicalPath.of(cwd)
        if Host.isDirectory(cwd) { return cwd }
        if request.inheritsDirectory == true { return Host.isDirectory(home) ? home : "/" }
        throw Failure("start in \(cwd)", cause: "there is no such folder", advice: "choose another with -c")
    }
}
