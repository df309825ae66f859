/// What DECSC keeps. https://vt100.net/docs/vt510-rm/DECSC.html
struct SavedCursor: Equatable {
    var row = 0
    var column = 0
    var isWrapPending = false
    var pen = PackedStyle.plain
    var charsets = Charsets()
    var isOrigin = false
}
