import Foundation
import RoostTestSupport

/// A million lines of 50 sessions: searching them, and keeping the file within its limit.
enum History {
    private static let sessionCount = 50
    /// Lines that `roost search` finds, and how long the first page may take.
    private static let goal = 0.05
    private static let limitMegabytes = 8

    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        for (turn, (kind, linesInBlock)) in [(Program.Kind.steady, 10), (.torrent, 200)].enumerated() {
            try Nest.with(options) { nest in
                let load = Load(nest, members(kind, &generator))
                let blocks = max(1, options.count / sessionCount / linesInBlock)
                let printing = try Pause.measure {
                    try load.start(
                        blocks: Dictionary(uniqueKeysWithValues: load.members.map { ($0.name, blocks) }))
                    _ = try load.waitForEnd(seconds: 600)
                }
                let lines = sessionCount * (blocks * linesInBlock + Program.closingLines)
                report.figure("\(kind)", "\(lines) lines printed in \(Report.text(printing)) s")
                try search(nest, "\(kind)", blocks * linesInBlock, &report)
                report.figure("\(kind), database", "\(try size(nest) >> 20) MiB")
            }
            report.progress(turn + 1, of: 3)
        }
        try retention(options, &generator, &report)
        report.progress(3, of: 3)
    }

    private static func members(_ kind: Program.Kind, _ generator: inout SeededGenerator) -> [Load.Member] {
        (1...sessionCount).map {
            Load.Member(
                name: "session-\($0)", kind: kind, seed: generator.next() >> 16, prelude: 0, isResized: false,
                limit: nil)
        }
    }

    private static func search(_ nest: Nest, _ what: String, _ last: Int, _ report: inout Report) throws {
        let server = try nest.pids().server
        // The index follows the output: until it has all, searching reads more.
        try Pause.milliseconds(5000)
        let before = Nest.memory(of: server)
        for query in ["alpha", "\(last / 2)", "the end", "béta bold", "漢字", "nowhere"] {
            var times: [Double] = []
            var hits = 0
            // A slow one need not be slow twenty times.
            while times.count < 20, times.reduce(0, +) < 5 {
                let outcome = try nest.run(["search", query, "--limit", "50", "--json"], seconds: 60)
                times.append(outcome.seconds)
                hits =
                    (try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [Any])?.count
                    ?? -1
            }
            report.durations("\(what), search \(query.debugDescription), \(hits) hits", times, goal: goal)
            let median = times.sorted()[times.count / 2]
            report.check(
                median <= goal,
                "\(what): the first page of \(query.debugDescription) takes \(Report.text(median * 1000)) ms")
            report.check(
                query == "nowhere" ? hits == 0 : hits == 50 || query == "the end",
                "\(what), \(query): \(hits) hits")
        }
        let grown = Nest.memory(of: server) - before
        report.figure(
            "\(what), memory of the server", "\(before >> 20) MiB, \(grown >> 20) MiB more after the searches"
        )
        report.check(grown < 32 << 20, "the server grew by \(grown >> 20) MiB")
    }

    /// A flood against a small limit: the file stays near it, whatever comes.
    private static func retention(
        _ options: Options, _ generator: inout SeededGenerator, _ report: inout Report
    ) throws {
        let configuration = "[retention]\nsession_mb = 4\ntotal_mb = \(limitMegabytes)\n"
        try Nest.with(options, configuration: configuration) { nest in
            let load = Load(nest, Array(members(.torrent, &generator).prefix(3)))
            try load.start()
            var largest = 0
            for second in 1...options.seconds {
                try Pause.milliseconds(1000)
                if second % 5 == 0 { largest = max(largest, try size(nest)) }
            }
            _ = try load.finish()
            // Trimming may take its time, but not for ever.
            try Pause.milliseconds(15_000)
            let size = try size(nest)
            report.figure(
                "retention",
                "\(limitMegabytes) MiB of output wanted; the file had \(largest >> 20) MiB under flood, \(size >> 20) MiB in the end"
            )
            // The index and the rest of the file are about as large as the output itself.
            report.check(
                size <= 3 * limitMegabytes << 20,
                "the file has \(size >> 20) MiB, \(limitMegabytes) MiB of output are wanted")
        }
    }

    private static func size(_ nest: Nest) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: nest.state + "/roost.sqlite")[.size] as? Int ?? 0
    }
}
