/// A row in a form for everyone outside the hot path: clients, capture, history, detection.
///
/// Invariant: every index into ``styles`` and ``clusters`` that a cell holds exists, and a cell of width 2
/// is followed by one of width 0. Lines from ``Terminal`` and ``init(decoding:)`` keep it.
public struct Line: Hashable, Sendable {
    /// One column of a line.
    public struct Cell: Hashable, Sendable {
        /// 0 is blank, never written or erased.
        ///
        /// With ``clusterFlag`` set, the rest is an index into ``Line/clusters``. Anything else is a Unicode
        /// scalar, never a control character.
        public var scalar: UInt32
        /// 1, or 2 for the left half of a wide character, or 0 for its right half.
        public var width: UInt8
        /// Index into ``Line/styles``.
        public var style: UInt16

        /// Says that ``scalar`` is an index of a cluster.
        public static let clusterFlag: UInt32 = 0x8000_0000

        /// A cell as given; by default a blank, plain one.
        public init(scalar: UInt32 = 0, width: UInt8 = 1, style: UInt16 = 0) {
            self.scalar = scalar
            self.width = width
            self.style = style
        }
    }

    /// The columns from the left; may be fewer than the screen has: the rest is blank and plain.
    public var cells: [Cell]
    /// What ``Cell/style`` points into; the first is always ``Style/plain``.
    public var styles: [Style]
    /// Characters of more than one scalar.
    public var clusters: [String]
    /// Whether the text continues on the next row, because it did not fit on this one.
    public var isWrapped: Bool

    /// A line as given; by default an empty one.
    public init(
        cells: [Cell] = [], styles: [Style] = [.plain], clusters: [String] = [], isWrapped: Bool = false
    ) {
        self.cells = cells
        self.styles = styles
        self.clusters = clusters
        self.isWrapped = isWrapped
    }

    /// The characters in order, each wide one once, blanks as spaces.
    ///
    /// - Parameter trimmed: Whether blanks at the end are left out; spaces that were printed there count
    ///   as blanks too.
    /// - Returns: The text, without a newline.
    public func text(trimmed: Bool = true) -> String {
        text(of: 0..<cells.count, trimmed: trimmed)
    }

    /// The characters of some columns, clamped to those that exist.
    ///
    /// - Parameters:
    ///   - columns: The first column, and the one behind the last.
    ///   - trimmed: As in ``text(trimmed:)``.
    /// - Returns: The text, without a newline.
    public func text(of columns: Range<Int>, trimmed: Bool) -> String {
        let columns = columns.clamped(to: 0..<cells.count)
        var end = columns.upperBound
        if trimmed {
            while end > columns.lowerBound, cells[end - 1].isBlank { end -= 1 }
        }
        var text: [UInt8] = []
        text.reserveCapacity(end - columns.lowerBound)
        for cell in cells[columns.lowerBound..<max(end, columns.lowerBound)] where cell.width > 0 {
            append(cell, to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands in a column: a space for a blank, nothing for the right half of a wide character.
    public func character(at column: Int) -> String {
        guard cells.indices.contains(column) else { return " " }
        var text: [UInt8] = []
        if cells[column].width > 0 { append(cells[column], to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    @inline(__always)
    private func append(_ cell: Cell, to text: inout [UInt8]) {
        if cell.scalar &- 1 < 0x7F {
            text.append(UInt8(truncatingIfNeeded: cell.scalar))
        } else if cell.scalar & Cell.clusterFlag != 0 {
            let index = Int(cell.scalar & ~Cell.clusterFlag)
            text += clusters.indices.contains(index) ? Array(clusters[index].utf8) : [0x20]
        } else if cell.scalar != 0, Unicode.Scalar(cell.scalar) != nil {
            text.append(scalar: cell.scalar)
        } else {
            text.append(0x20)
        }
    }
}

extension Line.Cell {
    /// Nothing to see but the background.
    var isBlank: Bool { scalar == 0 || scalar == 0x20 }
}
