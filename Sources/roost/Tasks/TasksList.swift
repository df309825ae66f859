import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks list`.
struct TasksList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List tasks, oldest first.", aliases: ["ls"])

    @OptionGroup var filter: TaskFilterOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let tasks = try tasks(invocation)
        try output.print(tasks) {
            tasks.isEmpty ? "no tasks (roost run starts one)" : TaskTable.text(tasks, now: Clock.now)
        }
    }

    /// Without a server and without a database there are none, and that is no error.
    private func tasks(_ invocation: Invocation) throws(ClientError) -> [TaskInfo] {
        do throws(ClientError) {
            return try invocation.ask(.task(.list(filter.filter(invocation)))) { response in
                if case .tasks(let tasks) = response { tasks } else { nil }
            }
        } catch {
            guard error.reason == .noServer, !invocation.hasDatabase else { throw error }
            return []
        }
    }
}
