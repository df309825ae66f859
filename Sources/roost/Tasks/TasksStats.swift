import ArgumentParser
import RoostClient
import RoostWire

/// `roost tasks stats`.
struct TasksStats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Count tasks: how many, how long, how many tokens, how much money.",
        discussion: "Prints one JSON document, with and without --json. What is not known is null, never 0.")

    @OptionGroup var filter: TaskFilterOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let json = try invocation.ask(
            .task(.statistics(filter.filter(invocation))), timeout: .seconds(30)
        ) { response in
            if case .taskStatistics(let json) = response { json } else { nil }
        }
        try CommandStreams.writeOutput(json + [0x0A])
    }
}
