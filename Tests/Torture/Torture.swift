import ArgumentParser
import Foundation

/// `roost-torture`: kills, fills, corrupts and delays the real programs, and looks at what is left.
@main
struct Torture: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-torture",
        abstract: "Inject faults into roost for real, and check that nothing is lost.",
        subcommands: [Run.self, Play.self, FlipCases.self, FaultCase.self], defaultSubcommand: Run.self)

    /// One scenario.
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a scenario: \(Scenario.allCases.map(\.rawValue).joined(separator: ", ")).")

        @Argument(help: "What to do to roost.")
        var scenario: Scenario

        @Option(help: "Rounds, cases or sessions; each scenario has its own standard.")
        var count: Int?

        @Option(help: "Makes the same random choices again.")
        var seed: UInt64?

        @Option(help: "The folder of roost, roost-server and roost-keeper.")
        var bin = ".build/release"

        @Option(help: "Another build, for upgrade; it may be one from before there was a roost-server.")
        var bin2: String?

        @Option(help: "How long a lasting fault lasts.")
        var seconds = 60

        @Flag(
            help:
                "For faults: up to 40 calls fail in a row, five times, where it is five calls in all otherwise."
        )
        var lasting = false

        @Flag(help: "Leave the folder of a run that failed.")
        var keep = false

        func run() throws {
            SystemCall.block(SystemCall.ending)
            let options = Options(
                count: max(1, count ?? scenario.standardCount), seed: seed ?? UInt64.random(in: 1...999_999),
                binaries: try Self.folder(bin, with: Options.programs),
                otherBinaries: try bin2.map { try Self.folder($0, with: ["roost", "roost-keeper"]) },
                seconds: seconds, lasts: lasting,
                keepsFiles: keep)
            var report = Report(scenario.rawValue, seed: options.seed, count: options.count)
            do {
                try scenario.run(options, &report)
            } catch {
                report.fail("\(error)")
            }
            throw ExitCode(report.finish())
        }

        private static func folder(_ path: String, with programs: [String]) throws -> String {
            let folder = URL(fileURLWithPath: path).standardizedFileURL.path
            for program in programs
            where !FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)") {
                throw ValidationError("there is no \(program) in \(folder)")
            }
            return folder
        }
    }
}
