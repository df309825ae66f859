import RoostTestSupport
/// What can be fuzzed.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Bytes of programs, sizes and restores on a terminal.
    case terminal
    /// Bytes of an outer terminal, and what becomes of them on their way to a program.
    case input
    /// Damaged snapshots.
    case snapshot
    /// Damaged segments of journals.
    case journal
    /// Screens on their way to viewers, and damaged messages.
    case wire

    /// How much of all bytes is its share, in percent.
    var share: Int {
        switch self {
        case .terminal: 65
        case .input: 2
        case .snapshot: 8
        case .journal: 10
        case .wire: 15
        }
    }

    /// Makes the next case.
    func makeCase(_ random: inout SeededGenerator, _ material: borrowing Material) -> FuzzCase {
        switch self {
        case .terminal: TerminalTarget.makeCase(&random, material)
        case .input: InputTarget.makeCase(&random, material)
        case .snapshot: SnapshotTarget.makeCase(&random, material)
        case .journal: JournalTarget.makeCase(&random, material)
        case .wire: WireTarget.makeCase(&random, material)
        }
    }

    /// Runs a case, checking after each step, and notes what it reached.
    func run(_ input: FuzzCase, _ features: inout FeatureSet) throws(Violation) {
        switch self {
        case .terminal: try TerminalTarget.run(input, &features)
        case .input: try InputTarget.run(input, &features)
        case .snapshot: try SnapshotTarget.run(input, &features)
        case .journal: try JournalTarget.run(input, &features)
        case .wire: try WireTarget.run(input, &features)
        }
    }
}
