import Foundation
import RoostTestSupport

/// Ten programs that change their titles twelve times a second cost next to nothing.
///
/// Nobody reads the ninth of ten titles of a second after a restart, and all that came is in the journals.
enum Titles {
    /// In bytes a second, and in hundredths of a core.
    private static let (writtenGoal, busyGoal) = (10 << 10, 1.0)

    static func run(_ options: Options, _ report: inout Report) throws {
        try measure(options, .titles, count: options.count, isLimited: true, &report)
        // What is seen is stored within a second, which takes a page of the table and one of its index.
        try measure(options, .dots, count: 1, isLimited: false, &report)
    }

    private static func measure(
        _ options: Options, _ kind: Program.Kind, count: Int, isLimited: Bool, _ report: inout Report
    ) throws {
        var generator = SeededGenerator(seed: options.seed)
        try Nest.with(options) { nest in
            let load = Load(
                nest,
                (0..<count).map { index in
                    Load.Member(
                        name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16,
                        prelude: 0,
                        isResized: false, limit: nil)
                })
            try load.start()
            // Until what the start wrote is synced.
            try Pause.milliseconds(5000)
            let server = try nest.pids().server
            let before = (Nest.writtenBytes(of: server), Nest.nanoseconds(of: server))
            for second in 1...options.seconds {
                try Pause.milliseconds(1000)
                report.progress(second, of: options.seconds)
            }
            let written = (Nest.writtenBytes(of: server) - before.0) / options.seconds
            let busy = Double(Nest.nanoseconds(of: server) - before.1) / Double(options.seconds) / 1e7
            report.figure(
                "\(count) \(kind.rawValue)",
                "\(Report.text(Double(written) / 1024)) KiB/s written, \(Report.text(busy)) % of a core")
            if isLimited {
                report.check(written < writtenGoal, "\(kind.rawValue): \(written) bytes/s written")
                report.check(busy < busyGoal, "\(kind.rawValue): \(Report.text(busy)) % of a core")
            }
            _ = try load.finish()
        }
    }
}
