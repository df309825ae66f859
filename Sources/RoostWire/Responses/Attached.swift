/// The client is in.
package struct Attached: Codable, Hashable, Sendable {
    /// What `roost detach` calls this client.
    package var client: String
    /// What it shows.
    package var workspace: String
    /// Nobody has dismissed the hint yet.
    package var showsHint: Bool

    package init(client: String, workspace: String, showsHint: Bool) {
        self.client = client
        self.workspace = workspace
        self.showsHint = showsHint
    }

    private enum CodingKeys: String, CodingKey {
        case client, workspace
        case showsHint = "shows_hint"
    }
}
