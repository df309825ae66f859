import ArgumentParser
import RoostWire

/// `roost detach`: lets clients go; the sessions go on.
struct DetachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detach", abstract: "Let a client go, or all of them; sessions go on.")

    @Argument(help: "A client, see roost workspace clients; all if left out.")
    var client: String?

    func run() throws {
        try Invocation().perform(.client(.detach(client: client)), .never)
    }
}
