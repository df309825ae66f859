import ArgumentParser
import RoostWire

/// `roost answer`: takes an option of the dialog that is up.
struct AnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer the dialog that a session shows, if it still does.")

    @OptionGroup var session: TargetArgument

    @Argument(help: "The option's key or label, see the attention in roost list --json.")
    var option: String

    @Option(name: .long, help: "The attention's id in roost list --json: no other dialog is answered.")
    var dialog: String?

    func run() throws {
        try Invocation().perform(.session(.answer(target: session.target, option: option, dialog: dialog)))
    }
}
