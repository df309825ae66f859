import RoostModel
import RoostTerminal

/// What curses cannot say, written after its frames: links, underlines with a colour or a form of their own,
/// overlines, and clusters that the C library has no width or curses no room for.
///
/// The cells are written once more, with everything; curses knows nothing of it. So a row whose supplements change
/// has to be written whole by curses before.
struct Supplements {
    /// Cells beside each other that look the same.
    struct Run: Hashable {
        var column: Int
        var text: String
        var style: Style
        /// One character, of which curses knows only the place.
        var isCluster = false
    }

    private var runs: [Int: [Run]] = [:]
    private var depth = ColorDepth.none
    private var widths = OuterWidths()

    /// Whether a style has what curses lacks.
    static func needs(_ style: Style) -> Bool {
        if style.link != nil || style.attributes.contains(.overline) { return true }
        return switch style.underline {
        case .none: false
        case .single, .curly: style.underlineColor != .standard
        case .double, .dotted, .dashed: true
        }
    }

    /// Takes over rows that are about to be painted.
    ///
    /// - Returns: Those that have to be written whole, because something is there that curses does not know of.
    mutating func update(
        _ canvas: Canvas, rows: [Int], depth: ColorDepth, widths: OuterWidths = OuterWidths()
    ) -> [Int] {
        self.depth = depth
        self.widths = widths
        guard
            !runs.isEmpty || canvas.needsSupplements || !canvas.clusters.isEmpty || widths.absorbsAny
        else { return [] }
        var stale: [Int] = []
        for row in rows {
            let new = Self.runs(of: canvas, row: row, widths: widths)
            let old = runs[row] ?? []
            if old != new, !old.isEmpty { stale.append(row) }
            runs[row] = new.isEmpty ? nil : new
        }
        return stale
    }

    static func runs(of canvas: Canvas, row: Int, widths: OuterWidths = OuterWidths()) -> [Run] {
        var runs: [Run] = []
        var end = -1
        let cells = Array(canvas.packedRow(row))
        for (column, packed) in cells.enumerated() {
            let isCluster = isCluster(packed, before: cells[safe: column + 1], on: canvas, widths)
            guard isCluster || canvas.styles[safe: Int(packed.style)].map(needs) == true else { continue }
            let cell = canvas[row, column]
            if isCluster {
                runs.append(Run(column: column, text: cell.text, style: cell.style, isCluster: true))
                continue
            }
            if end == column, let last = runs.last, last.style == cell.style, !last.isCluster {
                runs[runs.count - 1].text += cell.text
            } else if !cell.text.isEmpty {
                runs.append(Run(column: column, text: cell.text, style: cell.style))
            } else {
                continue
            }
            end = column + 1
        }
        return runs
    }

    private static func isCluster(
        _ cell: Canvas.Packed, before next: Canvas.Packed?, on canvas: Canvas, _ widths: OuterWidths
    ) -> Bool {
        guard cell.content >= 0x300, cell.content != Canvas.Packed.rightHalf else { return false }
        let width = next?.content == Canvas.Packed.rightHalf ? 2 : 1
        guard cell.content & Canvas.Packed.clusterFlag != 0 else {
            return widths.absorbsAny && widths.isSupplement(CollectionOfOne(cell.content), width: width)
        }
        return widths.isSupplement(canvas.text(of: cell).unicodeScalars.map(\.value), width: width)
    }

    /// The bytes for rows that were painted; the cursor and its style are as before after them.
    func text(rows: [Int]) -> String {
        guard !runs.isEmpty else { return "" }
        var text = ""
        for row in rows {
            for run in runs[row] ?? [] { text += write(run, row: row) }
        }
        return text.isEmpty ? "" : "\u{1b}7" + text + "\u{1b}8"
    }

    private func write(_ run: Run, row: Int) -> String {
        let link = run.style.link.map { link in
            let target = run.style.linkTarget ?? link
            let identifier = run.style.linkIdentifier.map { "id=\($0)" } ?? ""
            return "\u{1b}]8;\(identifier);\(target)\u{1b}\\"
        }
        let isInMode = run.isCluster && widths.hasClusterMode
        let text = isInMode ? OuterWidths.clustersOn + run.text + OuterWidths.clustersOff : run.text
        return "\u{1b}[\(row + 1);\(run.column + 1)H" + StyleSequence.text(of: run.style, depth: depth)
            + (link ?? "") + text + (link == nil ? "" : "\u{1b}]8;;\u{1b}\\")
    }
}
