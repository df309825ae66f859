import ArgumentParser
import RoostWire

/// `roost send`: types into a session.
struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Type text or press keys in a session.",
        usage: """
            roost send TARGET [--enter] TEXT...
            roost send TARGET --keys KEY...
            """,
        discussion: "Words are joined by spaces. Keys are named as in tmux: C-c, Enter, Up, F5, M-x, Space.")

    @OptionGroup var session: TargetArgument

    @Flag(name: .shortAndLong, help: "Press Enter after the text.")
    var enter = false

    @Option(
        parsing: .remaining, help: ArgumentHelp("Keys to press, up to the end of the line.", valueName: "key")
    )
    var keys: [String] = []

    @Argument(help: "What to type.")
    var text: [String] = []

    func validate() throws {
        guard keys.isEmpty || (text.isEmpty && !enter) else {
            throw ValidationError("Give either text or --keys; Enter is a key, too.")
        }
        guard enter || !keys.isEmpty || !text.isEmpty else {
            throw ValidationError("There is nothing to send: give text, --enter or --keys.")
        }
    }

    func run() throws {
        try Invocation().perform(request)
    }

    /// What the server is asked for.
    var request: Request {
        keys.isEmpty
            ? .session(.send(target: session.target, text: text.joined(separator: " "), enter: enter))
            : .session(.sendKeys(target: session.target, keys: keys))
    }
}
