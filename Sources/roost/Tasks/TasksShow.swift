import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost tasks show`.
struct TasksShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a task with its history.")

    @Argument(help: "A task's number or name.")
    var task: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let details = try Invocation().ask(.task(.show(target: task))) { response in
            if case .taskDetails(let details) = response { details } else { nil }
        }
        try output.print(details) { Self.text(details) }
    }

    private static func text(_ details: TaskDetails) -> String {
        let task = details.progress.task
        var table = Table(["", ""])
        func add(_ title: String, _ value: String?) {
            if let value { table.add([title, value]) }
        }
        add("task", task.id.description)
        add("name", task.request.name)
        add("state", task.state.rawValue)
        add("waits", details.wait?.explanation(for: task))
        add("provider", task.request.provider)
        add("folder", task.request.cwd)
        add("prompt", task.request.prompt)
        add("attempts", "\(task.attempt)")
        add("error", task.error)
        add("model", task.report.model)
        add("conversation", task.report.conversation)
        add("of", task.request.conversation.flatMap { $0 == task.report.conversation ? nil : $0 })
        add("turns", task.report.turns.map { "\($0)" })
        add("cost", task.report.cost.map { "\(Dollars($0))" })
        add("exit status", task.exitCode.map { "\($0)" })
        add("messages", "\(details.progress.messages)")
        for denial in task.report.denials { add("refused", denial.tool) }
        for (key, value) in task.request.metadata.sorted(by: { $0.key < $1.key }) { add(key, value) }
        var text = table.text
        for step in details.history {
            let cause = step.cause.map { ": \($0)" } ?? ""
            text += "\(Clock.local(step.at)) \(step.to.rawValue)\(Table.printable(cause))\n"
        }
        if let result = task.report.result { text += "\n" + result }
        return text
    }
}
