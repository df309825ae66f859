import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks conversations`.
struct TasksConversations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversations", abstract: "List the conversations that tasks go on with.",
        discussion: """
            One is active while a task waits or runs, a session has it open, or it was used a short while ago
            (tasks.conversation_minutes). Any can be taken up: roost run --conversation NAME PROMPT.
            """)

    @Flag(help: "Those that are not active any more, too.")
    var all = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let invocation = Invocation()
        let conversations = try conversations(invocation)
        let shown = conversations.filter { all || $0.state == .active }
        try output.print(shown) {
            let active = conversations.count { $0.state == .active }
            let count = "\(active) active\n"
            return shown.isEmpty ? count : Self.text(shown, now: Clock.now) + count
        }
    }

    /// Without a server and without a database there are none, and that is no error.
    private func conversations(_ invocation: Invocation) throws(ClientError) -> [Conversation] {
        do throws(ClientError) {
            return try invocation.ask(.task(.conversations(target: nil))) { response in
                if case .conversations(let conversations) = response { conversations } else { nil }
            }
        } catch {
            guard error.reason == .noServer, !invocation.hasDatabase else { throw error }
            return []
        }
    }

    private static func text(_ conversations: [Conversation], now: Timestamp) -> String {
        var table = Table(
            ["NAME", "STATE", "PROVIDER", "TASKS", "USED", "COST", "FOLDER", "CONVERSATION"],
            right: ["TASKS", "USED", "COST"])
        for conversation in conversations {
            table.add([
                conversation.name, conversation.state.rawValue, conversation.provider,
                "\(conversation.tasks)",
                Age.text(from: conversation.usedAt, to: now),
                conversation.cost.map { "\(Dollars($0))" } ?? "-",
                conversation.cwd, conversation.id ?? "-",
            ])
        }
        return table.text
    }
}
