import RoostTerminal
import RoostTestSupport
import Testing

@testable import roost

@Suite struct ScreenPainterTests {
    private static let size = TerminalSize(rows: 11, columns: 40)

    private static func terminal(_ text: String, rows: Int = 10, columns: Int = 40) -> Terminal {
        var terminal = Terminal(
            size: TerminalSize(rows: rows, columns: columns), options: TerminalOptions())
        terminal.feed(Array(text.utf8))
        return terminal
    }

    /// What a person sees of a row: characters with their looks, without blanks at the end.
    private static func looks(_ line: Line, columns: Int) -> [String] {
        var looks = (0..<columns).map { column in
            let cell = column < line.cells.count ? line.cells[column] : Line.Cell()
            let text = cell.width == 0 ? "" : line.character(at: column)
            return "\(text == "" && cell.width > 0 ? " " : text) \(line.styles[Int(cell.style)])"
        }
        while looks.last == "  \(Style.plain)" { looks.removeLast() }
        return looks
    }

    private static let screens = [
        "plain\r\ntext", "\u{1B}[1;31mred\u{1B}[0m \u{1B}[48;5;200mon pink\u{1B}[K\r\n\u{1B}[m.",
        "\u{1B}[38;2;1;2;3;4;9;3mtrue\u{1B}[4:3m curly\u{1B}[21m double\u{1B}[m",
        "中文 wide 😀 e\u{301} ❤\u{FE0F}| \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}|",
        String(repeating: "x", count: 40) + "\r\n" + String(repeating: "中", count: 20),
        "\u{1B}[10;40H#", "\u{1B}[44m\u{1B}[2J\u{1B}[5;5Hbox", "\u{1B}[7minverse\u{1B}[53m over\u{1B}[m",
        "\u{1B}[90mgrey \u{1B}[107mwhite\u{1B}[2;5mdim\u{1B}[8mhidden",
    ]

    @Test(arguments: screens)
    func `another terminal shows the same`(text: String) {
        let terminal = Self.terminal(text)
        var painter = ScreenPainter(depth: .direct)
        var outer = Self.terminal("", rows: 11)
        outer.feed(Array("\u{1B}[?7l".utf8))
        outer.feed(Array(painter.paint(terminal, status: "status", on: Self.size).utf8))
        for row in 0..<10 {
            #expect(
                Self.looks(outer.line(row), columns: 40) == Self.looks(terminal.line(row), columns: 40),
                "row \(row)")
        }
        #expect(outer.line(10).text() == "status")
        #expect(outer.line(10).styles.contains { $0.attributes.contains(.inverse) })
        #expect(outer.cursor.row == terminal.cursor.row && outer.cursor.column == terminal.cursor.column)
        #expect(outer.takeReplies().isEmpty)
    }

    @Test func `changes lead to the same as painting anew, and nothing costs nothing`() {
        let seed = UInt64.random(in: 0 ... .max)
        var numbers = SeededGenerator(seed: seed)
        var painter = ScreenPainter(depth: .direct)
        var terminal = Self.terminal("")
        var outer = Self.terminal("\u{1B}[?7l", rows: 11)
        for step in 0..<60 {
            terminal.feed(Array((Self.screens.randomElement(using: &numbers) ?? "").utf8))
            if step % 10 == 3 { terminal.feed(Array("\u{1B}[2J\u{1B}[H".utf8)) }
            outer.feed(Array(painter.paint(terminal, status: "\(step / 5)", on: Self.size).utf8))
            for row in 0..<10 {
                #expect(
                    Self.looks(outer.line(row), columns: 40) == Self.looks(terminal.line(row), columns: 40),
                    "seed \(seed), step \(step), row \(row)")
            }
            #expect(painter.paint(terminal, status: "\(step / 5)", on: Self.size).isEmpty)
        }
    }

    @Test func `a screen that is too large is cut around its cursor`() {
        let lines = (1...30).map { "line \($0) " + String(repeating: "中", count: 30) }
        let terminal = Self.terminal(lines.joined(separator: "\r\n"), rows: 30, columns: 100)
        var painter = ScreenPainter(depth: .direct)
        var outer = Self.terminal("\u{1B}[?7l", rows: 11)
        outer.feed(
            Array(painter.paint(terminal, status: String(repeating: "长", count: 50), on: Self.size).utf8))
        #expect(outer.line(0).text().hasPrefix("line 21 中"))
        #expect(outer.line(9).text().hasPrefix("line 30 中"))
        #expect(outer.scrollbackRange.isEmpty)
        #expect(outer.line(10).text() == String(repeating: "长", count: 20))
        #expect(!outer.cursor.isVisible)
    }

    @Test func `a smaller screen leaves nothing of the larger one`() {
        var terminal = Self.terminal("\u{1B}[44m\u{1B}[2J" + String(repeating: "x", count: 400))
        var painter = ScreenPainter(depth: .direct)
        var outer = Self.terminal("\u{1B}[?7l", rows: 11)
        outer.feed(Array(painter.paint(terminal, status: "", on: Self.size).utf8))
        terminal.feed(Array("\u{1B}[m\u{1B}[2J\u{1B}[Hy".utf8))
        terminal.resize(to: TerminalSize(rows: 3, columns: 10))
        outer.feed(Array(painter.paint(terminal, status: "", on: Self.size).utf8))
        #expect((0..<10).map { outer.line($0).text() }.joined() == "y")
        #expect((0..<10).allSatisfy { Self.looks(outer.line($0), columns: 40).count <= 1 })
    }

    @Test func `reverse video and a hidden cursor are shown`() {
        let terminal = Self.terminal("\u{1B}[?5h\u{1B}[?25lab\u{1B}[7mc")
        var painter = ScreenPainter(depth: .direct)
        var outer = Self.terminal("\u{1B}[?7l", rows: 11)
        outer.feed(Array(painter.paint(terminal, status: "", on: Self.size).utf8))
        let row = outer.line(0)
        let inverse = (0..<40).map { row.styles[Int(row.cells[$0].style)].attributes.contains(.inverse) }
        #expect(inverse == (0..<40).map { $0 != 2 })
        #expect(!outer.cursor.isVisible)
    }

    @Test func `colours are the nearest where there are only 256`() {
        func shown(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
            ClaimedColors.palette.shown(.rgb(red, green, blue))
        }
        #expect(shown(0, 0, 0) == .palette(16))
        #expect(shown(255, 255, 255) == .palette(231))
        #expect(shown(255, 0, 0) == .palette(196))
        #expect(shown(95, 135, 175) == .palette(67))
        #expect(shown(118, 118, 118) == .palette(243))
        #expect(ClaimedColors.palette.shown(.palette(7)) == .palette(7))
        #expect(ClaimedColors.direct.shown(.rgb(1, 2, 3)) == .rgb(1, 2, 3))
        #expect(ClaimedColors(environment: ["COLORTERM": "truecolor"]) == .direct)
        #expect(ClaimedColors(environment: ["TERM": "xterm-256color"]) == .palette)
    }
}
