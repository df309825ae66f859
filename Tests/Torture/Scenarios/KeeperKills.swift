import Glibc
import RoostTestSupport

/// `kill -9` of the keeper at random instants, under the load of 20 sessions.
enum KeeperKills {
    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        let configuration = ServerKills.configuration
        try Nest.with(options, configuration: configuration) { nest in
            let load = Load(nest, Load.mixed(&generator, prelude: 1000))
            try load.start()
            try load.waitForPreludes()
            var pids = try nest.pids()
            var takeovers: [Double] = []
            for round in 1...options.count {
                try Pause.milliseconds(Double.random(in: 0...500, using: &generator))
                if round % 4 == 0 { try load.resizeOne(&generator) }
                kill(pids.keeper, SIGKILL)
                takeovers.append(
                    try Pause.measure {
                        try Pause.until("round \(round): a new keeper", seconds: 20) {
                            (try? nest.pids().keeper).map { $0 != pids.keeper } ?? false
                        }
                    })
                let now = try nest.pids()
                report.check(now.server == pids.server, "round \(round): the server is another one")
                pids = now
                // The new keeper starts children, and hands them over.
                if round % 10 == 0 {
                    try nest.output("new", "-d", "-n", "late-\(round)", "--", "cat")
                    kill(pids.server, SIGKILL)
                    _ = try ServerKills.usable(nest, round, &report)
                    pids = try nest.pids()
                    try nest.output("kill", "late-\(round)")
                    load.checkAlive(&report, "after \(round) kills")
                }
                report.progress(round, of: options.count)
            }
            let end = try load.finish()
            load.checkAlive(&report, "at the end")
            report.durations("a new keeper after a kill", takeovers, goal: nil)
            report.figure("questions without an answer", "\(end.unanswered)")
            for line in nest.suspiciousLog().prefix(10) { report.figure("log", line) }
            try load.compareWithTwin(options, configuration: configuration, blocks: end.blocks, &report)
        }
    }
}
