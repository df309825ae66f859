import Foundation
import RoostTestSupport

/// A thousand sessions on one server.
enum Many {
    /// Bytes of memory that an idle session may cost.
    private static let memoryGoal = 150 << 10

    static func run(_ options: Options, _ report: inout Report) throws {
        try Nest.with(options, configuration: "[limits]\nsessions = 100000\n") { nest in
            try nest.output("new", "-d", "-n", "first", "--", "cat")
            let base = try memory(nest)
            report.figure(
                "memory with one session", "server \(base.server >> 10) KiB, keeper \(base.keeper >> 10) KiB")
            var creations: [Double] = []
            for number in 1...options.count {
                creations.append(
                    try Pause.measure { try nest.output("new", "-d", "-n", "cat-\(number)", "--", "cat") })
                report.progress(number, of: options.count)
            }
            report.durations("roost new", creations, goal: nil)
            try settle(nest)
            let full = try memory(nest)
            let each = (full.server + full.keeper - base.server - base.keeper) / options.count
            report.figure(
                "memory",
                "server \(full.server >> 10) KiB, keeper \(full.keeper >> 10) KiB; "
                    + "\(each >> 10) KiB for a session, goal \(memoryGoal >> 10) KiB")
            report.check(each <= memoryGoal, "\(each >> 10) KiB for an idle session")
            try lists(nest, "roost list", &report)
            try kill(nest, options, &report)
            try lists(nest, "roost list after the kill", &report)
            let after = try memory(nest)
            report.figure(
                "memory after the kill", "server \(after.server >> 10) KiB, keeper \(after.keeper >> 10) KiB")
        }
    }

    private static func lists(_ nest: Nest, _ name: String, _ report: inout Report) throws {
        var times: [Double] = []
        for _ in 0..<20 { times.append(try nest.run(["list"]).seconds) }
        report.durations(name, times, goal: 0.1)
        let median = times.sorted()[times.count / 2]
        report.check(median <= 0.1, "\(name) takes \(Report.text(median * 1000)) ms")
    }

    private static func kill(_ nest: Nest, _ options: Options, _ report: inout Report) throws {
        let before = try nest.sessions().compactMapValues { $0["pid"] as? Int }
        let server = try nest.pids().server
        Glibc.kill(server, SIGKILL)
        let seconds = try ServerKills.usable(nest, 1, &report)
        report.figure("usable after a kill", "\(Report.text(seconds * 1000)) ms, goal 3000 ms")
        report.check(seconds < 3, "usable after \(Report.text(seconds)) s")
        let after = try nest.sessions().compactMapValues { $0["pid"] as? Int }
        report.check(after == before, "\(after.count) sessions after the kill, \(before.count) before")
        let probe = "cat-\(options.count / 2 + 1)"
        try nest.output("send", probe, "--enter", "still here")
        try nest.output("wait", probe, "--text", "^still here$", "--timeout", "20")
    }

    /// Everything is written, and nothing happens any more.
    private static func settle(_ nest: Nest) throws {
        try nest.output("history", "--limit", "1")
        try Pause.milliseconds(3000)
    }

    private static func memory(_ nest: Nest) throws -> (server: Int, keeper: Int) {
        let pids = try nest.pids()
        return (Nest.memory(of: pids.server), Nest.memory(of: pids.keeper))
    }
}
