/// Where the next character goes, and how that is shown.
public struct Cursor: Hashable, Sendable {
    /// 0-based row of the screen.
    public var row: Int
    /// 0-based column.
    public var column: Int
    /// DECTCEM.
    public var isVisible: Bool
    /// DECSCUSR.
    public var shape: CursorShape
    /// DECSCUSR, or mode ?12.
    public var blinks: Bool

    /// A cursor as given.
    public init(
        row: Int = 0, column: Int = 0, isVisible: Bool = true, shape: CursorShape = .block,
        blinks: Bool = true
    ) {
        self.row = row
        self.column = column
        self.isVisible = isVisible
        self.shape = shape
        self.blinks = blinks
    }
}

/// The forms of DECSCUSR.
public enum CursorShape: UInt8, Hashable, Sendable, CaseIterable {
    case block, underline, bar
}
