import ArgumentParser
import RoostWire

/// `roost rename`: calls a session something else.
struct RenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a session another name.")

    @OptionGroup var session: TargetArgument

    @Argument(help: "The new name.")
    var name: String

    func run() throws {
        try Invocation().perform(.session(.rename(target: session.target, name: name)))
    }
}
