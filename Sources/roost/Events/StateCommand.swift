import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost state`: what a session is at, in words of one's own.
struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "Say what a session is at, in a word of your own.",
        usage: """
            roost state [TARGET] NAME [--data JSON]
            roost state [TARGET] --clear
            """,
        discussion: """
            The name stands beside the state that roost finds out by itself: in roost list, in the title row and in the \
            history. "roost list --state NAME" chooses by it, "roost wait TARGET --state NAME" waits for it. It counts \
            until another one is set, it is cleared, or the session is started again.

            Without TARGET it is about the session that it is called in.
            """)

    @Argument(help: "A session, unless it is the one it is called in; then the name.")
    var words: [String] = []

    @Option(help: ArgumentHelp("A JSON object that is kept with it, up to 16 KiB.", valueName: "json"))
    var data: String?

    @Flag(help: "It is at nothing any more.")
    var clear = false

    func validate() throws {
        guard words.count <= (clear ? 1 : 2), clear || !words.isEmpty else {
            throw ValidationError("Give a session and a name, or a session and --clear.")
        }
        guard !clear || data == nil else {
            throw ValidationError("--data belongs to a name, and --clear takes that away.")
        }
    }

    /// What is asked of the server.
    ///
    /// - Parameter own: The session that the command is called in, if it is.
    /// - Returns: The request.
    /// - Throws: ``ClientError`` where nobody said which session is meant.
    func request(own: String?) throws(ClientError) -> Request.Session {
        let isNamed = words.count == (clear ? 1 : 2)
        guard let target = isNamed ? words.first : own, !target.isEmpty else {
            throw ClientError(
                .refused, "set a state", cause: "this is no session of roost",
                advice: "say which one: roost state TARGET \(clear ? "--clear" : "NAME")")
        }
        return .setState(target: target, name: clear ? nil : words.last, data: data)
    }

    func run() throws {
        let invocation = Invocation()
        try invocation.perform(.session(try request(own: invocation.environment["ROOST_SESSION"])))
    }
}
