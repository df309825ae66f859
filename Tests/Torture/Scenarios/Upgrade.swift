import Foundation
import RoostTestSupport

/// `roost server upgrade` back and forth between two builds, under output and with a client attached.
enum Upgrade {
    static func run(_ options: Options, _ report: inout Report) throws {
        var generator = SeededGenerator(seed: options.seed)
        let configuration = ServerKills.configuration
        try Nest.with(options, configuration: configuration) { nest in
            let members = Load.mixed(&generator, prelude: 500).filter { $0.kind != .asking }
            let load = Load(nest, members)
            try load.start()
            try load.waitForPreludes()
            let folders = try programs(nest, options)
            let counter = nest.path + "/control/counter"
            let shown = Load.Member(
                name: "shown", kind: .lines, seed: generator.next() >> 16, prelude: 0, isResized: false,
                limit: nil)
            let outer = try OuterTerminal(
                [nest.binaries + "/roost", "new", "-n", "shown", "--"]
                    + Load.command(shown, control: counter),
                environment: nest.environment, directory: nest.path)
            defer { outer.close() }
            try outer.wait(for: "its first lines") { !Load.numbers($0).isEmpty }
            let keeper = try nest.pids().keeper
            var upgrades: [Double] = []
            var reattached: [Double] = []
            var answers: [Double] = []
            for round in 1...options.count {
                try wait(Double.random(in: 0...400, using: &generator), outer)
                let before = try nest.pids().server
                let folder = folders[round % 2]
                upgrades.append(
                    try Pause.measure { try nest.output("server", "upgrade", folder + "/roost") })
                let start = SystemCall.now
                let after = try nest.pids()
                report.check(after.server != before, "round \(round): the server is the same")
                report.check(after.keeper == keeper, "round \(round): the keeper is another one")
                let running = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/\(after.server)/exe")
                report.check(
                    running == server(in: folder),
                    "round \(round): \(running ?? "nothing") runs, not \(folder)")
                // The program of the other build talks to this server, or says in one line why not.
                let other = try ChildProcess(
                    [folders[(round + 1) % 2] + "/roost", "list"], environment: nest.environment
                ).wait(seconds: 20)
                report.check(
                    other.status == 0 || other.errors.split(separator: "\n").count == 1,
                    "round \(round): the other build's roost list: status \(other.status)")
                answers.append(other.seconds)
                load.checkAlive(&report, "round \(round)")
                // What it prints from now on comes to the client by itself.
                let seen = Load.numbers(outer.rows).max() ?? 0
                try outer.wait(for: "a number above \(seen) in round \(round)", timeout: 20) {
                    (Load.numbers($0).max() ?? 0) > seen
                }
                reattached.append(Double(SystemCall.now - start) / 1e9)
                report.progress(round, of: options.count)
            }
            let end = try load.finish()
            report.durations("upgrade", upgrades, goal: nil)
            report.durations("the other build's roost list", answers, goal: 1)
            report.check(answers.allSatisfy { $0 < 1 }, "the other build waits longer than a second")
            report.durations("client shows new output after it", reattached, goal: 1)
            for line in nest.suspiciousLog().prefix(10) { report.figure("log", line) }
            Load.checkNumbers(try nest.rawLines("shown"), "shown, history", from: 1, &report)
            try load.compareWithTwin(options, configuration: configuration, blocks: end.blocks, &report)
        }
    }

    /// What runs as the server of a build; those from before there was a `roost-server` ran `roost` itself.
    private static func server(in folder: String) -> String {
        let own = folder + "/roost-server"
        return FileManager.default.isExecutableFile(atPath: own) ? own : folder + "/roost"
    }

    /// Two folders with programs that can be run; the same build twice, when there is no other.
    private static func programs(_ nest: Nest, _ options: Options) throws -> [String] {
        guard let other = options.otherBinaries else {
            let copy = nest.path + "/copy"
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
            for program in Options.programs {
                try FileManager.default.copyItem(
                    atPath: "\(options.binaries)/\(program)", toPath: "\(copy)/\(program)")
            }
            return [options.binaries, copy]
        }
        return [options.binaries, other]
    }

    /// Waits while the client's terminal is read: a terminal that nobody reads stops its program.
    private static func wait(_ milliseconds: Double, _ outer: OuterTerminal) throws {
        let end = SystemCall.now + Int64(milliseconds * 1e6)
        repeat {
            outer.drain()
            guard !SystemCall.isInterrupted else { throw Interrupted() }
        } while SystemCall.now < end
    }
}
