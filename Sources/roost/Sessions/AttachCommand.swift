import ArgumentParser
import RoostClient
import RoostUI

/// `roost attach`: shows a workspace until the person goes.
struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Show a workspace, or the one that has a session.")

    @Argument(
        help: "A workspace or a session; the last workspace if left out.", completion: KnownNames.places)
    var target: String?

    @Flag(help: "Look on: nothing that is typed has an effect.")
    var readOnly = false

    func run() throws {
        try Self.attach(to: target, isReadOnly: readOnly, Invocation())
    }

    /// Runs the screen, and ends the process with its status.
    static func attach(to target: String?, isReadOnly: Bool, _ invocation: Invocation) throws {
        try checkTerminal(invocation)
        let status = try TerminalUI.run(
            paths: invocation.paths, environment: invocation.environment, target: target,
            isReadOnly: isReadOnly)
        guard status == 0 else { throw ExitCode(status) }
    }

    /// Throws where a screen makes no sense.
    static func checkTerminal(_ invocation: Invocation) throws(ClientError) {
        guard Terminal.isInteractive else {
            throw ClientError(
                .refused, "attach", cause: "standard input is not a terminal",
                advice: "use roost new -d, or roost capture")
        }
        guard !invocation.isInsideRoost else {
            throw ClientError(
                .refused, "attach", cause: "this terminal is a session of the same server",
                advice: "C-b s switches sessions; unset ROOST_SESSION to nest on purpose")
        }
    }
}
