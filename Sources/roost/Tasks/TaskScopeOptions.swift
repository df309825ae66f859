import ArgumentParser
import RoostWire

/// What is paused or goes on.
struct TaskScopeOptions: ParsableArguments {
    @Flag(help: "The whole queue: what runs runs on.")
    var queue = false

    @Option(name: .shortAndLong, help: "All tasks of a provider.", completion: KnownNames.providers)
    var provider: String?

    @Argument(help: "Tasks.")
    var tasks: [String] = []

    func validate() throws {
        guard queue || provider != nil || !tasks.isEmpty else {
            throw ValidationError("Name tasks, a provider (-p), or --queue.")
        }
    }

    var scopes: [TaskScope] {
        (queue ? [.queue] : []) + (provider.map { [.provider($0)] } ?? []) + tasks.map { .task($0) }
    }
}
