import Glibc
import Logging
import RoostConfig
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTasks
import RoostWire

// Starting an attempt's process, and what comes of it.
extension Server {
    /// How long until it is tried again to write down the end of an attempt.
    private static let releasePause = Duration.seconds(2)

    /// The folder of the journals of tasks.
    nonisolated var taskJournal: String { paths.journal + "/tasks" }

    var surroundings: AttemptSurroundings {
        AttemptSurroundings(
            loop: parts.taskLoop ?? loop, background: parts.readers, store: store, clock: clock,
            lastKeystroke: identity.lastKeystroke, socket: paths.socket,
            delegate: ServerTaskDelegate(server: self))
    }

    /// Its turn has come.
    func start(_ id: AttemptID) async {
        // What is not started now is in the queue of the next server: nothing of it was stored.
        guard let info = board[id.task]?.info, info.attempt == id.attempt, !board.isClosing else { return }
        do {
            let request = resolved(info.request)
            let mode = try printMode(of: request.provider)
            let command = try mode.command(for: request, worktree: worktree(of: info))
            let limits = TaskLimits(request, configuration.tasks)
            let group = controlGroup(for: id, limits)
            let rest = limits.without(group?.controllers ?? [])
            let environment = try taskEnvironment(
                of: request, id, mode: mode, command, limits: rest)
            let attempt = try newAttempt(id, request, mode: mode, command)
            attempt.run { $0.group = group }
            board.attempts[id] = attempt
            let child: PipedChildParts
            do {
                child = try await run(
                    RunRequest(
                        output: id.stream(.output).rawValue, errors: id.stream(.errors).rawValue,
                        path: ByteText.bytes(of: command.arguments[0]),
                        directory: ByteText.bytes(of: request.cwd),
                        arguments: command.arguments.map(ByteText.bytes),
                        environment: environment.sorted { $0.key < $1.key }.map {
                            ByteText.bytes(of: "\($0.key)=\($0.value)")
                        },
                        group: group.map { ByteText.bytes(of: $0.path) } ?? [],
                        input: command.input.map { Array($0.utf8) }, limits: rest.requests))
            } catch let error as PTYError where group != nil && error.isAboutLimits {
                // The keeper may not put it there: from now on limits are kept without groups.
                id.log.warning("cannot use cgroups: \(error)")
                board.remove(attempt: id)?.run { $0.release() }
                sweepGroups()
                board.forgetControlGroups()
                return await start(id)
            }
            let (keeper, left) = (keeper, timeLeft(of: request, since: clock.now))
            attempt.run { $0.started(child, keeper: keeper, timeLeft: left) }
            let isStopping = board.scheduler.tasks[id.task]?.isStopping == true
            schedule { $0.spawned(id.task, at: clock.now) }
            if isStopping { attempt.run { $0.end(because: .cancel) } }
        } catch {
            failed(id, error)
        }
    }

    /// The cgroup that keeps an attempt's limits; nil where there are no groups, or no such limits.
    private func controlGroup(for id: AttemptID, _ limits: TaskLimits) -> ControlGroup? {
        guard limits.memory != nil || limits.cpuPercent != nil else { return nil }
        do throws(IOError) {
            return try board.controlGroups(socket: paths.socket)?.make(for: id, limits)
        } catch {
            id.log.warning("cannot make its cgroup: \(error)")
            return nil
        }
    }

    /// Removes the cgroups of tasks that are over.
    func sweepGroups() {
        sweepGroups(except: Set(board.attempts.keys))
    }

    /// Removes the cgroups of all attempts that there are now but some.
    func sweepGroups(except living: Set<AttemptID>) {
        guard let groups = board.controlGroups(socket: paths.socket) else { return }
        // Looked up here: one that is made after this is not among them.
        let unneeded = groups.names(except: living)
        parts.readers.execute { groups.remove(unneeded) }
    }

    /// It could not be started: nothing is left of the attempt.
    private func failed(_ id: AttemptID, _ error: any Error) {
        if let error = error as? PTYError, error.errno == EMFILE {
            // The process may run although its pipes could not be received: nobody would ever see it.
            keeper?.signal(id.stream(.output).rawValue, SIGKILL, toGroup: true)
            for stream in TaskStream.allCases { keeper?.stored(id.stream(stream).rawValue) }
        }
        board.remove(attempt: id)?.run { $0.release() }
        let cause = (error as? Failure).map { $0.cause + ($0.advice.map { " (\($0))" } ?? "") } ?? "\(error)"
        ended(
            id,
            TaskVerdict(
                state: .error, failure: .couldNotStart, reason: "could not be started: \(cause)",
                report: TaskReport()))
    }

    private func run(_ request: RunRequest) async throws -> PipedChildParts {
        guard keeping.canRun else {
            throw Failure(
                "start a task", cause: "the keeper that runs is of before there were tasks",
                advice: "roost kill-server ends it with all sessions; the next one can")
        }
        guard let keeper else { throw PTYError(.talkToKeeper, errno: ENOTCONN) }
        let result = await withCheckedContinuation { continuation in
            keeper.run(request) { continuation.resume(returning: PipedChildParts.unpack($0)) }
        }
        return try result.get()
    }

    /// Where a task runs that wants a worktree of its own; it stays for whoever looks at what was done.
    private func worktree(of info: TaskInfo) -> String? {
        info.request.hasWorktree ? paths.worktree(of: info.id) : nil
    }

    /// How a provider runs without a screen.
    func printMode(of name: String) throws(Failure) -> PrintMode {
        let provider: Provider
        do throws(ConfigError) {
            provider = try active.catalog.provider(name, paths: paths)
        } catch {
            throw Failure("run a task with \(name)", cause: error.reason, advice: error.advice)
        }
        return try PrintMode.of(provider)
    }

    private func taskEnvironment(
        of request: TaskRequest, _ id: AttemptID, mode: PrintMode, _ command: PrintCommand, limits: TaskLimits
    ) throws -> [String: String] {
        let provider = provider(named: request.provider)
        // A caller of before this server is not known any more: what the server itself was started with is.
        let caller = board[id.task]?.caller ?? parts.environment
        let base = provider?.environment(over: caller) ?? caller
        var given = (provider?.given(of: caller) ?? [:]).merging(mode.environment) { $1 }
        given.merge(command.environment) { $1 }
        if let known = board[id.task]?.given {
            given.merge(known) { $1 }
        } else {
            if let secrets = request.secrets {
                throw Failure(
                    "start task \(id.task)",
                    cause:
                        "secrets are not stored, and \(secrets.joined(separator: ", ")) went with an earlier server",
                    advice: "run it again with --env")
            }
            given.merge(try store.taskEnvironment(id.task)) { $1 }
        }
        let limits = limits.variables(over: given["NODE_OPTIONS"] ?? base["NODE_OPTIONS"])
        return TaskEnvironment(socket: paths.socket).variables(
            of: base, given: given.merging(limits) { $1 }, id: id, directory: request.cwd)
    }

    private func newAttempt(
        _ id: AttemptID, _ request: TaskRequest, mode: PrintMode, _ command: PrintCommand
    ) throws -> TaskAttempt {
        guard TaskStreamID.isPossible(id.task, attempt: id.attempt) else {
            throw Failure("start task \(id.task)", cause: "it was tried too often", advice: nil)
        }
        let next = try store.taskPosition(id.task, attempt: id.attempt).next
        let handed = HandedOutput(store: store)
        return TaskAttempt(
            id, in: surroundings, limits: TaskLimits(request, configuration.tasks),
            reading: TaskRun(format: command.format, exitCodes: mode.exitCodes),
            log: TaskLog(
                task: id.task, attempt: id.attempt, next: max(next, (board[id.task]?.messages ?? 0) + 1)),
            handed: handed, output: try newPump(id, .output, handed), errors: try newPump(id, .errors, handed)
        )
    }

    private func newPump(
        _ id: AttemptID, _ stream: TaskStream, _ handed: HandedOutput
    ) throws(JournalError) -> OutputPump {
        OutputPump(
            session: id.stream(stream), options: PumpOptions(journalDirectory: taskJournal), store: handed,
            journal: try Journal(directory: taskJournal, session: id.stream(stream).rawValue, offset: 0),
            offset: 0, unstoredOffset: nil, hasEnded: false, at: clock.now)
    }

    /// How long an attempt may still take.
    func timeLeft(of request: TaskRequest, since start: Timestamp) -> Duration? {
        request.timeoutMilliseconds.map { .milliseconds($0 - clock.now.milliseconds(since: start)) }
    }

    // MARK: - What an attempt tells

    func progressed(_ id: AttemptID, _ report: TaskReport, messages: Int, position: TaskPosition) {
        guard board[id.task]?.info.attempt == id.attempt else { return }
        board.change(id.task) { entry in
            if !entry.info.state.isEnded { entry.info.report = report }
            entry.messages = messages
            entry.position = position
        }
        noteChange(of: id.task)
    }

    /// Its process is gone: the scheduler says what follows, and when that is stored the keeper may forget it.
    func ended(_ id: AttemptID, _ told: TaskVerdict) {
        guard let request = board[id.task]?.info.request, board[id.task]?.info.attempt == id.attempt else {
            return
        }
        let verdict = counted(told, of: resolved(request))
        noteEnded(verdict, of: request)
        board.change(id.task) { $0.info.apply(verdict) }
        tally.count(verdict.report)
        var generator = board.generator
        schedule { $0.ended(id.task, verdict, at: clock.now, using: &generator) }
        board.generator = generator
        release(id)
    }

    /// A verdict with what the run itself has cost: some programs tell the total of the conversation.
    private func counted(_ verdict: TaskVerdict, of request: TaskRequest) -> TaskVerdict {
        guard let format = (try? printMode(of: request.provider))?.format(request.options) else {
            return verdict
        }
        var verdict = verdict
        verdict.report = board.conversations.add(
            verdict.report, of: request.options.conversation, told: format)
        writeDown(board.conversations, as: Self.conversationsKey)
        return verdict
    }

    /// Lets go of an attempt when its end is stored.
    private func release(_ id: AttemptID) {
        guard board.attempts[id] != nil else { return }
        begin { server in
            do {
                try await server.store.flush()
                let attempt = server.board.remove(attempt: id)
                attempt?.run { $0.release() }
                if server.board.hasGroups { server.sweepGroups() }
            } catch {
                id.log.error("\(error)")
                server.schedule(after: Self.releasePause) { $0.release(id) }
            }
        }
    }
}

extension PTYError {
    /// A limit could not be set, or a cgroup not be joined.
    fileprivate var isAboutLimits: Bool {
        if case .spawn(_, _, stage: .limit) = operation { true } else { false }
    }
}

extension PrintMode {
    /// The words, the environment and the input of a task.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - worktree: The path of a worktree to run in, which a shell makes first; nil: it runs in its folder.
    /// - Returns: What to start.
    /// - Throws: ``Failure`` for an option that the program has not.
    func command(for request: TaskRequest, worktree: String? = nil) throws(Failure) -> PrintCommand {
        var command: PrintCommand
        do throws(PrintModeError) {
            command = try makeCommand(prompt: request.prompt, options: request.options)
        } catch {
            throw Failure(error)
        }
        if let worktree { command.arguments = Self.inWorktree(worktree, command.arguments) }
        return command
    }

    /// The form of the output that a task has.
    func format(_ options: TaskOptions) -> StreamFormat? {
        (try? makeCommand(prompt: "x", options: options))?.format
    }

    /// Makes a worktree of the folder's repository, unless an earlier attempt did, and runs the words there.
    private static func inWorktree(_ path: String, _ words: [String]) -> [String] {
        let script = """
            test -e "$0" || git worktree add --quiet --detach "$0" >&2 || exit
            cd "$0" && exec "$@"
            """
        return ["sh", "-c", script, path] + words
    }
}
