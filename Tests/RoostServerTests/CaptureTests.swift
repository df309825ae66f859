import Foundation
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

@Suite struct CaptureTests {
    private func terminal(_ text: String) -> Terminal {
        var terminal = Terminal(size: TerminalSize(rows: 3, columns: 20), options: TerminalOptions())
        terminal.feed(Array(text.utf8))
        return terminal
    }

    private func lines(_ terminal: borrowing Terminal) -> [Line] {
        var lines: [Line] = []
        for row in 0..<terminal.size.rows { lines.append(terminal.line(row)) }
        return lines
    }

    @Test func `text has a line for each row`() {
        let terminal = terminal("one\r\n  two")
        let text = Capture.render(
            lines(terminal), format: .text, cursor: terminal.cursor, size: terminal.size, title: "")
        #expect(text == "one\n  two\n\n")
    }

    @Test func `ANSI text gives the same screen to another terminal`() {
        let first = terminal(
            "\u{1B}[1;31mred\u{1B}[0m \u{1B}[38;2;1;2;3;44mrgb\u{1B}[0m\r\n\u{1B}[4:3;58;5;9mcurl\u{1B}[m 漢\r\n"
                + "\u{1B}]8;id=a;http://x/\u{1B}\\link\u{1B}]8;;\u{1B}\\ \u{1B}[7mback\u{1B}[m")
        let ansi = Capture.render(
            lines(first), format: .ansi, cursor: first.cursor, size: first.size, title: "")
        let second = terminal(String(ansi.dropLast()).replacing("\n", with: "\r\n"))
        for row in 0..<3 {
            let (one, other) = (first.line(row), second.line(row))
            #expect(one.text() == other.text())
            for column in one.cells.indices where one.cells[column].scalar != 0 {
                let style = one.styles[Int(one.cells[column].style)]
                #expect(other.styles[Int(other.cells[column].style)] == style, "row \(row) column \(column)")
            }
        }
    }

    @Test func `JSON is one document with cells, cursor and title`() throws {
        let terminal = terminal("a\u{1B}[1mb")
        let json = Capture.render(
            lines(terminal), format: .json, cursor: terminal.cursor, size: terminal.size, title: "t")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(document["title"] as? String == "t")
        #expect((document["cursor"] as? [String: Any])?["column"] as? Int == 2)
        let rows = try #require(document["lines"] as? [[String: Any]])
        let cells = try #require(rows[0]["cells"] as? [[String: Any]])
        #expect(cells.map { $0["text"] as? String } == ["a", "b"])
        #expect(cells[1]["attributes"] as? [String] == ["bold"])
    }
}
