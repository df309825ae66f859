/// A rectangle of cells, 0-based.
package struct Rect: Hashable, Codable, Sendable {
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int

    package init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = rows
        self.columns = columns
    }

    /// Has at least one cell.
    package var isVisible: Bool { rows > 0 && columns > 0 }

    package func contains(row: Int, column: Int) -> Bool {
        (self.row..<self.row + max(0, rows)).contains(row)
            && (self.column..<self.column + max(0, columns)).contains(column)
    }
}

/// The four ways to go from a pane.
package enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
    case left, right, up, down
}
