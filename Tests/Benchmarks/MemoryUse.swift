import Foundation
import RoostTerminal

/// Resident bytes of terminals, as the system counts them.
///
/// Each is measured in a process of its own: what was freed before would be used again, and not be counted.
enum MemoryUse {
    /// What follows is the case's name.
    static let childFlag = "--memory-of"
    /// What tmux takes for 50,000 lines of 120 columns, in MB; the goal is 0.3 of it.
    private static let tmuxMegabytes = 51.0

    private enum Subject: String {
        case logLines = "log-lines"
        case wideLines = "wide-lines"
        case idleTerminals = "idle-terminals"
        case redrawLoop = "redraw-loop"
    }

    static func measure() -> [Benchmark.Row] {
        let perLine = residentByteCount(of: .logLines) / 10_000
        let wide = residentByteCount(of: .wideLines) / 1e6
        let idle = residentByteCount(of: .idleTerminals) / 1000
        let growth = residentByteCount(of: .redrawLoop) / 1e3
        let goal = tmuxMegabytes * 0.3
        return [
            Benchmark.Row(
                subject: "10,000 log lines of 80 columns", value: "\(Table.number(perLine)) bytes a line",
                goal: ("at most 120", perLine <= 120)),
            Benchmark.Row(
                subject: "50,000 lines of 120 columns", value: "\(Table.number(wide)) MB",
                goal: ("at most \(Table.number(goal)), 0.3 of tmux", wide <= goal)),
            Benchmark.Row(
                subject: "an idle terminal of 24 x 80", value: "\(Table.number(idle / 1e3)) KB"),
            Benchmark.Row(
                subject: "growth in a second hour of redraws", value: "\(Table.number(growth)) KB",
                goal: ("at most 256 KB", growth <= 256)),
        ]
    }

    private static func residentByteCount(of subject: Subject) -> Double {
        let output = OwnProcess.run([childFlag, subject.rawValue])?.output ?? ""
        return Double(output.split(separator: "\n").last ?? "") ?? .infinity
    }

    /// What the child does: builds one of them, and prints how many bytes became resident.
    static func printForParent(_ name: String) {
        switch Subject(rawValue: name) {
        case .logLines:
            var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80), options: TerminalOptions())
            // The tables that all terminals share, and the screen.
            LongScrollback.fill(&terminal, lines: 1, columns: 79)
            let before = residentByteCount
            LongScrollback.fill(&terminal, lines: 10_000, columns: 79)
            print(residentByteCount - before)
        case .wideLines:
            LongScrollback.warmUp()
            let before = residentByteCount
            let terminal = LongScrollback.terminal()
            print(terminal.scrollbackRange.count == 50_000 ? residentByteCount - before : .max)
        case .idleTerminals:
            LongScrollback.warmUp()
            let before = residentByteCount
            let sessions = (0..<1000).map { _ in Session() }
            for session in sessions { session.terminal.feed(Array("$ ".utf8)) }
            print(residentByteCount - before)
        case .redrawLoop:
            var terminal = Terminal(size: TerminalSize(rows: 40, columns: 120), options: TerminalOptions())
            // In the first hour the tables of styles and links grow to where they are swept.
            redraw(&terminal, frames: 0..<36_000)
            let before = residentByteCount
            redraw(&terminal, frames: 36_000..<72_000)
            print(max(0, residentByteCount - before))
        case nil: break
        }
    }

    /// What an assistant at work shows ten times a second: a box that is drawn again in place, a spinner in
    /// fading colours, a title that counts, and frames that are not to be seen half.
    private static func redraw(_ terminal: inout Terminal, frames: Range<Int>) {
        let spinner = ["\u{280B}", "\u{2819}", "\u{2839}", "\u{2838}", "\u{283C}", "\u{2834}"]
        for frame in frames {
            let color = "\u{1B}[38;2;\(frame % 256);\(frame / 256 % 256);\(frame * 7 % 256)m"
            let link = "\u{1B}]8;;https://example.org/\(frame)\u{7}link\u{1B}]8;;\u{7}"
            let text = """
                \u{1B}[?2026h\u{1B}]2;\(frame) s\u{7}\r\u{1B}[5A\u{1B}[J\u{256D}\u{2500}\u{2500}\u{256E}\r
                \u{2502} \(color)\(spinner[frame % spinner.count])\u{1B}[0m working, \(frame) tokens\r
                \u{2502} \(link) e\u{301}\u{1F469}\u{200D}\u{1F4BB}\r
                \u{2570}\u{2500}\u{2500}\u{256F}\r
                \u{1B}[2m? for shortcuts\u{1B}[0m\r
                \u{1B}[?2026l
                """
            terminal.feed(Array(text.utf8))
            _ = terminal.takeEvents()
            _ = terminal.takeReplies()
        }
    }

    private final class Session {
        var terminal = Terminal(size: TerminalSize(rows: 24, columns: 80), options: TerminalOptions())
    }

    /// The pages that are the process's own; the program's code comes in larger pieces, and when it will. proc(5)
    private static var residentByteCount: Int {
        let text = (try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("Anonymous:") } ?? ""
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
    }
}
