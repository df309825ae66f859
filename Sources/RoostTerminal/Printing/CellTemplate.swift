/// A cell without a character in the style that was printed with last: a cache of one look-up in the
/// ``StyleTable``.
struct CellTemplate {
    var pen = PackedStyle.plain
    var cell: UInt64 = 0
}
