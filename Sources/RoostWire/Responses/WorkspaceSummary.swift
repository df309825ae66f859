/// A line of `roost workspace list`.
package struct WorkspaceSummary: Codable, Hashable, Sendable {
    package var name: String
    package var windows: Int
    package var sessions: Int
    package var clients: Int

    package init(name: String, windows: Int, sessions: Int, clients: Int) {
        self.name = name
        self.windows = windows
        self.sessions = sessions
        self.clients = clients
    }
}
