@testable import RoostTerminal

/// A terminal that tests can keep, pass around and look at.
final class Probe {
    var terminal: Terminal

    init(_ text: String = "", rows: Int = 5, columns: Int = 20, options: TerminalOptions = TerminalOptions())
    {
        terminal = Terminal(size: TerminalSize(rows: rows, columns: columns), options: options)
        feed(text)
    }

    init(snapshot: [UInt8], options: TerminalOptions = TerminalOptions()) throws {
        terminal = try Terminal(snapshot: snapshot, options: options)
    }

    func feed(_ text: String) {
        feed(Array(text.utf8))
    }

    func feed(_ bytes: some Collection<UInt8>) {
        terminal.feed(Array(bytes))
        terminal.checkInvariants()
    }

    /// The rows, without blanks at their ends.
    var rows: [String] { (0..<terminal.size.rows).map { terminal.line($0).text() } }

    /// The rows down to the last that is not blank, with newlines between them.
    var screen: String {
        var rows = rows
        while rows.last == "" { rows.removeLast() }
        return rows.joined(separator: "\n")
    }

    var scrollback: [String] { terminal.scrollbackRange.map { terminal.scrollbackLine($0)?.text() ?? "?" } }

    /// Row and column.
    var place: [Int] { [terminal.cursor.row, terminal.cursor.column] }

    /// The text of the status line; nil if there is none.
    var statusText: String? { terminal.statusLine?.text() }

    var cursor: Cursor { terminal.cursor }
    var modes: InputModes { terminal.inputModes }
    var title: String { terminal.title }
    var iconName: String { terminal.iconName }
    var size: TerminalSize { terminal.size }
    var scrollbackRange: Range<Int> { terminal.scrollbackRange }
    var scrollbackByteCount: Int { terminal.scrollback.byteCount }
    var isAlternateScreen: Bool { terminal.isAlternateScreen }
    var isSynchronizing: Bool { terminal.isSynchronizing }
    var isReverseVideo: Bool { terminal.isReverseVideo }
    var keyboardDepth: Int { terminal.screen.keyboard.pushed.count }
    var styleCount: Int { terminal.tables.styles.count }
    var clusterCount: Int { terminal.tables.clusters.count }
    var parserStringCount: Int { terminal.parser.string.count }
    var replies: String { String(decoding: terminal.takeReplies(), as: UTF8.self) }
    var events: [TerminalEvent] { terminal.takeEvents() }
    var state: [UInt8] { terminal.encodeState() }
    var changeCount: UInt64 { terminal.changeCount }
    var stamps: [UInt64] { (0..<terminal.size.rows).map { terminal.rowStamp($0) } }

    func exchangeFrame() -> Bool { terminal.exchangeFrame() }

    func line(_ row: Int) -> Line { terminal.line(row) }

    func style(_ row: Int, _ column: Int) -> Style {
        let line = terminal.line(row)
        guard column < line.cells.count else { return .plain }
        return line.styles[Int(line.cells[column].style)]
    }

    func resize(rows: Int, columns: Int) {
        terminal.resize(to: TerminalSize(rows: rows, columns: columns))
        terminal.checkInvariants()
    }

    /// Everything ever printed on the main screen that is still there, wrapped rows joined.
    var text: String {
        var text = ""
        let range = terminal.scrollbackRange
        let lines =
            range.map { terminal.scrollbackLine($0) ?? Line() } + (0..<terminal.size.rows).map { line($0) }
        for line in lines {
            text += line.text(trimmed: !line.isWrapped)
            if !line.isWrapped { text += "\n" }
        }
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
