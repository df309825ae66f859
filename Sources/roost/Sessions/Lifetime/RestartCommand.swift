import ArgumentParser
import RoostWire

/// `roost restart`: starts an ended session again in its place.
struct RestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "Start an ended session again, where it was.")

    @OptionGroup var session: TargetArgument

    @Flag(exclusivity: .exclusive, help: "How it comes back.")
    var how = How.again

    @OptionGroup var output: OutputOptions

    /// The words for the ways to come back.
    enum How: EnumerableFlag {
        case again, resume, shell

        static func help(for value: Self) -> ArgumentHelp? {
            switch value {
            case .again: "Its own command again."
            case .resume: "The provider takes up the conversation."
            case .shell: "A shell in its directory."
            }
        }

        var kind: RestartKind {
            switch self {
            case .again: .again
            case .resume: .resume
            case .shell: .shell
            }
        }
    }

    func run() throws {
        let invocation = Invocation()
        let request = Request.session(
            .restart(
                target: session.target, how: how.kind, environment: invocation.environment))
        let info = try invocation.ask(request, timeout: .seconds(10)) { response in
            if case .session(let info) = response { info } else { nil }
        }
        try output.print(info) { "" }
    }
}
