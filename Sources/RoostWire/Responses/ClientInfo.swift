package import RoostModel

/// A client that is attached now.
package struct ClientInfo: Codable, Hashable, Sendable {
    package var name: String
    package var pid: Int32
    package var workspace: String
    /// Cells of the outer terminal, status row included.
    package var rows: Int
    /// Cells of the outer terminal.
    package var cols: Int
    package var readOnly: Bool
    package var attachedAt: Timestamp

    package init(
        name: String, pid: Int32, workspace: String, rows: Int, cols: Int, readOnly: Bool,
        attachedAt: Timestamp
    ) {
        self.name = name
        self.pid = pid
        self.workspace = workspace
        self.rows = rows
        self.cols = cols
        self.readOnly = readOnly
        self.attachedAt = attachedAt
    }

    private enum CodingKeys: String, CodingKey {
        case name, pid, workspace, rows, cols
        case readOnly = "read_only"
        case attachedAt = "attached_at"
    }
}
