/// A cell's text in the form that curses keeps to the columns with.
///
/// Curses places characters by the C library's widths. Where those differ from the width that the cell has, the
/// character would move everything to its right, so something of the right width stands for it.
enum CellText {
    /// The most scalars of one cell, CCHARW_MAX; a cluster with more of them is written after the frame.
    static let maximumScalars = 5
    private static let replacement: UInt32 = 0xfffd

    /// What curses gets for a cluster in a cell of some width: the scalars of each cell, one or two cells.
    ///
    /// What is written after the frame has blanks here. `libraryWidth` is wcwidth(3): -1 for what it does not know.
    static func cells(
        _ scalars: some Sequence<UInt32>, width: Int, outer: OuterWidths = OuterWidths(),
        libraryWidth: (UInt32) -> Int
    ) -> [[UInt32]] {
        let scalars = Array(scalars)
        guard let first = scalars.first else { return [[0x20]] }
        if outer.isSupplement(scalars, width: width) { return Array(repeating: [0x20], count: width) }
        let base = libraryWidth(first)
        // A flag is two letters of one column each: terminals join what stands side by side.
        if width == 2, base == 1, scalars.count >= 2, isRegional(first), isRegional(scalars[1]),
            libraryWidth(scalars[1]) == 1
        {
            return [[first], [scalars[1]]]
        }
        let marks = scalars.dropFirst().prefix { $0 != 0x200d && $0 != 0xfe0f && libraryWidth($0) == 0 }
        let kept = [first] + marks.prefix(maximumScalars - 1)
        switch (base, width) {
        case (1, 1), (2, 2): return [kept]
        case (1, 2): return [kept, [0x20]]
        case (_, 2): return [[replacement], [0x20]]
        default: return [[replacement]]
        }
    }

    private static func isRegional(_ scalar: UInt32) -> Bool { (0x1f1e6...0x1f1ff).contains(scalar) }
}
