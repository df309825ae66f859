import ArgumentParser
import RoostClient
import RoostWire

/// `roost config reload`: the server and all attached clients read the files again.
struct ConfigReload: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Have the server and all attached clients read the configuration again.",
        discussion: "Prints what changed, and what waits for a restart. Exits with 1 if there are problems.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = try Invocation().ask(.server(.reloadConfiguration), .never) { response in
            if case .configuration(let report) = response { report } else { nil }
        }
        if output.json {
            try output.print(report) { "" }
        } else {
            print(report.summary)
            for problem in report.problems {
                CallingTerminal.printError("roost: \(problem.text) (\(problem.advice))")
            }
        }
        guard report.problems.isEmpty else { throw ExitCode(1) }
    }
}
