import Foundation
import RoostTestSupport

/// Server and keeper may open so few descriptors that they run out of them: what is new is refused in words, what
/// lives goes on through the death of both, nobody spins, and there is room again when something ends.
enum Descriptors {
    /// Hard limits, for server and keeper alike.
    private static let limits = [64, 128, 256]

    static func run(_ options: Options, _ report: inout Report) throws {
        for round in 1...options.count {
            for limit in limits {
                try Nest.with(options, configuration: "[limits]\nsessions = 1000\n") { nest in
                    try once(nest, limit, &report)
                }
            }
            report.progress(round, of: options.count)
        }
    }

    private static func once(_ nest: Nest, _ limit: Int, _ report: inout Report) throws {
        let first = try ChildProcess(
            ["sh", "-c", "ulimit -n \(limit); exec \"$0\" new -d -n cat-0 -- cat", nest.binaries + "/roost"],
            environment: nest.environment
        ).wait(seconds: 60, unless: Pause.checkInterrupted)
        guard first.status == 0 else { throw Trouble("limit \(limit): roost new: \(first.errors)") }
        var names = ["cat-0"]
        names += try fill(nest, limit, &report)
        report.figure("limit \(limit)", "\(names.count) sessions")
        report.check(names.count * 8 > limit, "limit \(limit): only \(names.count) sessions")
        try crowd(nest, limit, names, &report)
        let pids = try nest.sessions().compactMapValues { $0["pid"] as? Int }
        for victim in ["server", "keeper", "server"] {
            let now = try nest.pids()
            kill(victim == "server" ? now.server : now.keeper, SIGKILL)
            if victim == "keeper" {
                try Pause.until("a new keeper", seconds: 20) {
                    (try? nest.pids().keeper).map { $0 != now.keeper } ?? false
                }
            }
            _ = try ServerKills.usable(nest, limit, &report)
            let after = try nest.sessions().compactMapValues { $0["pid"] as? Int }
            report.check(
                after == pids, "limit \(limit), \(victim) killed: \(after.count) of \(pids.count) sessions")
            try talk(nest, names, "limit \(limit), \(victim) killed", &report)
        }
        try checkIdle(nest, "limit \(limit)", &report)
        for name in names.suffix(3) { try nest.output("kill", name) }
        try nest.output("new", "-d", "-n", "again", "--", "cat")
        try talk(nest, ["again"], "limit \(limit), with room again", &report)
    }

    /// Sessions until one is refused, in one line that says why.
    private static func fill(_ nest: Nest, _ limit: Int, _ report: inout Report) throws -> [String] {
        var names: [String] = []
        while names.count < limit {
            let name = "cat-\(names.count + 1)"
            let outcome = try nest.run(["new", "-d", "-n", name, "--", "cat"])
            guard outcome.status == 0 else {
                let lines = Nest.lines(outcome.errors)
                report.check(
                    lines.count == 1 && lines[0].contains("out of file descriptors (limit \(limit))"),
                    "limit \(limit): \(outcome.errors.debugDescription)")
                return names
            }
            names.append(name)
        }
        report.fail("limit \(limit): nobody says that there are \(limit) sessions and no descriptors")
        return names
    }

    /// More clients than there is room for: those are told, and the others are not disturbed.
    private static func crowd(
        _ nest: Nest, _ limit: Int, _ names: [String], _ report: inout Report
    ) throws {
        let crowd = try (0..<limit).map { _ in
            try nest.start(["wait", names[0], "--text", "^never$", "--timeout", "600"])
        }
        defer { for process in crowd { process.end() } }
        // The first that is told has met a server that is full.
        ChildProcess.waitForOne(of: crowd)
        let told = try crowd.filter { !$0.isRunning }.map { try $0.wait(seconds: 1) }
        for outcome in told {
            let lines = Nest.lines(outcome.errors)
            report.check(
                outcome.status == 1 && lines.count == 1 && lines[0].hasPrefix("roost: cannot"),
                "limit \(limit): a client too many: status \(outcome.status), \(outcome.errors.debugDescription)"
            )
        }
        try checkIdle(nest, "limit \(limit), with more clients than there is room for", &report)
    }

    private static func talk(
        _ nest: Nest, _ names: [String], _ when: String, _ report: inout Report
    ) throws {
        for name in names {
            let word = "word-\(UInt32.random(in: 0...UInt32.max))"
            try nest.output("send", name, "--enter", word)
            let outcome = try nest.run(["wait", name, "--text", "^\(word)$", "--timeout", "20"])
            report.check(outcome.status == 0, "\(when): \(name) does not answer")
        }
    }

    private static func checkIdle(_ nest: Nest, _ when: String, _ report: inout Report) throws {
        for pid in try nest.spinning() { report.fail("\(when): \(Nest.program(of: pid)) spins") }
    }
}
