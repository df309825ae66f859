import ArgumentParser
import RoostWire

/// `roost tasks pause`.
struct TasksPause: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Hold tasks, a provider or the queue.")

    @OptionGroup var scope: TaskScopeOptions

    func run() throws {
        let invocation = Invocation()
        for scope in scope.scopes { try invocation.perform(.task(.pause(scope)), .always) }
    }
}
