import FoundationEssentials
import RoostTerminal
import RoostWire

/// A screen as `roost capture --format json` writes it, with names in snake case.
struct CaptureDocument: Encodable {
    struct CursorRecord: Encodable {
        var row: Int
        var column: Int
        var visible: Bool
        var shape: String
        var blinking: Bool
    }

    /// What the program set, as far as it concerns who types, pastes or uses the mouse, or looks on.
    struct ModesRecord: Encodable {
        var alternateScreen: Bool
        var applicationCursorKeys: Bool
        var applicationKeypad: Bool
        var backarrowSendsBackspace: Bool
        var bracketedPaste: Bool
        var focusEvents: Bool
        /// The flags in force, 0 to 31.
        var kittyKeyboard: Int
        /// 0, 1 or 2.
        var modifyOtherKeys: Int
        var mouse: String
        var mouseEncoding: String
        var newLine: Bool
        var reverseVideo: Bool
        var synchronizedOutput: Bool
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

    let rows: Int
    let cols: Int
    let title: String
    let cursor: CursorRecord
    let modes: ModesRecord
    let lines: [RowRecord]

    init(_ lines: [Line], of terminal: borrowing Terminal) {
        let (cursor, input) = (terminal.cursor, terminal.inputModes)
        rows = terminal.size.rows
        cols = terminal.size.columns
        title = terminal.title
        self.cursor = CursorRecord(
            row: cursor.row, column: cursor.column, visible: cursor.isVisible, shape: "\(cursor.shape)",
            blinking: cursor.blinks)
        modes = ModesRecord(
            alternateScreen: terminal.isAlternateScreen, applicationCursorKeys: input.applicationCursorKeys,
            applicationKeypad: input.applicationKeypad,
            backarrowSendsBackspace: input.backarrowSendsBackspace, bracketedPaste: input.bracketedPaste,
            focusEvents: input.focusEvents, kittyKeyboard: Int(input.kittyFlags),
            modifyOtherKeys: Int(input.modifyOtherKeys), mouse: "\(input.mouseTracking)",
            mouseEncoding: input.mouseEncoding == .sgrPixels ? "sgr_pixels" : "\(input.mouseEncoding)",
            newLine: input.newLineMode, reverseVideo: terminal.isReverseVideo,
            synchronizedOutput: terminal.isSynchronizing)
        self.lines = lines.map { line in
            RowRecord(
                text: line.text(), wrapped: line.isWrapped,
                cells: line.cells.indices.compactMap { Self.record(of: line, column: $0) })
        }
    }

    /// One document on one line.
    var json: String {
        get throws(Failure) {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            do {
                return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
            } catch {
                throw Failure(
                    "write the screen down as JSON", cause: "\(error)", advice: "try --format text")
            }
        }
    }

    private static func record(of line: Line, column: Int) -> CellRecord? {
        let cell = line.cells[column]
        let style = Capture.look(of: cell, in: line)
        guard cell.width > 0, cell.scalar != 0 || style != .plain else { return nil }
        var names: [String] = []
        let flags: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.blink, "blink"),
            (.rapidBlink, "rapid_blink"), (.inverse, "inverse"), (.invisible, "invisible"),
            (.strikethrough, "strikethrough"), (.overline, "overline"),
        ]
        names += flags.filter { style.attributes.contains($0.0) }.map(\.1)
        if style.underline != .none { names.append("underline_\(style.underline)") }
        return CellRecord(
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
