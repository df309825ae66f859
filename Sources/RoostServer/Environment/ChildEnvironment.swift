import RoostModel
import RoostWire

/// The environment of a session's child: the caller's by the rules of ``EnvironmentRule``, and what roost says itself.
struct ChildEnvironment: Sendable {
    /// The socket that programs in the session reach the server at.
    let socket: String

    /// Makes an environment.
    ///
    /// - Parameters:
    ///   - caller: The whole environment of whoever starts the session.
    ///   - given: Variables that were given for this session: no rule takes them away.
    ///   - session: Its number.
    ///   - directory: Where it starts, with the symbolic links of its path.
    /// - Returns: All variables of the child.
    func variables(
        of caller: [String: String], given: [String: String], session: SessionID, directory: String
    ) -> [String: String] {
        var variables = caller.filter { name, _ in !EnvironmentRule.all.contains { $0.matches(name) } }
        variables.merge(given) { $1 }
        variables["TERM"] = "xterm-256color"
        variables["COLORTERM"] = "truecolor"
        variables["TERM_PROGRAM"] = "roost"
        variables["TERM_PROGRAM_VERSION"] = Build.version
        variables["ROOST_SESSION"] = session.description
        variables["ROOST_SOCKET"] = socket
        // A shell takes it if it is where it is, and knows the path that was given instead of the one without links.
        variables["PWD"] = directory
        variables["OLDPWD"] = nil
        return variables
    }
}
