import RoostTerminal

/// The text and the links of a screen's rows; only those that changed since the last look are read again.
///
/// A row keeps its stamp when it moves, and none is used twice; see ``RoostTerminal/Terminal/rowStamp(_:)``.
struct SeenRows: Sendable {
    private struct Row: Sendable {
        let stamp: UInt64
        let text: String
        let links: [String]
    }

    private var rows: [Row] = []

    /// From the top, without blanks at the ends.
    var texts: [String] { rows.map(\.text) }
    /// Where the links of all rows lead, in their order.
    var links: [String] { rows.flatMap(\.links) }

    /// Reads what has changed; nothing when nothing has.
    mutating func look(at terminal: borrowing Terminal) {
        let count = terminal.size.rows
        let isAsBefore = rows.indices.allSatisfy {
            rows[$0].stamp == terminal.rowStamp($0) && rows[$0].stamp != 0
        }
        if isAsBefore, rows.count == count { return }
        let known = Dictionary(rows.map { ($0.stamp, $0) }) { first, _ in first }
        rows = (0..<count).map { row in
            let stamp = terminal.rowStamp(row)
            if stamp != 0, let row = known[stamp] { return row }
            let line = terminal.line(row)
            return Row(stamp: stamp, text: line.text(), links: line.styles.compactMap(\.linkTarget))
        }
    }
}
