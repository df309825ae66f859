package import RoostModel

/// What became of many tasks: in all, and by provider, folder and day.
package struct TaskStatistics: Codable, Hashable, Sendable {
    package let total: TaskTotals
    package let providers: [String: TaskTotals]
    /// By the folder in which they ran.
    package let folders: [String: TaskTotals]
    /// By the day on which they were asked for, `2026-11-29`.
    package let days: [String: TaskTotals]

    /// Counts tasks.
    ///
    /// - Parameters:
    ///   - tasks: In any order.
    ///   - dayOffsetMilliseconds: How far the person's clock is ahead of UTC, for where a day begins.
    /// - Complexity: O(*n* log *n*) in the tasks.
    package init(_ tasks: some Sequence<TaskInfo>, dayOffsetMilliseconds: Int64 = 0) {
        var total = TaskTally()
        var providers: [String: TaskTally] = [:]
        var folders: [String: TaskTally] = [:]
        var days: [String: TaskTally] = [:]
        for task in tasks {
            let day = task.createdAt.adding(dayOffsetMilliseconds).description.prefix(10)
            total.add(task)
            providers[task.request.provider, default: TaskTally()].add(task)
            folders[task.request.cwd, default: TaskTally()].add(task)
            days[String(day), default: TaskTally()].add(task)
        }
        self.total = total.totals
        self.providers = providers.mapValues(\.totals)
        self.folders = folders.mapValues(\.totals)
        self.days = days.mapValues(\.totals)
    }

    private enum CodingKeys: String, CodingKey {
        case total, providers, folders, days
    }
}
