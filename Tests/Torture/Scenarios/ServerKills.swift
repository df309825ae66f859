import Foundation
import Glibc
import RoostTestSupport

/// `kill -9` of the server at random instants, under the load of 20 sessions.
enum ServerKills {
    /// Each session keeps 10,000 lines above its screen.
    static let configuration = "[terminal]\nhistory_limit = 10000\n"

    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        try Nest.with(options, configuration: configuration) { nest in
            let load = Load(nest, Load.mixed(&generator, prelude: 10_000))
            try load.start()
            try load.waitForPreludes()
            let keeper = try nest.pids().keeper
            var (restarts, secondRestarts): ([Double], [Double]) = ([], [])
            for round in 1...options.count {
                try Pause.milliseconds(Double.random(in: 0...700, using: &generator))
                if round % 4 == 0 { try load.resizeOne(&generator) }
                guard let server = Nest.server(of: keeper) else {
                    throw Trouble("round \(round): the keeper has no server")
                }
                kill(server, SIGKILL)
                // Some servers die before they are ready.
                let isSecond = round % 10 == 0
                if isSecond { try killNext(of: keeper, after: server, &generator) }
                let seconds = try usable(nest, round, &report)
                if isSecond { secondRestarts.append(seconds) } else { restarts.append(seconds) }
                if seconds > 0.5 {
                    report.figure("round \(round)", "\(Report.text(seconds * 1000)) ms, until \(Date())")
                }
                if round % 50 == 0 { load.checkAlive(&report, "after \(round) kills") }
                report.progress(round, of: options.count)
            }
            let end = try load.finish()
            load.checkAlive(&report, "at the end")
            report.check(try nest.pids().keeper == keeper, "the keeper is another one")
            report.durations("usable after a kill", restarts, goal: 0.5)
            report.durations("usable after a kill while it started", secondRestarts, goal: 0.5)
            let median = restarts.sorted()[restarts.count / 2]
            report.check(median <= 0.5, "usable after \(Report.text(median * 1000)) ms in the median")
            // One that was read and not answered at the instant of the kill may be lost.
            report.check(
                end.unanswered <= options.count / 20,
                "\(end.unanswered) questions of programs stay without an answer")
            report.figure("questions without an answer", "\(end.unanswered)")
            for line in nest.suspiciousLog().prefix(10) { report.figure("log", line) }
            try load.compareWithTwin(options, configuration: configuration, blocks: end.blocks, &report)
        }
    }

    /// Kills the server that follows, at a random instant of its start.
    private static func killNext(
        of keeper: Int32, after server: Int32, _ generator: inout SeededGenerator
    ) throws {
        var next: Int32 = 0
        try Pause.until("the next server") {
            next = Nest.server(of: keeper) ?? server
            return next != server
        }
        try Pause.milliseconds(Double.random(in: 0...200, using: &generator))
        kill(next, SIGKILL)
    }

    /// Seconds until `roost list` answers with all sessions; it may say before that it cannot.
    static func usable(_ nest: Nest, _ round: Int, _ report: inout Report) throws -> Double {
        let start = SystemCall.now
        var said = ""
        for _ in 0..<20 {
            let outcome = try nest.run(["list"], seconds: 20)
            let seconds = Double(SystemCall.now - start) / 1e9
            if outcome.status == 0 {
                report.check(
                    seconds < 10, "round \(round): usable after \(Report.text(seconds)) s; before: \(said)")
                return seconds
            }
            said = outcome.errors
            try Pause.milliseconds(50)
        }
        throw Trouble("round \(round): roost list: \(said)")
    }
}
