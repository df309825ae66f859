/// What a program has said above the cursor's blank row, and waits there: for an answer in the row below what it asks, or
/// for what a person does elsewhere, as with a code for a login.
struct Announcement: Sendable {
    /// From its first row to the cursor's, which is none of them.
    let rows: Range<Int>

    /// More rows than it takes.
    private static let limit = 10

    /// Nil when the cursor's row has text, or nothing stands above it.
    init?(in screen: ScreenText) {
        let cursor = screen.cursor
        guard cursor > 0, cursor <= screen.rows.count,
            cursor == screen.rows.count || screen.rows[cursor].kind == .blank,
            let last = screen.textRow(above: cursor), cursor - last <= 2
        else { return nil }
        rows = max(0, cursor - Self.limit)..<cursor
    }

    /// The lowest row that a pattern matches.
    func row(_ pattern: TextPattern, in screen: ScreenText) -> Int? {
        rows.last { screen.rows[$0].kind == .text && pattern.matches(screen.rows[$0].bytes) }
    }
}
