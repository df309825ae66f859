/// The rows and columns that scroll, 0-based and half-open (DECSTBM, DECSLRM).
///
/// Invariant: within the screen; two rows and two columns at least, unless the screen has one row.
struct Margins: Equatable {
    var top: Int
    var bottom: Int
    var left: Int
    var right: Int

    /// The whole screen.
    init(_ size: TerminalSize) {
        top = 0
        bottom = size.rows
        left = 0
        right = size.columns
    }
}
