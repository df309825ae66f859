import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// The workspace that `roost window` and `roost pane` are about.
struct LayoutOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The workspace; the last one if left out.")
    var workspace: String?

    /// Does one change.
    func perform(_ command: LayoutCommand) throws(ClientError) {
        try Invocation().perform(.layout(workspace: workspace, command), timeout: .seconds(10))
    }

    /// Does a change that makes a session, and prints its name.
    func create(_ command: LayoutCommand, _ output: OutputOptions, _ invocation: Invocation) throws {
        let request = Request.layout(workspace: workspace, command)
        let info = try invocation.ask(request, .always, timeout: .seconds(10)) { response in
            if case .session(let info) = response { info } else { nil }
        }
        try output.print(info) { info.name }
    }

    /// What a workspace looks like now.
    static func event(of name: String?, _ invocation: Invocation) throws(ClientError) -> WorkspaceEvent {
        try invocation.ask(.workspace(name: name)) { response in
            if case .workspace(let event) = response { event } else { nil }
        }
    }
}

/// The program for a new window or pane.
struct ProgramOptions: ParsableArguments {
    @Option(name: .long, help: "What to call the session.")
    var session: String?

    @Option(name: .shortAndLong, help: "The CLI to run, see roost provider list.")
    var provider: String?

    @Option(
        name: [.customShort("c"), .customLong("cwd")],
        help: ArgumentHelp("Where it starts.", valueName: "dir"))
    var directory: String?

    @Argument(help: "The program and its arguments; a shell if left out.")
    var command: [String] = []

    /// What the server is asked for.
    func request(_ invocation: Invocation) -> SessionRequest {
        SessionRequest(
            name: session, provider: provider, arguments: command, cwd: directory ?? invocation.directory,
            environment: invocation.environment)
    }
}
