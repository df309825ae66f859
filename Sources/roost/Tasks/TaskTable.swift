import RoostModel

/// Print-mode tasks as lines for people.
enum TaskTable {
    /// Aligned, with titles; empty without tasks.
    static func text(_ tasks: [TaskInfo], now: Timestamp) -> String {
        var table = Table(
            ["ID", "NAME", "STATE", "PROVIDER", "TRY", "AGE", "TIME", "TURNS", "COST", "LAST"],
            right: ["ID", "TRY", "AGE", "TIME", "TURNS", "COST"])
        for task in tasks {
            table.add([
                task.id.description, task.request.name ?? "-", state(task), task.request.provider,
                task.attempt == 0 ? "-" : "\(task.attempt)", Age.text(from: task.createdAt, to: now),
                task.durationMilliseconds(now: now).map(Self.time) ?? "-",
                task.report.turns.map { "\($0)" } ?? "-", task.report.cost.map { "\(Dollars($0))" } ?? "-",
                String((task.error ?? task.report.lastLine ?? task.request.prompt).prefix(60)),
            ])
        }
        return table.text
    }

    private static func state(_ task: TaskInfo) -> String {
        guard task.state == .queued else { return task.state.rawValue }
        let word = task.isApproved ? task.wait?.word : TaskWait.approval.word
        return word.map { "queued (\($0))" } ?? task.state.rawValue
    }

    private static func time(_ milliseconds: Int64) -> String {
        let tenths = milliseconds / 100
        return tenths < 600 ? "\(tenths / 10).\(tenths % 10)s" : "\(tenths / 600)m\(tenths / 10 % 60)s"
    }
}
