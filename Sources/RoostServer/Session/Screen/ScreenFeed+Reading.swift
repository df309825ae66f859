import RoostModel
import RoostTerminal
import RoostWire

// Reading the screen.
extension ScreenFeed {
    /// The rows of the screen, after those of the scrollback if wanted.
    func lines(withScrollback: Bool) -> [Line] {
        let screen = (0..<terminal.size.rows).map { terminal.line($0) }
        guard withScrollback else { return screen }
        return terminal.scrollbackRange.compactMap { terminal.scrollbackLine($0) } + screen
    }

    /// The screen in one of the forms of `roost capture`.
    func capture(format: CaptureFormat, withScrollback: Bool) throws(Failure) -> String {
        try Capture.render(lines(withScrollback: withScrollback), of: terminal, format: format)
    }

    /// Scrollback lines in their compact form; clipped to what is kept.
    func scrollback(from: Int, count: Int) -> ScrollbackPage {
        let range = terminal.scrollbackRange
        let first = min(max(from, range.lowerBound), range.upperBound)
        let end = min(first + min(max(count, 0), 2000), range.upperBound)
        var bytes: [UInt8] = []
        for number in first..<end {
            guard let line = terminal.scrollbackLine(number) else {
                return ScrollbackPage(first: first, count: number - first, lines: bytes)
            }
            line.encode(into: &bytes)
        }
        return ScrollbackPage(first: first, count: end - first, lines: bytes)
    }

    /// The text of the lowest row that says something; at most 200 characters, not redacted.
    var lastText: String {
        for row in stride(from: terminal.size.rows - 1, through: 0, by: -1) {
            let text = terminal.line(row).text().trimmingBlanks
            if text.count > 3 { return String(text.prefix(200)) }
        }
        return ""
    }
}
