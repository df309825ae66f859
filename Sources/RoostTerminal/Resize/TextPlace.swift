/// Where a cursor stands in the text, without what it prints with.
struct TextPlace {
    var row: Int
    var column: Int
    /// The place is behind the last column.
    var isWrapPending: Bool

    init(row: Int, column: Int, isWrapPending: Bool) {
        (self.row, self.column, self.isWrapPending) = (row, column, isWrapPending)
    }

    init(_ cursor: CursorState) {
        self.init(row: cursor.row, column: cursor.column, isWrapPending: cursor.isWrapPending)
    }

    func store(in cursor: inout CursorState) {
        (cursor.row, cursor.column, cursor.isWrapPending) = (row, column, isWrapPending)
    }
}
