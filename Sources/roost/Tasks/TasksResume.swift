import ArgumentParser
import RoostWire

/// `roost tasks resume`.
struct TasksResume: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let tasks, a provider or the queue go on, whatever held them.")

    @OptionGroup var scope: TaskScopeOptions

    func run() throws {
        let invocation = Invocation()
        for scope in scope.scopes { try invocation.perform(.task(.resume(scope)), .always) }
    }
}
