import ArgumentParser
import RoostConfig
import RoostModel

/// `roost config check`: all that is wrong.
struct ConfigCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check config.toml, themes and providers, and print all problems.")

    @OptionGroup var output: OutputOptions

    /// An element of the document of `--json`.
    struct Problem: Codable, Equatable {
        let file: String
        let line: Int?
        let key: String?
        let cause: String

        init(_ error: ConfigError) {
            (file, line, key, cause) = (error.file, error.line, error.key, error.cause)
        }
    }

    func run() throws {
        let invocation = Invocation()
        let errors = Configuration.check(paths: invocation.paths, environment: invocation.environment)
        if errors.isEmpty || output.json {
            try output.print(errors.map(Problem.init)) { "no problems" }
        } else {
            Self.printErrors(errors)
        }
        guard errors.isEmpty else { throw ExitCode(1) }
    }

    /// A line for each problem, with what can be done about it.
    static func printErrors(_ errors: [ConfigError]) {
        for error in errors { CallingTerminal.printError("roost: \(error) (\(error.advice))") }
    }
}
