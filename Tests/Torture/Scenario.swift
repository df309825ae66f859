import ArgumentParser

/// What can be done to roost.
enum Scenario: String, CaseIterable, ExpressibleByArgument {
    case serverKills = "server-kills"
    case keeperKills = "keeper-kills"
    case bothKills = "both-kills"
    case commitKills = "commit-kills"
    case power
    case diskFull = "disk-full"
    case flips
    case upgrade
    case many
    case history
    case idle
    case faults
    case descriptors
    case layout
    case titles
    case reader

    /// How often, unless it is said.
    var standardCount: Int {
        switch self {
        case .serverKills, .many: 1000
        case .keeperKills, .bothKills, .commitKills, .diskFull: 200
        case .power, .upgrade: 50
        case .descriptors, .reader: 1
        case .layout, .titles: 10
        case .flips, .faults: 10_000
        case .history: 1_000_000
        case .idle: 20
        }
    }

    /// Does it.
    ///
    /// - Throws: ``Trouble`` when it cannot go on, ``Interrupted`` when the harness is to end.
    func run(_ options: Options, _ report: inout Report) throws {
        switch self {
        case .serverKills: try ServerKills.run(options, &report)
        case .keeperKills: try KeeperKills.run(options, &report)
        case .bothKills: try BothKills.run(options, &report)
        case .commitKills: try CommitKills.run(options, &report)
        case .power: try Power.run(options, &report)
        case .diskFull: try DiskFull.run(options, &report)
        case .flips: try Flips.run(options, &report)
        case .upgrade: try Upgrade.run(options, &report)
        case .many: try Many.run(options, &report)
        case .history: try History.run(options, &report)
        case .idle: try Idle.run(options, &report)
        case .descriptors: try Descriptors.run(options, &report)
        case .layout: try Layout.run(options, &report)
        case .titles: try Titles.run(options, &report)
        case .reader: try Reader.run(options, &report)
        case .faults: try Faults.run(options, &report)
        }
    }
}
