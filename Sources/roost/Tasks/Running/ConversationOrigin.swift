import RoostClient
import RoostModel
import RoostWire

/// Where the conversation of a task comes from, and what the task has from there unless it is told otherwise.
struct ConversationOrigin {
    /// roost's name for it; nil: it has none.
    var name: String?
    /// The program's part in it.
    var conversation = TaskOptions.Conversation.new
    var provider: String?
    /// Programs find a conversation by the folder that it took place in.
    var cwd: String?

    /// Of this name, whatever it is.
    init(name: String? = nil) {
        self.name = name
    }

    /// Goes on with what roost knows.
    mutating func take(_ known: Conversation) {
        name = known.name
        provider = known.provider
        cwd = known.cwd
    }

    /// Goes on with another task, or begins a conversation that knows all of that.
    mutating func take(_ task: (provider: String, cwd: String, id: String), forked: Bool) {
        conversation = forked ? .fork(task.id) : .resume(task.id)
        provider = task.provider
        cwd = task.cwd
    }

    /// What another task is a conversation of.
    ///
    /// - Throws: ``ClientError`` when its program told of none.
    static func task(
        _ target: String, _ invocation: Invocation
    ) throws(ClientError) -> (provider: String, cwd: String, id: String) {
        let details = try invocation.ask(.task(.show(target: target)), .always) { response in
            if case .taskDetails(let details) = response { details } else { nil }
        }
        let task = details.progress.task
        guard let id = task.report.conversation else {
            throw ClientError(
                .refused, "take up the conversation of task \(target)", cause: "its CLI told none",
                advice: "see roost tasks show \(target)")
        }
        let cwd = task.request.hasWorktree ? invocation.paths.worktree(of: task.id) : task.request.cwd
        return (task.request.provider, cwd, id)
    }
}
