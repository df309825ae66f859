import RoostModel
import RoostTerminal
import RoostWire

extension CopyMode {
    /// How it begins, once the screen is known.
    enum Opening: Sendable {
        case scrolled(by: Int)
        case showing(line: Int)
        case selecting(row: Int, column: Int, Granularity)
        /// At a line that was looked for, with a text in it that is shown as found.
        case finding(line: Int, String)
    }

    /// Goes to where it begins.
    mutating func open() -> [OverlayEffect] {
        switch opening {
        case .scrolled(let lines):
            if lines > 0 { scroll(by: -lines) }
            clampView()
            return []
        case .showing(let line):
            top = line
            clampView()
            cursor = clamped(TextPosition(line: top, column: 0))
            return []
        case .selecting(let row, let column, let granularity):
            cursor = clamped(TextPosition(line: top + row, column: column))
            selection = CopySelection(anchor: cursor, granularity: granularity)
            drag = DragState(isActive: true)
            return []
        case .finding(let line, let text):
            top = line - frame.rows / 2
            clampView()
            cursor = clamped(TextPosition(line: line, column: 0))
            wantedColumn = 0
            search.text = TextSearch(plain: text)
            search.awaited = cursor.line
            markAwaited()
            return []
        }
    }

    /// Goes to the text in the line that was opened, as soon as the line is there.
    mutating func markAwaited() {
        guard let line = search.awaited, let document else { return }
        var missing: [Int] = []
        guard let rows = document.knownLine(around: line, missing: &missing) else { return }
        search.awaited = nil
        guard cursor == clamped(TextPosition(line: line, column: 0)),
            let match = search.text?.matches(in: rows, of: document).first
        else { return }
        search.match = match
        cursor = match.start
        wantedColumn = cursor.column
        showCursor()
    }
}
