import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks retry`.
struct TasksRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Make another attempt of tasks that ended.")

    @Argument(help: "Tasks.")
    var tasks: [String]

    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let again = try tasks.map { task throws(ClientError) in
            try invocation.ask(.task(.retry(target: task)), .always) { response in
                if case .task(let task) = response { task } else { nil }
            }
        }
        try output.print(again) { "" }
    }
}
