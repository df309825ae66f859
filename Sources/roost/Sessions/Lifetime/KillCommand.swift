import ArgumentParser
import RoostWire

/// `roost kill`: ends what runs in sessions.
struct KillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill",
        abstract: "End what runs in a session: SIGTERM, after 5 s SIGKILL, to its process group.",
        discussion: "Its screen and history stay until roost remove.")

    /// The 5 s between the signals, and some for the end.
    private static let patience: Duration = .seconds(10)

    @Argument(help: "Sessions.", completion: KnownNames.living)
    var targets: [String]

    func run() throws {
        let invocation = Invocation()
        for target in targets {
            try invocation.perform(.session(.kill(target: target)), timeout: Self.patience)
        }
    }
}
