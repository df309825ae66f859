import RoostTestSupport
import RoostTerminal

/// A terminal with lines of full width above its screen.
enum LongScrollback {
    /// Fills the screen, and adds so many lines of log above it, each cut to so many columns.
    static func fill(_ terminal: inout Terminal, lines count: Int, columns: Int) {
        var place = 0
        for _ in 0..<count + terminal.size.rows - 1 {
            if place + columns > text.count { place = 0 }
            terminal.feed(Array(text[place..<place + columns]) + [0x0D, 0x0A])
            place += columns
        }
    }

    /// 50,000 lines of 120 columns.
    static func terminal() -> Terminal {
        var terminal = blank()
        fill(&terminal, lines: 50_000, columns: 120)
        return terminal
    }

    /// Touches what all terminals share.
    static func warmUp() {
        var terminal = blank()
        fill(&terminal, lines: 1, columns: 120)
    }

    private static func blank() -> Terminal {
        Terminal(size: TerminalSize(rows: 50, columns: 120), options: TerminalOptions())
    }

    /// Log without line ends.
    private static let text: [UInt8] = {
        var text: [UInt8] = []
        var random = SeededGenerator(seed: 50_000)
        while text.count < 1 << 20 {
            Payload.log(&random, &text)
            text.removeLast(2)
            text.append(0x20)
        }
        return text
    }()
}
