/// Breaks lines anew for another number of columns.
///
/// A stream: lines come in and go out in their compact form, oldest first, so that a history of any length takes no
/// more memory than its text. A line that was not broken and still fits is passed through as it is.
struct Reflow: ~Copyable {
    /// A place that must be found again: the cursor, say.
    struct Point {
        /// Number of the line that comes in.
        let line: Int
        /// Column; one more than the last stands for a pending wrap.
        let column: Int
        /// Where it went: how many lines went out before, and the column.
        var found: (row: Int, column: Int, isWrapPending: Bool)?
    }

    private let oldColumns: Int
    private let columns: Int
    /// What went out.
    var output: Scrollback
    private(set) var count = 0
    private(set) var points: [Point]
    /// The row that is being filled, while its text goes on.
    private var row: Line?
    /// The same row in the place of `row`, while it is nothing but plain ASCII.
    private var plainRow: [UInt8]?
    /// A broken row ended in a blank that may have been left because a wide character did not fit.
    private var holdsBlank = false

    init(from oldColumns: Int, to columns: Int, output: consuming Scrollback, points: [Point]) {
        self.oldColumns = oldColumns
        self.columns = columns
        self.output = output
        self.points = points
    }

    /// Takes the next line.
    mutating func take(_ bytes: [UInt8], number: Int) {
        if row == nil, plainRow == nil, passes(bytes) {
            place(number, from: 0, count: oldColumns + 1, column: 0)
            output.append(bytes[...])
            count += 1
            return
        }
        if row == nil, !points.contains(where: { $0.line == number }), let text = plainText(bytes) {
            return addPlain(text, isWrapped: bytes[0] & Line.wrappedFlag != 0)
        }
        if let plain = plainRow {
            row = Line(cells: plain.map { Line.Cell(scalar: UInt32($0)) })
            plainRow = nil
        }
        var slice = bytes[...]
        add((try? Line(decoding: &slice)) ?? Line(), number: number)
    }

    /// Gives away what went out.
    consuming func release() -> Scrollback {
        output
    }

    /// Ends the last row.
    mutating func finish() {
        if let plainRow { endPlainRow(plainRow[...], isWrapped: false) }
        plainRow = nil
        if row != nil { endRow(isWrapped: false) }
    }

    /// The text of a line that is nothing but plain ASCII, and full if it goes on: most of any history.
    ///
    /// Breaking it needs no cells.
    private func plainText(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let head = bytes.first, head & ~Line.wrappedFlag == Line.version else { return nil }
        var reader = LEB128Reader(bytes.dropFirst())
        guard let length = reader.count(limit: Line.columnLimit), length == reader.remaining else {
            return nil
        }
        return head & Line.wrappedFlag == 0 || length == oldColumns ? reader.rest : nil
    }

    private mutating func addPlain(_ text: ArraySlice<UInt8>, isWrapped: Bool) {
        var rest = text
        var open = plainRow ?? []
        while open.count + rest.count > columns {
            let room = columns - open.count
            endPlainRow(open + rest.prefix(room), isWrapped: true)
            open = []
            rest = rest.dropFirst(room)
        }
        open += rest
        if isWrapped {
            plainRow = open
        } else {
            endPlainRow(open[...], isWrapped: false)
            plainRow = nil
        }
    }

    private mutating func endPlainRow(_ text: ArraySlice<UInt8>, isWrapped: Bool) {
        var bytes = [Line.version | (isWrapped ? Line.wrappedFlag : 0)]
        bytes.reserveCapacity(text.count + 4)
        bytes.append(number: text.count)
        bytes += text
        output.append(bytes[...])
        count += 1
    }

    /// Whether a line goes out as it came in.
    private func passes(_ bytes: [UInt8]) -> Bool {
        var reader = LEB128Reader(bytes[...])
        guard let head = reader.byte(), head & 0xF0 == Line.version, head & Line.wrappedFlag == 0 else {
            return false
        }
        guard let length = reader.number() else { return false }
        return length <= UInt64(columns)
    }

    private mutating func add(_ line: Line, number: Int) {
        var cells = line.cells[...]
        if line.isWrapped {
            let missing = oldColumns - cells.count
            if missing > 0 { cells += repeatElement(Line.Cell(), count: missing) }
        } else {
            let room = columns - (row?.cells.count ?? 0)
            while cells.count > room, let last = cells.last, last.scalar == 0, last.width == 1 {
                cells.removeLast()
            }
        }
        if holdsBlank, cells.first?.width != 2 { append([Line.Cell()], of: Line(), number: nil) }
        holdsBlank = line.isWrapped && cells.last?.scalar == 0 && cells.last?.width == 1
        append(holdsBlank ? cells.dropLast() : cells, of: line, number: number)
        if row == nil { row = Line() }
        place(number, from: cells.count, count: .max, column: row?.cells.count ?? 0)
        if !line.isWrapped {
            holdsBlank = false
            endRow(isWrapped: false)
        }
    }

    private mutating func append(_ cells: ArraySlice<Line.Cell>, of line: Line, number: Int?) {
        var current = row ?? Line()
        var styles = [UInt16?](repeating: nil, count: line.styles.count)
        for (index, cell) in cells.enumerated() {
            if current.cells.count + max(1, Int(cell.width)) > columns, cell.width > 0 {
                row = current
                endRow(isWrapped: true)
                current = Line()
                styles = [UInt16?](repeating: nil, count: line.styles.count)
            }
            if let number { place(number, from: index, count: 1, column: current.cells.count) }
            var cell = cell
            cell.style = Self.style(of: cell, line, &styles, &current)
            if cell.scalar & Line.Cell.clusterFlag != 0 {
                current.clusters.append(line.clusters[Int(cell.scalar & ~Line.Cell.clusterFlag)])
                cell.scalar = Line.Cell.clusterFlag | UInt32(current.clusters.count - 1)
            }
            current.cells.append(cell)
        }
        row = current
    }

    private static func style(
        of cell: Line.Cell, _ line: Line, _ known: inout [UInt16?], _ target: inout Line
    ) -> UInt16 {
        guard cell.style != 0 else { return 0 }
        let index = Int(cell.style)
        if let style = known[index] { return style }
        // Where two lines meet a style may be there already. Looking for it among many costs more than a second
        // definition does.
        let style: Int
        if target.styles.count <= 16, let found = target.styles.firstIndex(of: line.styles[index]) {
            style = found
        } else {
            style = target.styles.count
            target.styles.append(line.styles[index])
        }
        known[index] = UInt16(style)
        return UInt16(style)
    }

    private mutating func endRow(isWrapped: Bool) {
        var line = row ?? Line()
        line.isWrapped = isWrapped
        while let last = line.cells.last, last == Line.Cell() { line.cells.removeLast() }
        var bytes: [UInt8] = []
        line.encode(into: &bytes)
        output.append(bytes[...])
        count += 1
        row = nil
    }

    /// Finds the points of a line in so many columns from one on, which begin at `column` of this row.
    private mutating func place(_ number: Int, from start: Int, count: Int, column: Int) {
        for index in points.indices where points[index].found == nil && points[index].line == number {
            let offset = points[index].column - start
            guard offset >= 0, offset < count else { continue }
            let wanted = column + offset
            points[index].found = (self.count, min(wanted, columns - 1), wanted >= columns)
        }
    }
}
