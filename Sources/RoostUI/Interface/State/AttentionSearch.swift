/// The way to the task that needs somebody most, while the server is asked for it: no session needs anybody else.
struct AttentionSearch: Sendable {
    var tasks = NeedyTasks()
    /// What to say when no task does, either.
    let otherwise: String
}
