import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

extension TaskOptions.OutputFormat: ExpressibleByArgument {}

/// What `roost run` takes for a task, besides its prompt.
struct TaskRequestOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "The CLI to run, see roost provider list (default: claude).",
        completion: KnownNames.providers)
    var provider: String?

    @Option(name: .shortAndLong, help: "What to call it.")
    var name: String?

    @Option(
        name: [.customShort("c"), .customLong("cwd")],
        help: ArgumentHelp("Where it runs.", valueName: "dir"))
    var directory: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("In place of the CLI's own system prompt.", valueName: "text"))
    var systemPrompt: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("After the CLI's own system prompt.", valueName: "text"))
    var appendSystemPrompt: String?

    @Option(help: ArgumentHelp("Print what the CLI prints in this format.", valueName: "format"))
    var outputFormat: TaskOptions.OutputFormat?

    @Option(help: "The model, in the CLI's words.")
    var model: String?

    @Option(help: ArgumentHelp("Turns that it may take.", valueName: "count"))
    var maxTurns: Int?

    @Option(help: ArgumentHelp("Dollars that it may cost.", valueName: "dollars"))
    var maxBudget: Double?

    @Option(help: ArgumentHelp("Tools that it may use without asking, with commas.", valueName: "tools"))
    var allowedTools: String?

    @Option(help: ArgumentHelp("Tools that it may not use, with commas.", valueName: "tools"))
    var disallowedTools: String?

    @Flag(help: "Let it do everything without asking.")
    var skipPermissions = false

    @Option(help: ArgumentHelp("What it may do unasked: read-only, edit or all.", valueName: "level"))
    var security: SecurityLevel?

    @Option(parsing: .unconditionalSingleValue, help: ArgumentHelp("A variable for it.", valueName: "k=v"))
    var env: [String] = []

    @Option(help: ArgumentHelp("How long an attempt may take.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("How often it is tried again by itself.", valueName: "count"))
    var retries: Int?

    @Option(help: ArgumentHelp("The first pause before that.", valueName: "seconds"))
    var retryDelay: Double?

    @Option(help: ArgumentHelp("Memory that it may use, for example 2G.", valueName: "size"))
    var memory: MemorySize?

    @Option(help: ArgumentHelp("Processor time that it may use.", valueName: "seconds"))
    var cpu: Int?

    @Option(help: "Whether it comes before others: 0 is ordinary, more is earlier.")
    var priority = 0

    @Option(help: ArgumentHelp("Wait until this task has passed.", valueName: "task"))
    var after: [String] = []

    @Flag(help: "Run in a git worktree of its own.")
    var worktree = false

    @Option(help: ArgumentHelp("Take up a conversation, by the CLI's own identifier.", valueName: "id"))
    var resume: String?

    @Option(
        name: .customLong("continue"),
        help: ArgumentHelp("Take up the conversation of this task.", valueName: "task"))
    var continued: String?

    @Option(help: ArgumentHelp("Begin a conversation that knows all of this task's.", valueName: "task"))
    var fork: String?

    @Option(
        help: ArgumentHelp(
            "Go on with the conversation of this name, or begin it; its tasks run one after the other.",
            valueName: "name|id"))
    var conversation: String?

    @Option(
        help: ArgumentHelp("Take up the conversation of this session.", valueName: "target"),
        completion: KnownNames.sessions)
    var continueSession: String?

    @Flag(help: "End that session first, if it waits for a prompt.")
    var endSession = false

    @Option(
        parsing: .unconditionalSingleValue, help: ArgumentHelp("Something to keep with it.", valueName: "k=v")
    )
    var metadata: [String] = []

    @Option(help: "The step of a workflow that it belongs to.")
    var stage: String?

    @Flag(help: "Wait for a person's yes before it starts: roost tasks approve.")
    var needsApproval = false

    func validate() throws {
        for (option, pairs) in [("env", env), ("metadata", metadata)] {
            for pair in pairs where !pair.dropFirst().contains("=") {
                throw ValidationError("'--\(option) \(pair)' is not of the form K=V.")
            }
        }
        guard [resume, continued, fork, continueSession].compactMap(\.self).count <= 1 else {
            throw ValidationError("Give only one of --resume, --continue, --fork and --continue-session.")
        }
        guard conversation == nil || continueSession == nil else {
            throw ValidationError("The session says which conversation it is: leave '--conversation' out.")
        }
        guard !endSession || continueSession != nil else {
            throw ValidationError("'--end-session' is for '--continue-session'.")
        }
        for (option, seconds) in [("timeout", timeout), ("retry-delay", retryDelay)] {
            let least = option == "timeout" ? 0.001 : 0
            if let seconds, !(least...31_536_000).contains(seconds) {
                let words = least == 0 ? "0" : "0.001"
                throw ValidationError("'--\(option)' takes \(words) to 31536000 seconds.")
            }
        }
        for (option, count, least) in [("max-turns", maxTurns, 1), ("retries", retries, 0), ("cpu", cpu, 1)] {
            if let count, !(least...1_000_000).contains(count) {
                throw ValidationError("'--\(option)' takes \(least) to 1000000.")
            }
        }
        if let maxBudget, !maxBudget.isFinite || maxBudget <= 0 {
            throw ValidationError("'--max-budget' takes dollars.")
        }
        if let security, security != .all, skipPermissions {
            throw ValidationError("'--skip-permissions' is '--security all'.")
        }
    }

    /// The task.
    ///
    /// - Parameters:
    ///   - prompt: What to do.
    ///   - origin: Where its conversation comes from.
    ///   - invocation: Where the command was called.
    /// - Returns: What the server is asked to run.
    /// - Throws: ``ClientError`` when a task that it is to wait for is not there.
    func request(
        _ prompt: String, from origin: ConversationOrigin, _ invocation: Invocation
    ) throws(ClientError) -> TaskRequest {
        let cwd = directory == nil ? origin.cwd ?? invocation.directory : invocation.absolute(directory)
        var request = TaskRequest(
            provider: provider ?? origin.provider ?? "claude", prompt: prompt, cwd: cwd, options: options)
        request.options.conversation = origin.conversation
        request.conversation = origin.name
        request.name = name
        request.environment = Self.pairs(env)
        request.timeoutMilliseconds = timeout.map { Int64($0 * 1000) }
        request.retries = retries
        request.retryDelayMilliseconds = retryDelay.map { Int64($0 * 1000) }
        request.memoryLimit = memory?.bytes
        request.cpuSeconds = cpu
        request.priority = priority
        for target in after { request.after.append(try Self.task(target, invocation)) }
        request.hasWorktree = worktree
        request.needsApproval = needsApproval
        request.stage = stage
        request.metadata = Self.pairs(metadata)
        return request
    }

    private var options: TaskOptions {
        TaskOptions(
            systemPrompt: systemPrompt, appendSystemPrompt: appendSystemPrompt, outputFormat: outputFormat,
            model: model, maxTurns: maxTurns, maxBudget: maxBudget, allowedTools: Self.list(allowedTools),
            disallowedTools: Self.list(disallowedTools),
            permission: skipPermissions ? .all : security?.permission)
    }

    /// Where its conversation comes from.
    ///
    /// - Throws: ``ClientError`` when the task or the session that is named has none.
    func origin(_ invocation: Invocation) throws(ClientError) -> ConversationOrigin {
        var origin = ConversationOrigin(name: conversation)
        if let target = continued ?? fork {
            origin.take(try ConversationOrigin.task(target, invocation), forked: fork != nil)
        } else if let resume {
            origin.conversation = .resume(resume)
        } else if let continueSession {
            let request = Request.Task.takeOver(session: continueSession, endsSession: endSession)
            // A session takes up to five seconds to end.
            let found = try invocation.ask(.task(request), .always, timeout: .seconds(15)) { response in
                if case .conversations(let found) = response { found.first } else { nil }
            }
            origin.take(found)
        }
        if let conversation {
            let known = try invocation.ask(.task(.conversations(target: conversation)), .always) { response in
                if case .conversations(let found) = response { found } else { nil }
            }
            if let known = known.first { origin.take(known) }
        }
        return origin
    }

    /// A task by its number or its name.
    private static func task(
        _ target: String, _ invocation: Invocation
    ) throws(ClientError) -> TaskID {
        if let number = UInt64(target) { return TaskID(rawValue: number) }
        return try invocation.ask(.task(.show(target: target)), .always) { response in
            if case .taskDetails(let details) = response { details.progress.task.id } else { nil }
        }
    }

    private static func list(_ text: String?) -> [String] {
        text?.split(separator: ",").map(String.init) ?? []
    }

    static func pairs(_ texts: [String]) -> [String: String] {
        var pairs: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { pairs[String(parts[0])] = String(parts[1]) }
        }
        return pairs
    }
}

/// What a task may do without asking, as people write it.
enum SecurityLevel: String, ExpressibleByArgument, CaseIterable {
    case readOnly = "read-only"
    case edit, all

    var permission: TaskOptions.Permission {
        switch self {
        case .readOnly: .readOnly
        case .edit: .edit
        case .all: .all
        }
    }
}

/// A size of memory as people write it: `512M`, `2G`, or bytes.
struct MemorySize: ExpressibleByArgument, Equatable {
    let bytes: Int

    /// Nil for anything else, and for less than a mebibyte.
    init?(argument: String) {
        let units = ["K": 10, "M": 20, "G": 30, "T": 40]
        let unit = argument.last.flatMap { units[$0.uppercased()] }
        guard let number = Int(unit == nil ? argument : String(argument.dropLast())), number > 0 else {
            return nil
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (unit ?? 0))
        guard !overflow, bytes >= 1 << 20 else { return nil }
        self.bytes = bytes
    }
}
