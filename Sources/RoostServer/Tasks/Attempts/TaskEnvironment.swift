import RoostModel

/// The environment of a print-mode task's process: the caller's by the rules of ``EnvironmentRule``, without a terminal
/// and without colours.
struct TaskEnvironment: Sendable {
    /// The socket that programs in the task reach the server at.
    let socket: String

    /// What would speak of a terminal, or colour what nobody sees.
    private static let unwanted: Set<String> = [
        "TERM", "COLORTERM", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "OLDPWD",
    ]

    /// Makes an environment.
    ///
    /// - Parameters:
    ///   - caller: The whole environment of whoever asked for the task.
    ///   - given: Variables that were given for this task: no rule takes them away.
    ///   - id: The attempt, by which its processes are found again.
    ///   - directory: Where it runs.
    /// - Returns: All variables of the process.
    func variables(
        of caller: [String: String], given: [String: String], id: AttemptID, directory: String
    ) -> [String: String] {
        var variables = caller.filter { name, _ in
            !Self.unwanted.contains(name) && !EnvironmentRule.all.contains { $0.matches(name) }
        }
        // https://no-color.org; with FORCE_COLOR beside it node would complain on standard error.
        variables["NO_COLOR"] = "1"
        variables["TERM"] = "dumb"
        variables.merge(given) { $1 }
        variables["PWD"] = directory
        variables.merge(TaskProcesses.marks(of: id, socket: socket)) { $1 }
        return variables
    }
}
