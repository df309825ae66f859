/// What a person asked for when a session was started, so that a restart can ask for the same.
///
/// It stays with the server: no list of sessions tells of it.
package struct SessionLaunch: Codable, Hashable, Sendable {
    /// The words after `--`: the command, or what was added to that of a provider.
    package var arguments: [String]
    /// Without asking for permissions.
    package var fullAccess: Bool
    /// The variables that were given with `--env`.
    package var variables: [String: String]

    /// What a request asks for.
    package init(arguments: [String], fullAccess: Bool, variables: [String: String]) {
        self.arguments = arguments
        self.fullAccess = fullAccess
        self.variables = variables
    }
}
