import ArgumentParser
import RoostWire

/// `roost remove`: forgets ended sessions.
struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forget an ended session, with its screen and history.",
        aliases: ["rm"])

    @Argument(help: "Ended sessions.", completion: KnownNames.ended)
    var targets: [String]

    func run() throws {
        let invocation = Invocation()
        for target in targets { try invocation.perform(.session(.remove(target: target))) }
    }
}
