/// Where and how the next character goes: what DECSC saves and DECRC restores.
/// https://vt100.net/docs/vt510-rm/DECSC.html
struct CursorState: Equatable {
    /// 0-based row of the screen.
    var row = 0
    /// 0-based column.
    var column = 0
    /// Deferred wrap: the last column was written, and the next character goes to the next row.
    var isWrapPending = false
    /// The style of what is printed next.
    var pen = PackedStyle.plain
    var charsets = Charsets()
    /// DECOM: addresses count from the margins, and stay within them.
    var isOrigin = false
}
