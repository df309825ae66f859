import RoostModel

/// The lines between panes: vertical ones beside them, and the title rows that they meet.
struct BorderLines {
    /// A cell of a vertical line, with the character that joins what meets there.
    struct Cell {
        let row: Int
        let column: Int
        let text: String
        /// Touches the focused pane.
        let isFocused: Bool
    }

    let cells: [Cell]

    /// Finds all cells of lines in a plan.
    init(_ plan: PanePlan, look: Look) {
        let area = plan.area
        guard area.isVisible else {
            cells = []
            return
        }
        var isLine = [Bool](repeating: false, count: area.rows * area.columns)
        var isTitle = isLine
        func index(_ row: Int, _ column: Int) -> Int? {
            area.contains(row: row, column: column) ? row * area.columns + column : nil
        }
        var places: [(row: Int, column: Int)] = []
        for placed in plan.panes {
            let frame = placed.frame
            for column in max(
                0, frame.column)..<max(0, frame.column, min(area.columns, frame.column + frame.columns))
            {
                if let index = index(frame.row, column) { isTitle[index] = true }
            }
            let column = frame.column + frame.columns
            guard column < area.columns else { continue }
            for row in frame.row..<frame.row + frame.rows {
                guard let index = index(row, column), !isLine[index] else { continue }
                isLine[index] = true
                places.append((row, column))
            }
        }
        let focused = plan.panes.first { $0.isFocused }?.frame
        cells = places.map { row, column in
            func has(_ map: [Bool], _ row: Int, _ column: Int) -> Bool {
                index(row, column).map { map[$0] } ?? false
            }
            let touches = focused.map {
                ($0.row..<$0.row + $0.rows).contains(row)
                    && (column == $0.column - 1 || column == $0.column + $0.columns)
            }
            return Cell(
                row: row, column: column,
                text: look.line(
                    up: has(isLine, row - 1, column), down: has(isLine, row + 1, column),
                    left: has(isTitle, row, column - 1), right: has(isTitle, row, column + 1)),
                isFocused: (touches ?? false) && plan.panes.count > 1)
        }
    }
}
