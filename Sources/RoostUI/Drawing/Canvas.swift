import RoostModel
import RoostTerminal

/// A grid of styled cells: everything roost shows is drawn here first, and only then painted.
///
/// Rows and columns are 0-based; whatever lies outside is ignored, so that drawing code need not ask how small
/// a terminal is. A wide character takes two cells, the right one empty; writing over one half blanks the other.
///
/// Cells are packed as indices into tables of styles and clusters. Canvases made by ``cleared(rows:columns:)``
/// share those tables, which makes their cells comparable as numbers.
///
/// Invariant: a cell that is `Packed.rightHalf` follows a cell of a wide character in the same row.
struct Canvas: Sendable {
    /// One cell for people.
    struct Cell: Hashable, Sendable {
        /// One cluster; empty in the right half of a wide one.
        var text: String
        var style: Style

        static let blank = Cell(text: " ", style: .plain)
    }

    /// One cell for machines.
    struct Packed: Hashable, Sendable {
        /// A scalar, or ``clusterFlag`` and an index into the clusters, or ``rightHalf``.
        var content: UInt32
        /// Index into the styles.
        var style: UInt32

        static let clusterFlag: UInt32 = 0x8000_0000
        static let rightHalf: UInt32 = 0x7fff_ffff
        static let blank = Packed(content: 0x20, style: 0)
    }

    let rows: Int
    let columns: Int
    /// Row by row; `rows * columns` of them.
    private(set) var cells: [Packed]
    /// What `Packed.style` means; the first is plain.
    private(set) var styles: [Style] = [.plain]
    /// What `Packed.content` with its flag means.
    private(set) var clusters: [String] = []
    /// Cells with equal numbers look the same in canvases of one lineage.
    private(set) var lineage = Lineage()
    /// One of the styles has what curses cannot say.
    private(set) var needsSupplements = false
    private var styleIndices: [Style: UInt32] = [.plain: 0]
    private var clusterIndices: [String: UInt32] = [:]
    /// By row: something was drawn there since ``paintedAll()``.
    private(set) var drawnRows: [Bool]
    /// Where the cursor of the outer terminal goes; nil hides it.
    var cursor: (row: Int, column: Int, shape: CursorShape, blinks: Bool)?

    /// What is written for characters that must not be on the screen; rows of programs stay as they are.
    var spelling: [Character: String] = [:]

    /// Names the tables that packed cells point into.
    final class Lineage: Sendable {}

    /// A blank canvas with tables of its own; sizes below zero count as zero.
    init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
        cells = Array(repeating: .blank, count: self.rows * self.columns)
        drawnRows = Array(repeating: true, count: self.rows)
    }

    /// A blank canvas that goes on with the tables of this one, unless they have grown out of proportion.
    func cleared(rows: Int, columns: Int) -> Canvas {
        var canvas = Canvas(rows: rows, columns: columns)
        guard !isCrowded else { return canvas }
        canvas.lineage = lineage
        canvas.styles = styles
        canvas.needsSupplements = needsSupplements
        canvas.clusters = clusters
        canvas.styleIndices = styleIndices
        canvas.clusterIndices = clusterIndices
        return canvas
    }

    /// The tables hold much more than the cells can need: time to begin with new ones.
    var isCrowded: Bool { styles.count + clusters.count > max(4096, 2 * cells.count) }

    /// Everything drawn so far is on the terminal.
    mutating func paintedAll() {
        for row in drawnRows.indices { drawnRows[row] = false }
    }

    // MARK: Cells

    private func index(_ row: Int, _ column: Int) -> Int? {
        guard row >= 0, row < rows, column >= 0, column < columns else { return nil }
        return row * columns + column
    }

    /// The number of a style in this canvas' table.
    mutating func intern(_ style: Style) -> UInt32 {
        if let known = styleIndices[style] { return known }
        let index = UInt32(styles.count)
        styles.append(style)
        needsSupplements = needsSupplements || Supplements.needs(style)
        styleIndices[style] = index
        return index
    }

    /// The content of a cell that shows `text`, which is one cluster.
    mutating func intern(_ text: String) -> UInt32 {
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { return Packed.rightHalf }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return first.value }
        if let known = clusterIndices[text] { return known }
        let index = Packed.clusterFlag | UInt32(clusters.count)
        clusters.append(text)
        clusterIndices[text] = index
        return index
    }

    /// The text of a packed cell; empty for a right half.
    func text(of cell: Packed) -> String {
        if cell.content == Packed.rightHalf { return "" }
        if cell.content & Packed.clusterFlag != 0 {
            return clusters[safe: Int(cell.content & ~Packed.clusterFlag)] ?? " "
        }
        return Unicode.Scalar(cell.content).map { String(Character($0)) } ?? " "
    }

    /// A row's packed cells.
    func packedRow(_ row: Int) -> ArraySlice<Packed> {
        guard row >= 0, row < rows else { return [] }
        return cells[row * columns..<(row + 1) * columns]
    }

    /// Puts content of `width` cells; what sticks out on the right becomes blank.
    mutating func put(content: UInt32, width: Int, style: UInt32, row: Int, column: Int) {
        guard let index = index(row, column) else { return }
        drawnRows[row] = true
        separate(index, column)
        guard width == 2 else {
            cells[index] = Packed(content: content, style: style)
            return
        }
        guard column + 1 < columns else {
            cells[index] = Packed(content: 0x20, style: style)
            return
        }
        separate(index + 1, column + 1)
        cells[index] = Packed(content: content, style: style)
        cells[index + 1] = Packed(content: Packed.rightHalf, style: style)
    }

    /// Blanks the other half of a wide character that the cell at `index` is part of.
    private mutating func separate(_ index: Int, _ column: Int) {
        if cells[index].content == Packed.rightHalf, column > 0 {
            cells[index - 1].content = 0x20
            cells[index].content = 0x20
        }
        if column + 1 < columns, cells[index + 1].content == Packed.rightHalf {
            cells[index + 1].content = 0x20
        }
    }

    /// A cell; blank outside of the canvas, where setting does nothing.
    ///
    /// A text of two cells' width takes the cell to the right with it.
    subscript(row: Int, column: Int) -> Cell {
        get {
            guard let index = index(row, column) else { return .blank }
            let cell = cells[index]
            return Cell(text: text(of: cell), style: styles[safe: Int(cell.style)] ?? .plain)
        }
        set {
            guard !newValue.text.isEmpty else { return }
            let style = intern(newValue.style)
            put(
                content: intern(newValue.text), width: TextWidth.of(newValue.text), style: style, row: row,
                column: column)
        }
    }

    /// Gives cells another style and leaves their text.
    mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for row in max(0, rect.row)..<max(0, rect.row, min(rows, rect.row + rect.rows)) {
            drawnRows[row] = true
            for column in max(0, rect.column)..<max(0, rect.column, min(columns, rect.column + rect.columns))
            {
                let index = row * columns + column
                let style = styles[safe: Int(cells[index].style)] ?? .plain
                cells[index].style = intern(change(style))
            }
        }
    }

    /// The rows as plain text, without trailing blanks, each with a line end: what a golden test compares.
    func text() -> String {
        (0..<rows).map { row in
            let line = packedRow(row).map { text(of: $0) }.joined()
            let end = line.lastIndex { $0 != " " }
            return (end.map { String(line[...$0]) } ?? "") + "\n"
        }.joined()
    }
}
