import ArgumentParser
import RoostConfig
import RoostIO
import RoostModel

/// `roost config`: the configuration file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check, find and show the configuration.",
        subcommands: [Check.self, Path.self, Show.self])

    /// All that is wrong.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Check config.toml, themes and providers, and print all problems."
        )

        @OptionGroup var output: OutputOptions

        /// An element of the document of `--json`.
        struct Problem: Codable, Equatable {
            let file: String
            let line: Int?
            let key: String?
            let cause: String
        }

        func run() throws {
            let invocation = Invocation()
            let errors = Configuration.check(paths: invocation.paths, environment: invocation.environment)
            let problems = errors.map { Problem(file: $0.file, line: $0.line, key: $0.key, cause: $0.cause) }
            if errors.isEmpty || output.json {
                try output.print(problems) { "no problems" }
            } else {
                for error in errors { Terminal.printError("roost: \(error) (\(error.advice))") }
            }
            guard errors.isEmpty else { throw ExitCode(1) }
        }
    }

    /// Where it is.
    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "path", abstract: "Print where config.toml is, or would be.")

        func run() {
            print(Invocation().paths.configFile)
        }
    }

    /// What it says.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the settings and keys that are in force.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let invocation = Invocation()
            let settings = Settings(
                try Configuration.load(paths: invocation.paths, environment: invocation.environment))
            try output.print(settings) { settings.text }
        }
    }
}
