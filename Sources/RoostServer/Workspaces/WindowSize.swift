import RoostConfig
import RoostModel

/// Whose size a workspace has when several clients show it (tmux's `window-size`).
enum WindowSize {
    /// Rows and columns in cells.
    struct Cells: Hashable, Sendable {
        var rows: Int
        var columns: Int

        init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }

        /// What a client tells, within what can be laid out.
        init(clamping rows: Int, _ columns: Int) {
            self.init(rows: min(max(rows, 1), 1000), columns: min(max(columns, 1), 2000))
        }
    }

    /// Chooses the area for windows.
    ///
    /// - Parameters:
    ///   - policy: What the configuration says.
    ///   - client: The outer terminal of the client that was used last.
    ///   - all: The outer terminals of all clients of the workspace, that one included.
    /// - Returns: What the policy chooses, without the status row; never empty.
    static func area(_ policy: Configuration.SizePolicy, of client: Cells, among all: [Cells]) -> Cells {
        var size = client
        switch policy {
        case .latest: break
        case .smallest:
            size.rows = all.map(\.rows).min() ?? size.rows
            size.columns = all.map(\.columns).min() ?? size.columns
        case .largest:
            size.rows = all.map(\.rows).max() ?? size.rows
            size.columns = all.map(\.columns).max() ?? size.columns
        }
        return Cells(rows: max(1, size.rows - 1), columns: max(1, size.columns))
    }
}
