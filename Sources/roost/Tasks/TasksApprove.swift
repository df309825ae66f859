import ArgumentParser
import RoostWire

/// `roost tasks approve`.
struct TasksApprove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Say yes to tasks that wait for it.")

    @Argument(help: "Tasks.")
    var tasks: [String]

    func run() throws {
        let invocation = Invocation()
        for task in tasks { try invocation.perform(.task(.approve(target: task))) }
    }
}
