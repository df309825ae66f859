/// Where roost keeps its files.
///
/// With `ROOST_HOME` everything lies below it (tests, isolation); otherwise the XDG base directories say
/// where (https://specifications.freedesktop.org/basedir-spec/latest/).
package struct Paths: Hashable, Sendable {
    /// `config.toml`, `providers/`, `themes/`.
    package let config: String
    /// The database, the journals and the logs.
    package let state: String
    /// Sockets, locks and the private terminfo.
    package let runtime: String

    /// Reads the places from an environment.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        if let home = environment["ROOST_HOME"], !home.isEmpty {
            config = home
            state = home
            runtime = home + "/run"
        } else {
            let home = value("HOME") ?? "/"
            config = (value("XDG_CONFIG_HOME") ?? home + "/.config") + "/roost"
            state = (value("XDG_STATE_HOME") ?? home + "/.local/state") + "/roost"
            runtime = value("XDG_RUNTIME_DIR").map { $0 + "/roost" } ?? state + "/run"
        }
    }

    package var socket: String { runtime + "/server.sock" }
    package var database: String { state + "/roost.sqlite" }
    package var journal: String { state + "/journal" }
    /// The worktree of a task that has one of its own.
    package func worktree(of task: TaskID) -> String { "\(state)/worktrees/task-\(task)" }
    package var log: String { state + "/log" }
    package var terminfo: String { runtime + "/terminfo" }
    package var configFile: String { config + "/config.toml" }
    /// What the configuration said last, for the time when it has mistakes.
    package var lastConfiguration: String { state + "/config.last.toml" }
}
