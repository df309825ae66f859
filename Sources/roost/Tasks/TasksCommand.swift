import ArgumentParser

/// `roost tasks`: what `roost run` started.
struct TasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", abstract: "List tasks, read them, and say what becomes of them.",
        discussion: "TASK is a task's number, or a name that only one has.",
        subcommands: [
            TasksList.self, TasksShow.self, TasksLog.self, TasksWait.self, TasksCancel.self, TasksRetry.self,
            TasksPause.self, TasksResume.self, TasksApprove.self, TasksOpen.self, TasksConversations.self,
            TasksEnd.self, TasksStats.self,
        ], defaultSubcommand: TasksList.self)
}
