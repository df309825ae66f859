import ArgumentParser
import RoostClient
import RoostModel
import RoostUI
import RoostWire

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
        if let target { try check(target, invocation) }
        let status = try TerminalUI.run(
            paths: invocation.paths, environment: invocation.environment, target: target,
            isReadOnly: isReadOnly)
        guard status == 0 else { throw ExitCode(status) }
    }

    /// Throws for a target that there is not, before anything is drawn or asked of the terminal.
    private static func check(_ target: String, _ invocation: Invocation) throws(ClientError) {
        var connection = try invocation.connect(.always)
        let workspaces = try Invocation.ask(&connection, .workspace(.list)) {
            (response) -> [WorkspaceSummary]? in
            if case .workspaces(let workspaces) = response { workspaces } else { nil }
        }
        if workspaces.contains(where: { $0.name == target }) { return }
        let sessions = try Invocation.ask(
            &connection, .session(.list(all: true)), timeout: .seconds(10)
        ) { (response) -> [SessionInfo]? in
            if case .sessions(let sessions) = response { sessions } else { nil }
        }
        if !target.isEmpty, SessionFinder.match(target, in: sessions) != nil { return }
        let similar = target.isEmpty ? [] : sessions.map(\.name).filter { $0.hasPrefix(target) }.sorted()
        throw similar.isEmpty
            ? ClientError(
                .refused, "attach to \(target.asName)", cause: "no such workspace or session",
                advice: "see roost workspace list and roost list --all")
            : ClientError(
                .refused, "attach to \(target)",
                cause: "several sessions begin so: \(similar.joined(separator: ", "))",
                advice: "write more of the name")
    }

    /// Throws where a screen makes no sense.
    static func checkTerminal(_ invocation: Invocation) throws(ClientError) {
        guard CallingTerminal.isInteractive else {
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
