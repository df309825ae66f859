import ArgumentParser
import RoostClient

/// `roost gateway login`: a link that lets a browser in once.
struct GatewayLogin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Print a link to the dashboard that lets one browser in.",
        discussion: "It can be used once, within ten minutes; the browser then stays in for twelve hours.")

    @Option(help: "Whose sessions the browser sees; without a scope those of all users.")
    var user: String?

    @Option(help: "What it may do: words of read, write and admin, with commas between them.")
    var scope: String?

    func validate() throws {
        guard user?.isEmpty != true else { throw ValidationError("'--user' takes a name.") }
    }

    func run() throws {
        throw try Self.run(Invocation(), user: user, scope: scope)
    }

    /// Goes on as the gateway's own program, which alone knows about signatures.
    ///
    /// - Parameters:
    ///   - invocation: Who calls.
    ///   - user: Nil: the person who calls.
    ///   - scope: Nil: everything.
    /// - Returns: Why it could not; else nothing returns.
    /// - Throws: `ClientError` when that program is not there.
    static func run(_ invocation: Invocation, user: String?, scope: String?) throws(ClientError)
        -> ClientError
    {
        let environment = invocation.environment
        let program = try GatewayLauncher.program(path: environment["PATH"])
        let caller = [environment["USER"], environment["LOGNAME"]].compactMap(\.self).first { !$0.isEmpty }
        var words = ["login", "--user", user ?? caller ?? "owner"]
        if let scope { words += ["--scope", scope] }
        let cause = Program.replace(by: program, words)
        return ClientError(
            .notStarted, "run \(program)", cause: cause, advice: "is it installed beside roost?")
    }
}
