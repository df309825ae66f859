import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks open`: a task's conversation as an interactive session.
struct TasksOpen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Go on with a task's conversation in a session.",
        discussion: """
            The way back is roost run --continue-session SESSION PROMPT. While the session runs, the conversation is its own.
            """)

    @Argument(help: "A task's number or name, or a conversation's name.")
    var task: String

    @Option(name: .shortAndLong, help: "What to call the session.")
    var name: String?

    @Option(
        name: .shortAndLong, help: "The workspace that shows it.", completion: KnownNames.workspaces)
    var workspace: String?

    @Flag(help: "Let the provider act without asking.")
    var fullAccess = false

    @Flag(name: .shortAndLong, help: "Print its name instead of attaching.")
    var detached = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let attaches = !detached && !invocation.isInsideRoost && !output.json
        if attaches { try AttachCommand.checkTerminal(invocation) }
        let terminal = detached ? nil : CallingTerminal.size
        let request = SessionRequest(
            name: name, environment: invocation.environment, rows: terminal.map { max(1, $0.rows - 2) },
            columns: terminal?.columns, workspace: workspace, isDetached: detached, fullAccess: fullAccess)
        let info = try invocation.ask(
            .task(.open(target: task, request)), .always, timeout: .seconds(10)
        ) { response in
            if case .session(let info) = response { info } else { nil }
        }
        guard attaches else { return try output.print(info) { info.name } }
        try AttachCommand.attach(to: info.name, isReadOnly: false, invocation)
    }
}
