import Foundation
import GRDB
import RoostTestSupport

/// `kill -9` of everything while the database is busiest: commits, checkpoints, snapshots, readers.
enum CommitKills {
    static func run(_ options: Options, _ report: inout Report) throws {
        let kinds: [Program.Kind] = [.torrent, .flood, .shell, .torrent, .flood, .redraw]
        let requests = [
            ["history", "--type", "output", "--limit", "20000"], ["search", "alpha"], ["history", "--json"],
        ]
        try BothKills.rounds(options, kinds: kinds, delay: 400, requests: requests, &report) { nest, report in
            try checkIntegrity(of: nest.state + "/roost.sqlite", copy: nest.path + "/copy.sqlite", &report)
        }
        try births(options, &report)
    }

    /// Kills while the tables of a new home are made: whoever comes next finds all of them, or none and makes them.
    private static func births(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed &+ 1)
        let count = max(1, options.count / 5)
        for number in 1...count {
            try Nest.with(options) { nest in
                let first = try nest.start(["list"])
                try Pause.milliseconds(Double.random(in: 0...120, using: &generator))
                nest.killAll()
                first.end()
                let path = nest.state + "/roost.sqlite"
                if FileManager.default.fileExists(atPath: path) {
                    try checkIntegrity(of: path, copy: nest.path + "/copy.sqlite", &report)
                }
                let outcome = try nest.run(["new", "-d", "-n", "first", "--", "cat"])
                report.check(
                    outcome.status == 0, "birth \(number): roost new: \(outcome.errors)")
            }
        }
        report.figure("kills while a home was made", "\(count)")
    }

    /// Looks at a copy: to open the file itself would heal it.
    static func checkIntegrity(of path: String, copy: String, _ report: inout Report) throws {
        for suffix in ["", "-wal"] {
            try? FileManager.default.removeItem(atPath: copy + suffix)
            if FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
        }
        var answer: [String] = []
        do {
            let queue = try DatabaseQueue(path: copy)
            answer = try queue.read { database in
                try String.fetchAll(database, sql: "PRAGMA integrity_check")
                    + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { "foreign key: \($0)" }
            }
            try queue.close()
        } catch {
            answer = ["\(error)"]
        }
        report.check(answer == ["ok"], "integrity_check: \(answer.prefix(3).joined(separator: "; "))")
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
    }
}
