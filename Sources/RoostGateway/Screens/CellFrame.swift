import RoostDetect
import RoostTasks
import RoostTerminal
import RoostWire

/// Rows of cells as JSON, for a terminal in a browser: runs of one style and one width, and the styles they name.
///
/// A run is `text` for plain cells of one column, `[text, style]`, or `[text, style, width]`. Each Unicode scalar of a
/// text is a cell; characters of several scalars come as an array of texts, one a cell. Styles are numbered within the
/// frame, 0 is plain. Secrets are dots of the same width: what leaves the gateway has none.
///
/// Layout: `RoostGateway.docc/Cells.md`.
struct CellFrame {
    /// What stands in the columns of a secret.
    private static let mask: UInt32 = 0x2022
    /// Bytes of a row in which there is no secret, since none is as short.
    private static let shortest = 8

    private var numbers: [Style: Int] = [.plain: 0]
    /// In order of their numbers.
    private(set) var styles: [JSONValue] = [.object([])]
    private let redactor = Redactor()

    /// What a browser is told of an update of the server's.
    static func screen(_ update: ScreenUpdate) -> JSONValue {
        var frame = CellFrame()
        let changes = update.rows.map { row, change -> JSONValue in
            switch change {
            case .moved(let from): .array([.integer(row), .integer(from)])
            case .line(let line): .array([.integer(row)] + frame.row(line))
            }
        }
        let (cursor, modes) = (update.cursor, update.inputModes)
        return .members([
            "sequence": .integer(update.sequence), "rows": .integer(update.size.rows),
            "cols": .integer(update.size.columns),
            "cursor": .members([
                "row": .integer(cursor.row), "column": .integer(cursor.column),
                "visible": .bool(cursor.isVisible), "shape": .string("\(cursor.shape)"),
                "blinks": .bool(cursor.blinks), "color": color(update.cursorColor) ?? .null,
            ]),
            "modes": .members([
                "alternate_screen": .bool(update.isAlternateScreen),
                "reverse_video": .bool(update.isReverseVideo), "mouse": .string("\(modes.mouseTracking)"),
                "alternate_scroll": .bool(modes.alternateScroll),
                "bracketed_paste": .bool(modes.bracketedPaste),
            ]),
            "scrollback": .array([
                .integer(update.scrollback.lowerBound), .integer(update.scrollback.upperBound),
            ]),
            "styles": .array(frame.styles), "changes": .array(changes),
        ])
    }

    /// What a browser is told of lines that have left the screen.
    ///
    /// - Parameter page: As the server gave it.
    /// - Returns: Nil when its bytes are no lines.
    static func scrollback(_ page: ScrollbackPage) -> JSONValue? {
        var frame = CellFrame()
        var bytes = page.lines[...]
        var rows: [JSONValue] = []
        for _ in 0..<page.count {
            guard let line = try? Line(decoding: &bytes) else { return nil }
            rows.append(.array(frame.row(line)))
        }
        return .members([
            "first": .integer(page.first), "styles": .array(frame.styles), "rows": .array(rows),
        ])
    }

    // MARK: - Rows

    /// The runs of a row as an array, and `true` behind it where the text goes on in the next.
    ///
    /// Plain blanks at the end are left out.
    mutating func row(_ line: Line) -> [JSONValue] {
        let cells = masked(line)
        let end = cells.lastIndex { !Self.isBlank($0, line) }.map { $0 + 1 } ?? 0
        var runs: [JSONValue] = []
        var run = Run()
        for cell in cells[..<end] where cell.width > 0 {
            let style = line.styles.indices.contains(Int(cell.style)) ? line.styles[Int(cell.style)] : .plain
            let number = number(of: style)
            let cluster = Self.cluster(cell, line)
            if number != run.style || cell.width != run.width || (cluster == nil) == run.isOfClusters {
                if let json = run.json { runs.append(json) }
                run = Run(style: number, width: cell.width, isOfClusters: cluster != nil)
            }
            if let cluster { run.clusters.append(cluster) } else { run.text.append(Self.scalar(cell)) }
        }
        if let json = run.json { runs.append(json) }
        return line.isWrapped ? [.array(runs), .bool(true)] : [.array(runs)]
    }

    private struct Run {
        var style = 0
        var width: UInt8 = 1
        var isOfClusters = false
        var text = String.UnicodeScalarView()
        var clusters: [String] = []

        /// Nil for an empty one.
        var json: JSONValue? {
            guard !text.isEmpty || !clusters.isEmpty else { return nil }
            let text: JSONValue =
                isOfClusters ? .array(clusters.map(JSONValue.string)) : .string(String(text))
            if width != 1 { return .array([text, .integer(style), .integer(width)]) }
            return style == 0 && !isOfClusters ? text : .array([text, .integer(style)])
        }
    }

    private static func isBlank(_ cell: Line.Cell, _ line: Line) -> Bool {
        (cell.scalar == 0 || cell.scalar == 0x20)
            && (!line.styles.indices.contains(Int(cell.style)) || line.styles[Int(cell.style)] == .plain)
    }

    /// A character of several scalars; nil for one of one.
    private static func cluster(_ cell: Line.Cell, _ line: Line) -> String? {
        guard cell.scalar & Line.Cell.clusterFlag != 0 else { return nil }
        let index = Int(cell.scalar & ~Line.Cell.clusterFlag)
        return line.clusters.indices.contains(index) ? line.clusters[index] : nil
    }

    /// A blank in the place of what is none, or none that can be seen.
    private static func scalar(_ cell: Line.Cell) -> Unicode.Scalar {
        guard cell.scalar >= 0x20, let scalar = Unicode.Scalar(cell.scalar),
            scalar.properties.generalCategory != .control
        else { return " " }
        return scalar
    }

    // MARK: - Secrets

    /// The cells, those of secrets without what stood there.
    private func masked(_ line: Line) -> [Line.Cell] {
        var bytes: [UInt8] = []
        /// For each cell, where its character begins.
        var starts: [Int] = []
        for (column, cell) in line.cells.enumerated() {
            starts.append(bytes.count)
            guard cell.width > 0 else { continue }
            if cell.scalar == 0 { bytes.append(0x20) } else { bytes += line.character(at: column).utf8 }
        }
        guard bytes.count >= Self.shortest else { return line.cells }
        let secrets = redactor.secrets(in: bytes)
        guard !secrets.isEmpty else { return line.cells }
        var cells = line.cells
        for index in cells.indices where secrets.contains(where: { $0.contains(starts[index]) }) {
            cells[index].scalar = Self.mask
            cells[index].width = 1
        }
        return cells
    }

    // MARK: - Styles

    private mutating func number(of style: Style) -> Int {
        if let number = numbers[style] { return number }
        let number = styles.count
        numbers[style] = number
        styles.append(json(style))
        return number
    }

    private static let attributes: [(attribute: Attributes, name: String)] = [
        (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.blink, "blink"), (.rapidBlink, "rapid_blink"),
        (.inverse, "inverse"), (.invisible, "invisible"), (.strikethrough, "strikethrough"),
        (.overline, "overline"),
    ]

    private func json(_ style: Style) -> JSONValue {
        var json = JSONValue.object([])
        if let color = Self.color(style.foreground) { json = json.adding("fg", color) }
        if let color = Self.color(style.background) { json = json.adding("bg", color) }
        let names = Self.attributes.filter { style.attributes.contains($0.attribute) }.map(\.name)
        if !names.isEmpty { json = json.adding("attributes", .array(names.map(JSONValue.string))) }
        if style.underline != .none { json = json.adding("underline", .string("\(style.underline)")) }
        if let color = Self.color(style.underlineColor) { json = json.adding("underline_color", color) }
        // An address without its secret leads nowhere.
        if let target = style.linkTarget, redactor.redact(target) == target {
            json = json.adding("link", .string(target))
        }
        return json
    }

    /// A number of the palette, or `#rrggbb`; nil for the standard one.
    private static func color(_ color: Color) -> JSONValue? {
        switch color {
        case .standard: nil
        case .palette(let number): .integer(number)
        case .rgb(let red, let green, let blue):
            .string("#" + [red, green, blue].map(hexadecimal).joined())
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
