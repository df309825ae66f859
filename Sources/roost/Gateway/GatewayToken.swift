import ArgumentParser
import RoostClient

/// `roost gateway token`: made by the gateway's own program, which alone knows about signatures.
struct GatewayToken: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print a token for a user of the gateway.",
        discussion: "Who has it sees this user's sessions, and no others without the scope admin.")

    @Option(help: "Whose sessions it is for.")
    var user: String

    @Option(help: "What it allows: words of read, write and admin, with commas between them.")
    var scope: String?

    @Option(help: "For how long: 90s, 15m, 1h, 30d.")
    var expires = "1h"

    func validate() throws {
        guard !user.isEmpty else { throw ValidationError("'--user' takes a name.") }
    }

    func run() throws {
        let invocation = Invocation()
        let program = try GatewayLauncher.program(path: invocation.environment["PATH"])
        var words = ["token", "--user", user, "--expires", expires]
        if let scope { words += ["--scope", scope] }
        let cause = Program.replace(by: program, words)
        throw ClientError(
            .notStarted, "run \(program)", cause: cause, advice: "is it installed beside roost?")
    }
}
