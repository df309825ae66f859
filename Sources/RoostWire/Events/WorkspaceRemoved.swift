/// A workspace is gone, or has another name.
package struct WorkspaceRemoved: Codable, Hashable, Sendable {
    /// What it was called.
    package var name: String

    package init(name: String) {
        self.name = name
    }
}
