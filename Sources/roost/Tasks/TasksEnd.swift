import ArgumentParser
import RoostWire

/// `roost tasks end`.
struct TasksEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "End conversations: their tasks are cancelled, what was said stays.",
        usage: "roost tasks end CONVERSATION... | --all")

    @Flag(help: "All that are active.")
    var all = false

    @Argument(help: "Names of conversations, or the CLI's own identifiers.")
    var conversations: [String] = []

    func validate() throws {
        guard all != !conversations.isEmpty else {
            throw ValidationError("Name conversations, or give --all.")
        }
    }

    func run() throws {
        let invocation = Invocation()
        if all { return try invocation.perform(.task(.endConversation(target: nil))) }
        for conversation in conversations {
            try invocation.perform(.task(.endConversation(target: conversation)))
        }
    }
}
