import ArgumentParser
import RoostWire

/// `roost answer`: takes an option of the dialog that is up.
struct AnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer the dialog that a session shows, if it still does.")

    @OptionGroup var session: TargetArgument

    @Argument(help: "The option's number or key, see the attention in roost list --json.")
    var option: String

    func run() throws {
        try Invocation().perform(.answer(target: session.target, option: option))
    }
}
