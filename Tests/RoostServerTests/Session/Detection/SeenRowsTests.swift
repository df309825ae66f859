import RoostTerminal
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct SeenRowsTests {
    @Test func `what is kept of the rows is what they hold, whatever the program does`() {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "text ", "\r\n", "\u{1B}[H", "\u{1B}[2J", "\u{1B}M", "\u{1B}[3L", "\u{1B}[2M", "\u{1B}[?1049h",
            "\u{1B}[?1049l",
            "漢字", "\u{1B}]8;;https://example.org/a\u{7}link\u{1B}]8;;\u{7}", "\u{1B}[5;3H", "\u{1B}[K",
            "\u{1B}]2;title\u{7}",
            "\u{1B}[1;31m", "\u{1B}[2;4r", "\n", "\u{1B}[?2026h", "\u{1B}[?2026l",
        ]
        var terminal = Terminal(size: TerminalSize(rows: 6, columns: 20), options: TerminalOptions())
        var rows = SeenRows()
        for step in 0..<3000 {
            terminal.feed(Array(pieces.randomElement(using: &generator)!.utf8))
            if step.isMultiple(of: 200) {
                terminal.resize(
                    to: TerminalSize(
                        rows: .random(in: 2...9, using: &generator),
                        columns: .random(in: 5...30, using: &generator)))
            }
            guard step.isMultiple(of: 3) else { continue }
            rows.look(at: terminal)
            let lines = (0..<terminal.size.rows).map { terminal.line($0) }
            #expect(rows.texts == lines.map { $0.text() })
            #expect(rows.links == lines.flatMap { $0.styles.compactMap(\.linkTarget) })
        }
    }
}
