import RoostConfig
import RoostTasks

/// How many of some tasks passed and failed, as a bar.
struct TaskBar: Hashable, Sendable {
    let passed: Int
    let failed: Int
    /// Neither: they wait, run, or were cancelled.
    let others: Int

    /// Measures a bar of at most so many cells, which stand for `most` tasks.
    ///
    /// What there is at all has a cell, as far as there is room.
    init(_ totals: TaskTotals, most: Int, columns: Int) {
        var left = max(0, columns)
        func cells(_ count: Int) -> Int {
            guard count > 0, left > 0, most > 0 else { return 0 }
            let length = min(left, max(1, count * max(0, columns) / most))
            left -= length
            return length
        }
        failed = cells(totals.failed)
        passed = cells(totals.passed)
        others = cells(totals.created - totals.passed - totals.failed)
    }

    /// Draws it: the passed ones first.
    func draw(row: Int, column: Int, panel: Panel, on canvas: inout Canvas) {
        var column = column
        let parts: [(length: Int, glyph: GlyphRole, role: ThemeRole)] = [
            (passed, .barFull, .exited), (failed, .barMedium, .error), (others, .barEmpty, .dim),
        ]
        for part in parts where part.length > 0 {
            canvas.write(
                String(repeating: panel.look.glyph(part.glyph), count: part.length), row: row, column: column,
                style: panel.style(part.role))
            column += part.length
        }
    }
}
