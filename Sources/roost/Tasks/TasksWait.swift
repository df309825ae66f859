import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks wait`.
struct TasksWait: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until tasks have ended.",
        discussion: "Exits with 0 when all passed, 1 when one did not, and 3 when the time is over first.")

    @Argument(help: "Tasks.")
    var tasks: [String]

    @Option(help: ArgumentHelp("Give up after this time.", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let timeout, !(0...31_536_000).contains(timeout) {
            throw ValidationError("'--timeout' takes 0 to 31536000 seconds.")
        }
    }

    func run() throws {
        let invocation = Invocation()
        let found = try tasks.map { task throws(ClientError) in
            try invocation.ask(.task(.show(target: task))) { response in
                if case .taskDetails(let details) = response { details.progress.task } else { nil }
            }
        }
        var follower = TaskFollower(found, isQuiet: true, timeout: timeout.map { .seconds($0) })
        let ended = try follower.run(invocation)
        try output.print(ended) {
            ended.map { "\($0.id) \($0.state.rawValue)\n" }.joined()
        }
        if ended.contains(where: { $0.state != .passed }) { throw ExitCode(1) }
    }
}
