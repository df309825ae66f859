/// The lower part of a screen, in the form that rules look at.
struct ScreenText: Sendable {
    /// More rows are never looked at: dialogs and prompt boxes are at the bottom.
    private static let limit = 60

    /// From the top; the last one is text or a line.
    let rows: [ScreenRow]
    /// The characters of the longest row.
    let width: Int
    /// The row of the cursor among `rows`; may lie below them.
    let cursor: Int

    init(_ observation: Observation) {
        let all = observation.rows
        let end = (all.lastIndex { !$0.isEmpty && $0.contains { $0 != " " } }).map { $0 + 1 } ?? 0
        let start = max(0, end - Self.limit)
        rows = all[start..<end].map(ScreenRow.init)
        width = rows.reduce(0) { max($0, $1.width) }
        cursor = observation.cursorRow - start
    }

    var isBlank: Bool { rows.isEmpty }

    /// The index of the lowest text row above a row.
    func textRow(above index: Int) -> Int? {
        rows[..<min(max(index, 0), rows.count)].lastIndex { $0.kind == .text }
    }
}
