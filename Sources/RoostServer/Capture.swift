import FoundationEssentials
import RoostTerminal
import RoostWire

/// Writes a screen down for `roost capture`.
enum Capture {
    /// Renders lines in a format.
    ///
    /// Text and ANSI have one line per row, each ended by a newline, blanks at the end cut; JSON is one document.
    static func render(
        _ lines: [Line], format: CaptureFormat, cursor: Cursor, size: TerminalSize, title: String
    ) -> String {
        switch format {
        case .text: lines.map { $0.text() + "\n" }.joined()
        case .ansi: lines.map { ansi($0) + "\n" }.joined()
        case .json: json(lines, cursor: cursor, size: size, title: title)
        }
    }

    /// A row with its SGR sequences, plain again at its end.
    static func ansi(_ line: Line) -> String {
        var output = ""
        var style = Style.plain
        var end = line.cells.count
        while end > 0, line.cells[end - 1].scalar == 0, look(of: line.cells[end - 1], in: line) == .plain {
            end -= 1
        }
        for column in 0..<end {
            let cell = line.cells[column]
            guard cell.width > 0 else { continue }
            let next = look(of: cell, in: line)
            if next != style {
                output += transition(from: style, to: next)
                style = next
            }
            let text = line.character(at: column)
            output += text.isEmpty ? " " : text
        }
        return style == .plain ? output : output + transition(from: style, to: .plain)
    }

    private static func look(of cell: Line.Cell, in line: Line) -> Style {
        line.styles.indices.contains(Int(cell.style)) ? line.styles[Int(cell.style)] : .plain
    }

    private static func transition(from old: Style, to new: Style) -> String {
        var output = ""
        if old.link != new.link {
            // OSC 8; the id keeps the parts of a wrapped link together.
            let link = new.link ?? ";"
            let parts = link.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            let id = parts.first.map { $0.isEmpty ? "" : "id=\($0)" } ?? ""
            output += "\u{1B}]8;\(id);\(parts.count > 1 ? String(parts[1]) : "")\u{1B}\\"
        }
        var plainOld = old
        var plainNew = new
        plainOld.link = nil
        plainNew.link = nil
        guard plainOld != plainNew else { return output }
        return output + "\u{1B}[" + plainNew.rendition.joined(separator: ";") + "m"
    }

    // MARK: - JSON

    private struct Document: Encodable {
        struct CursorRecord: Encodable {
            var row: Int
            var column: Int
            var visible: Bool
        }
        struct CellRecord: Encodable {
            var column: Int
            var text: String
            var width: Int
            var fg: String?
            var bg: String?
            var attributes: [String]?
            var link: String?
        }
        struct RowRecord: Encodable {
            var text: String
            var wrapped: Bool
            var cells: [CellRecord]
        }
        var rows: Int
        var cols: Int
        var title: String
        var cursor: CursorRecord
        var lines: [RowRecord]
    }

    private static func json(_ lines: [Line], cursor: Cursor, size: TerminalSize, title: String) -> String {
        let document = Document(
            rows: size.rows, cols: size.columns, title: title,
            cursor: .init(row: cursor.row, column: cursor.column, visible: cursor.isVisible),
            lines: lines.map { line in
                Document.RowRecord(
                    text: line.text(), wrapped: line.isWrapped,
                    cells: line.cells.indices.compactMap { record(of: line, column: $0) })
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(document) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func record(of line: Line, column: Int) -> Document.CellRecord? {
        let cell = line.cells[column]
        let style = look(of: cell, in: line)
        guard cell.width > 0, cell.scalar != 0 || style != .plain else { return nil }
        var names: [String] = []
        let flags: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.blink, "blink"),
            (.rapidBlink, "rapid_blink"), (.inverse, "inverse"), (.invisible, "invisible"),
            (.strikethrough, "strikethrough"), (.overline, "overline"),
        ]
        names += flags.filter { style.attributes.contains($0.0) }.map(\.1)
        if style.underline != .none { names.append("underline_\(style.underline)") }
        return Document.CellRecord(
            column: column, text: line.character(at: column), width: Int(cell.width),
            fg: name(style.foreground), bg: name(style.background), attributes: names.isEmpty ? nil : names,
            link: style.link)
    }

    private static func name(_ color: Color) -> String? {
        switch color {
        case .standard: nil
        case .palette(let index): "palette:\(index)"
        case .rgb(let red, let green, let blue):
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}
