import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost doctor`: what may be in roost's way here; works without a server.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check terminal, locale, limits, directories, server, keeper and database.",
        discussion: "Exits with 1 if something is wrong.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let findings =
            TerminalChecks.findings(invocation.environment) + SystemChecks.findings(invocation)
            + ServerChecks.findings(invocation)
        try output.print(findings) { Self.text(findings) }
        let errors = findings.count { $0.level == .error }
        guard errors == 0 else {
            throw ClientError(
                .refused, "find everything in order", cause: errors == 1 ? "1 error" : "\(errors) errors",
                advice: "see above")
        }
    }

    /// Aligned lines, a sign before each.
    static func text(_ findings: [Finding]) -> String {
        var table = Table(["", "", ""])
        for finding in findings {
            let sign =
                switch finding.level {
                case .ok: "ok"
                case .warning: "warning"
                case .error: "error"
                }
            table.add([sign, finding.subject, finding.text])
        }
        return table.text
    }
}
