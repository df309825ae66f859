import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostIO
import RoostModel
import RoostWire

/// `roost run`: a prompt as a print-mode task.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a prompt as a task: queued, limited, retried, stored.",
        usage: "roost run [-p PROVIDER] [OPTION]... [-d] [PROMPT | --file FILE | --batch FILE]",
        discussion: """
            Without PROMPT it is read from the standard input. In the foreground the answer is printed, or with
            --output-format what the CLI itself prints, and the exit status is the CLI's; 124: it took too long,
            130: cancelled. C-c cancels the task, with --keep it goes on without you.
            With --conversation NAME a task goes on with what those before it have said, in their folder and with their CLI.
            A batch is a file with a JSON object in each line: prompt, and any of the keys of roost tasks list --json.
            """)

    /// More is no prompt.
    private static let promptLimit = 4 << 20

    @OptionGroup var task: TaskRequestOptions

    @Option(
        help: ArgumentHelp("Read the prompt from a file; - is the standard input.", valueName: "file"),
        completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp("Run all prompts of a file of JSON lines.", valueName: "file"), completion: .file()
    )
    var batch: String?

    @Flag(name: [.customShort("d"), .long], help: "Print its number instead of waiting.")
    var detach = false

    @Flag(help: "C-c leaves the task alone.")
    var keep = false

    @Argument(help: "The prompt.")
    var prompt: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [prompt, file, batch].compactMap(\.self).count <= 1 else {
            throw ValidationError("Give only one of PROMPT, --file and --batch.")
        }
    }

    func run() throws {
        let invocation = Invocation()
        // What cannot be read costs no session its conversation.
        let entries = try batch.map { try BatchEntry.read(try text(of: $0)) }
        let prompt = batch == nil ? try wholePrompt() : ""
        let base = try task.request(prompt, from: try task.origin(invocation), invocation)
        let requests = entries?.map { $0.request(over: base, invocation) } ?? [base]
        for (index, request) in requests.enumerated() where entries != nil {
            guard let problem = request.problem else { continue }
            throw ClientError(.refused, "run prompt \(index + 1) of the batch", cause: problem)
        }
        let tasks = try requests.map { request throws(ClientError) in
            try invocation.ask(
                .task(.run(request, environment: invocation.environment)), .always, timeout: .seconds(10)
            ) { response in
                if case .task(let task) = response { task } else { nil }
            }
        }
        if detach { return try printNumbers(tasks) }
        var follower = TaskFollower(tasks, format: task.outputFormat, keepsTasks: keep)
        let ended = try follower.run(invocation)
        if output.json {
            try output.print(ended) { "" }
        } else if batch != nil {
            print(TaskTable.text(ended, now: Clock.now), terminator: "")
        }
        if let status = ended.map(TaskFollower.exitStatus).first(where: { $0 != 0 }) {
            throw ExitCode(status)
        }
    }

    private func printNumbers(_ tasks: [TaskInfo]) throws {
        if batch == nil, let task = tasks.first { return try output.print(task) { task.id.description } }
        try output.print(tasks) { tasks.map { "\($0.id)\n" }.joined() }
    }

    private func wholePrompt() throws -> String {
        let text = try prompt ?? self.text(of: file ?? "-")
        guard !text.allSatisfy(\.isWhitespace) else {
            throw ValidationError("The prompt is empty.")
        }
        return text
    }

    private func text(of path: String) throws -> String {
        let bytes =
            path == "-"
            ? try CommandStreams.readInput(maximum: Self.promptLimit)
            : try Files.readAll(path, maximum: Self.promptLimit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ClientError(
                .refused, "read \(path == "-" ? "the standard input" : path)", cause: "it is no UTF-8")
        }
        return text
    }
}
