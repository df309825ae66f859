import RoostTerminal
import RoostWire

/// Writes a screen down for `roost capture`.
enum Capture {
    /// Renders lines in a format.
    ///
    /// Text and ANSI have one line per row, each ended by a newline, blanks at the end cut; JSON is one document.
    static func render(
        _ lines: [Line], of terminal: borrowing Terminal, format: CaptureFormat
    ) throws(Failure) -> String {
        switch format {
        case .text: lines.map { $0.text() + "\n" }.joined()
        case .ansi: lines.map { ansi($0) + "\n" }.joined()
        case .json: try CaptureDocument(lines, of: terminal).json
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

    static func look(of cell: Line.Cell, in line: Line) -> Style {
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
}
