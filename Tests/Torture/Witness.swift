import Foundation
import RoostModel
import RoostStore
import RoostTerminal

/// Knows what a session must hold after everything was killed: its programs' streams up to the byte that roost read
/// last, and the screen that a terminal makes of them.
final class Witness {
    let member: Load.Member
    /// All bytes before it were checked.
    private(set) var offset: UInt64 = 0
    /// The stream of the program that runs now, as far as it was made.
    private var program: Program
    private var ahead: [UInt8] = []
    private var terminal: Terminal
    private let limit: Int

    init(_ member: Load.Member, rows: Int, columns: Int, limit: Int) {
        self.member = member
        self.limit = limit
        program = Program(kind: member.kind, seed: member.seed)
        ahead = program.prelude(lines: member.prelude)
        var options = TerminalOptions()
        options.scrollbackLimit = limit
        terminal = Terminal(size: TerminalSize(rows: rows, columns: columns), options: options)
    }

    /// The program was started again: its stream begins anew, after all that came before and the controls that give
    /// it a clean terminal.
    func restarted() throws {
        program = Program(kind: member.kind, seed: member.seed)
        ahead = []
        if offset > 0 {
            var copy = try Terminal(snapshot: terminal.encodeSnapshot(), options: TerminalOptions())
            ahead = copy.leavingProgram
            copy.feed(ahead)
            ahead += copy.movingBelowText
        }
        ahead += program.prelude(lines: member.prelude)
    }

    /// Takes the output that the database has and this has not seen, and checks every byte of it.
    func read(_ store: Store, _ id: SessionID, _ when: String, _ report: inout Report) throws {
        while true {
            let parts = try store.output(session: id, from: offset, limitBytes: 4 << 20)
            guard !parts.isEmpty else { break }
            for part in parts {
                report.check(
                    part.offset == offset,
                    "\(when), \(member.name): output \(offset)..<\(part.offset) is missing or doubled")
                offset = part.offset + UInt64(part.bytes.count)
                while ahead.count < part.bytes.count { ahead += program.block().bytes }
                report.check(
                    ahead.starts(with: part.bytes),
                    "\(when), \(member.name): output \(part.offset)..<\(offset) is not what the program printed"
                )
                ahead.removeFirst(part.bytes.count)
                terminal.feed(part.bytes)
            }
            _ = terminal.takeEvents()
            _ = terminal.takeReplies()
        }
        for damage in store.damage { report.fail("\(when), \(member.name): \(damage)") }
    }

    /// Compares the screen that roost shows, with colours and cursor, and the lines above it.
    func compare(_ nest: Nest, _ when: String, _ report: inout Report) throws {
        let name = member.name
        let json = try nest.output("capture", name, "--format", "json")
        let screen = try JSONDecoder().decode(Screen.self, from: Data(json.utf8))
        let expected = Screen(terminal)
        report.check(
            screen == expected,
            "\(when), \(name): the screen is not as before: \(screen.difference(from: expected))")
        guard !terminal.isAlternateScreen else { return }
        let range = terminal.scrollbackRange
        let above = range.suffix(limit).map { terminal.scrollbackText($0) ?? "" }
        let rows = (0..<terminal.size.rows).map { terminal.line($0).text() }
        let captured = try nest.capturedLines(name)
        Load.compare(captured, above + rows, "\(when), \(name), capture", &report)
    }
}

/// What `roost capture --format json` says, as far as it is compared.
private struct Screen: Codable, Equatable {
    struct Position: Codable, Equatable {
        var row: Int
        var column: Int
    }
    struct Cell: Codable, Equatable {
        var column: Int
        var text: String
        var fg: String?
    }
    struct Row: Codable, Equatable {
        var text: String
        var cells: [Cell]
    }
    var rows: Int
    var cols: Int
    var cursor: Position
    var lines: [Row]

    init(_ terminal: borrowing Terminal) {
        rows = terminal.size.rows
        cols = terminal.size.columns
        cursor = Position(row: terminal.cursor.row, column: terminal.cursor.column)
        lines = (0..<terminal.size.rows).map { row in
            let line = terminal.line(row)
            return Row(
                text: line.text(),
                cells: line.cells.indices.compactMap { column in
                    let cell = line.cells[column]
                    let style =
                        line.styles.indices.contains(Int(cell.style)) ? line.styles[Int(cell.style)] : .plain
                    guard cell.width > 0, cell.scalar != 0 || style != .plain else { return nil }
                    var color: String?
                    if case .palette(let index) = style.foreground { color = "palette:\(index)" }
                    return Cell(column: column, text: line.character(at: column), fg: color)
                })
        }
    }

    func difference(from other: Screen) -> String {
        guard (rows, cols) == (other.rows, other.cols) else {
            return "size \(cols)x\(rows), not \(other.cols)x\(other.rows)"
        }
        for (index, pair) in zip(lines, other.lines).enumerated() where pair.0 != pair.1 {
            return
                "row \(index + 1) is \(pair.0.text.debugDescription) and not \(pair.1.text.debugDescription)"
        }
        return "the cursor is at \(cursor) and not at \(other.cursor)"
    }
}
