import ArgumentParser
import RoostWire

/// The command `roost`: without a word it attaches to the last workspace.
///
/// Every command says its name: to make it of the type's takes a tenth of a millisecond, for each, at every start.
@main
struct Roost: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost",
        abstract: "Keeps command-line sessions alive, visible and remembered.",
        usage: "roost [COMMAND]",
        discussion: """
            Without a command roost attaches to the last workspace, and opens a shell in a first one.
            TARGET is a session's name, its number, or the unique beginning of a name.
            'roost help providers' says how to add a CLI, 'roost help agents' what to tell one that runs in a session.
            """,
        version: "roost \(Build.version)",
        groupedSubcommands: [
            CommandGroup(
                name: "Sessions",
                subcommands: [
                    NewCommand.self, AttachCommand.self, DetachCommand.self, ListCommand.self,
                    CaptureCommand.self,
                    SendCommand.self, AskCommand.self, PasteCommand.self, WaitCommand.self,
                    EventsCommand.self, EventCommand.self, StateCommand.self,
                    AnswerCommand.self,
                    ResizeCommand.self, RenameCommand.self, RestartCommand.self, ResumeCommand.self,
                    KillCommand.self, RemoveCommand.self,
                ]),
            CommandGroup(name: "Tasks", subcommands: [RunCommand.self, TasksCommand.self]),
            CommandGroup(
                name: "The past", subcommands: [HistoryCommand.self, SearchCommand.self, ReplayCommand.self]),
            CommandGroup(
                name: "Layout",
                subcommands: [
                    WorkspaceCommand.self, WindowCommand.self, PaneCommand.self, BufferCommand.self,
                ]),
            CommandGroup(
                name: "The installation",
                subcommands: [
                    ServerCommand.self, KillServerCommand.self, GatewayCommand.self, ConfigCommand.self,
                    ThemeCommand.self,
                    ProviderCommand.self, DoctorCommand.self, DebugCommand.self, CompletionsCommand.self,
                ]),
        ])

    func run() throws {
        try AttachCommand.attach(to: nil, isReadOnly: false, Invocation())
    }

    /// Parses, runs, and ends the process with the status that the outcome has.
    static func main() {
        do {
            let words = try Arguments.ofProcess()
            // Scripts and programs ask for it at every start, and it needs nothing of the parser.
            if words == ["--version"] { return print(configuration.version) }
            if let topic = HelpTopic(words) { return print(topic.text) }
            if let problem = Arguments.problem(with: words, in: Self.self) {
                throw ValidationError(problem)
            }
            var command = try parseAsRoot(Arguments.normalized(words))
            try command.run()
        } catch {
            Outcome(error).exit()
        }
    }
}
