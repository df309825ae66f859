import Foundation
import RoostTestSupport

/// Somebody exports a history and stops reading, while sessions print: the write-ahead log stays short, and is shorter
/// soon after.
enum Reader {
    /// While the reader stands still, and when it has gone.
    private static let (most, rest) = (8 << 20, 1 << 20)

    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        try Nest.with(options) { nest in
            let kinds: [Program.Kind] = [.steady, .flood, .flood, .shell]
            let load = Load(
                nest,
                kinds.enumerated().map { index, kind in
                    Load.Member(
                        name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16,
                        prelude: 50_000, isResized: false, limit: nil)
                })
            try load.start()
            try load.waitForPreludes()
            try nest.output("history", "--type", "command")
            let readers = try [
                ["history", "steady-0", "--export", "text"], ["history", "--export", "jsonl"],
                ["search", "alpha", "--limit", "100000"],
            ].map { try nest.start($0, output: .pipe) }
            defer { for reader in readers { reader.end() } }
            var longest = 0
            for second in 1...options.seconds {
                try Pause.milliseconds(1000)
                longest = max(longest, logSize(nest))
                report.progress(second, of: options.seconds)
            }
            report.check(readers.contains(where: \.isRunning), "nobody had to wait for whoever reads")
            report.figure("longest log", "\(longest >> 10) KiB in \(options.seconds) s")
            report.check(longest < most, "the log is \(longest >> 10) KiB long while somebody reads")
            for reader in readers { _ = reader.readToEnd() }
            _ = try load.finish()
            let seconds = try Pause.measure {
                try Pause.until("the log is short", seconds: 60) { logSize(nest) < rest }
            }
            report.figure("short again after", "\(Report.text(seconds)) s, \(logSize(nest) >> 10) KiB")
        }
    }

    private static func logSize(_ nest: Nest) -> Int {
        let facts = try? FileManager.default.attributesOfItem(atPath: nest.state + "/roost.sqlite-wal")
        return (facts?[.size] as? Int) ?? 0
    }
}
