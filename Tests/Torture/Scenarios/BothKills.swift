import RoostTestSupport

/// `kill -9` of server, keeper and all children at once: everything is back from the disk, exactly.
enum BothKills {
    /// A home is used so often; then a new one shows the first rounds again.
    static let roundsPerHome = 10

    static func run(_ options: Options, _ report: inout Report) throws {
        let kinds: [Program.Kind] = [.lines, .redraw, .shell, .flood, .slow, .lines]
        try rounds(options, kinds: kinds, delay: 1200, requests: [], &report)
    }

    /// Many rounds of ``Outage``.
    static func rounds(
        _ options: Options, kinds: [Program.Kind], delay: Double, requests: [[String]],
        _ report: inout Report,
        inspect: (Nest, inout Report) throws -> Void = { _, _ in }
    ) throws {
        var generator = SeededGenerator(seed: options.seed)
        var restarts: [Double] = []
        var log: [String] = []
        var round = 0
        while round < options.count {
            try Nest.with(options, configuration: Outage.configuration) { nest in
                let outage = Outage(nest)
                try outage.start(
                    kinds.enumerated().map { index, kind in
                        Load.Member(
                            name: "\(kind.rawValue)-\(index)", kind: kind, seed: generator.next() >> 16,
                            prelude: 300,
                            isResized: false, limit: nil)
                    })
                for turn in 1...min(Self.roundsPerHome, options.count - round) {
                    round += 1
                    if turn > 1 { try outage.restart() }
                    try outage.round(
                        "round \(round)", delay: delay, requests: requests, &generator, &report,
                        inspect: { try inspect(nest, &$0) })
                    report.progress(round, of: options.count)
                }
                restarts += outage.restarts
                log += nest.suspiciousLog()
            }
        }
        report.durations("usable after all were killed", restarts, goal: nil)
        for line in Set(log.filter { !$0.contains("signal 9") }).sorted().prefix(10) {
            report.figure("log", line)
        }
    }
}
