import ArgumentParser
import RoostModel

extension TaskState: ExpressibleByArgument {}

/// Which tasks a command is about.
struct TaskFilterOptions: ParsableArguments {
    @Option(help: "Only tasks in this state; may be given more than once.")
    var state: [TaskState] = []

    @Option(name: .shortAndLong, help: "Only tasks of this provider.", completion: KnownNames.providers)
    var provider: String?

    @Option(
        name: [.customShort("c"), .customLong("cwd")],
        help: ArgumentHelp("Only tasks that run in this folder.", valueName: "dir"))
    var directory: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Only tasks with which this is kept.", valueName: "k=v"))
    var metadata: [String] = []

    @Option(help: "Only tasks of this step of a workflow.")
    var stage: String?

    @Option(help: ArgumentHelp("Only tasks of this conversation.", valueName: "name|id"))
    var conversation: String?

    @Option(
        help: ArgumentHelp("Only tasks asked for since then: RFC 3339, or 30m, 12h, 7d.", valueName: "time"))
    var since: Moment?

    @Option(help: ArgumentHelp("Only tasks asked for before then.", valueName: "time"))
    var until: Moment?

    @Option(help: ArgumentHelp("Only tasks that have these words in them.", valueName: "words"))
    var search: String?

    @Option(help: "Only the newest ones.")
    var limit: Int?

    func validate() throws {
        for pair in metadata where !pair.dropFirst().contains("=") {
            throw ValidationError("'--metadata \(pair)' is not of the form K=V.")
        }
    }

    func filter(_ invocation: Invocation) -> TaskFilter {
        TaskFilter(
            states: state, provider: provider, cwd: directory.map { invocation.absolute($0) }, stage: stage,
            conversation: conversation, metadata: TaskRequestOptions.pairs(metadata), since: since?.timestamp,
            until: until?.timestamp,
            text: search, limit: limit)
    }
}
