import ArgumentParser
import RoostWire

/// `roost tasks cancel`.
struct TasksCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End tasks: SIGTERM, after 5 s SIGKILL, to all that they have started.")

    @Argument(help: "Tasks.")
    var tasks: [String]

    func run() throws {
        let invocation = Invocation()
        for task in tasks { try invocation.perform(.task(.cancel(target: task))) }
    }
}
