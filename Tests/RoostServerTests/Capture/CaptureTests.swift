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

    @Test func `text has a line for each row`() throws {
        let terminal = terminal("one\r\n  two")
        let text = try Capture.render(lines(terminal), of: terminal, format: .text)
        #expect(text == "one\n  two\n\n")
    }

    @Test func `ANSI text gives the same screen to another terminal`() throws {
        let first = terminal(
            "\u{1B}[1;31mred\u{1B}[0m \u{1B}[38;2;1;2;3;44mrgb\u{1B}[0m\r\n\u{1B}[4:3;58;5;9mcurl\u{1B}[m 漢\r\n"
                + "\u{1B}]8;id=a;http://x/\u{1B}\\link\u{1B}]8;;\u{1B}\\ \u{1B}[7mback\u{1B}[m")
        let ansi = try Capture.render(lines(first), of: first, format: .ansi)
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

    @Test func `JSON is one document with cells, cursor, modes and title`() throws {
        let terminal = terminal("a\u{1B}[1mb\u{1B}]2;t\u{7}\u{1B}[?1003;1016;2004h\u{1B}[>5u\u{1B}[4 q")
        let json = try Capture.render(lines(terminal), of: terminal, format: .json)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(document["title"] as? String == "t")
        let cursor = try #require(document["cursor"] as? [String: Any])
        #expect(cursor["column"] as? Int == 2)
        #expect(cursor["shape"] as? String == "underline")
        #expect(cursor["blinking"] as? Bool == false)
        let modes = try #require(document["modes"] as? [String: Any])
        #expect(modes["alternate_screen"] as? Bool == false)
        #expect(modes["bracketed_paste"] as? Bool == true)
        #expect(modes["kitty_keyboard"] as? Int == 5)
        #expect(modes["mouse"] as? String == "any")
        #expect(modes["mouse_encoding"] as? String == "sgr_pixels")
        let rows = try #require(document["lines"] as? [[String: Any]])
        let cells = try #require(rows[0]["cells"] as? [[String: Any]])
        #expect(cells.map { $0["text"] as? String } == ["a", "b"])
        #expect(cells[1]["attributes"] as? [String] == ["bold"])
    }
}
