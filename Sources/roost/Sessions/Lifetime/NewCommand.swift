import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostModel
import RoostWire

/// `roost new`: starts a session.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a session: a shell, a program, or a provider.",
        usage: """
            roost new [-n NAME] [-p PROVIDER] [-c DIR] [-w WORKSPACE] [--size COLSxROWS] [--history LINES]
                      [--env K=V]... [--full-access] [--resume [ID]] [-d] [-- COMMAND ARG...]
            """,
        discussion: "With -p the words after -- are added to the provider's command.")

    @Option(name: .shortAndLong, help: "What to call it.")
    var name: String?

    @Option(
        name: .shortAndLong, help: "The CLI to run, see roost provider list.",
        completion: KnownNames.providers)
    var provider: String?

    @Option(
        name: [.customShort("c"), .customLong("cwd")],
        help: ArgumentHelp("Where it starts.", valueName: "dir"))
    var directory: String?

    @Option(
        name: .shortAndLong, help: "The workspace that shows it.", completion: KnownNames.workspaces)
    var workspace: String?

    @Option(help: ArgumentHelp("Its screen until somebody looks.", valueName: "colsxrows"))
    var size: ScreenSize?

    @Option(help: ArgumentHelp("Lines of scrollback to keep.", valueName: "lines"))
    var history: Int?

    @Option(parsing: .unconditionalSingleValue, help: ArgumentHelp("A variable for it.", valueName: "k=v"))
    var env: [String] = []

    @Flag(help: "Let the provider act without asking.")
    var fullAccess = false

    @Option(help: ArgumentHelp("Take up a conversation; without ID the latest one.", valueName: "id"))
    var resume: String?

    @Flag(help: .hidden)
    var resumeLatest = false

    @Flag(name: .shortAndLong, help: "Print its name instead of attaching.")
    var detached = false

    @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
    var command: [String] = []

    @OptionGroup var output: OutputOptions

    /// What runs in it; the parser leaves a `--` before it where it stands.
    var program: [String] { command.first == "--" ? Array(command.dropFirst()) : command }

    func validate() throws {
        for variable in env where !variable.dropFirst().contains("=") {
            throw ValidationError("'--env \(variable)' is not of the form K=V.")
        }
        if let history, !(0...10_000_000).contains(history) {
            throw ValidationError("'--history' takes 0 to 10000000 lines.")
        }
        if provider == nil, fullAccess || resume != nil || resumeLatest {
            throw ValidationError("'--full-access' and '--resume' need a provider (-p).")
        }
    }

    func run() throws {
        let invocation = Invocation()
        // Before anything is started: an attach that cannot be leaves no session behind.
        let attaches = !detached && !invocation.isInsideRoost && !output.json
        if attaches { try AttachCommand.checkTerminal(invocation) }
        let info = try invocation.ask(.session(.create(request(invocation))), .always, timeout: .seconds(10))
        {
            response in
            if case .session(let info) = response { info } else { nil }
        }
        guard attaches else { return try output.print(info) { info.name } }
        try AttachCommand.attach(to: info.name, isReadOnly: false, invocation)
    }

    /// What the server is asked for.
    func request(_ invocation: Invocation) -> SessionRequest {
        var variables: [String: String] = [:]
        for variable in env {
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            variables[String(parts[0])] = String(parts[1])
        }
        // The status row and the title row are not the program's.
        let terminal = detached ? nil : CallingTerminal.size
        return SessionRequest(
            name: name, provider: provider, arguments: program, cwd: invocation.absolute(directory),
            environment: invocation.environment.merging(variables) { $1 }, variables: variables,
            rows: size?.rows ?? terminal.map { max(1, $0.rows - 2) },
            columns: size?.columns ?? terminal?.columns, historyLimit: history, workspace: workspace,
            isDetached: detached, fullAccess: fullAccess, resume: resumeLatest ? "" : resume)
    }
}
