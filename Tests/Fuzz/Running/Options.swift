/// What the command line asks for.
struct Options: Sendable {
    /// How far to go.
    enum Amount: Sendable {
        case bytes(Int)
        case seconds(Double)

        /// So many percent of it.
        func share(_ percent: Int, of whole: Int) -> Amount {
            switch self {
            case .bytes(let count): .bytes(count / whole * percent)
            case .seconds(let seconds): .seconds(seconds * Double(percent) / Double(whole))
            }
        }
    }

    /// What the program is to do.
    enum Mode: Sendable {
        case fuzz
        /// The part of one target, in a process of its own, which writes each case to a file before it runs
        /// it.
        case work(caseFile: String)
        case replay([String])
    }

    static let usage = """
        usage: roost-fuzz [--seed N] [--bytes N | --seconds N] [--target NAME] [--jobs N] [--corpus DIR]
               roost-fuzz --replay FILE|DIR...
        seconds are of CPU time, for each of the jobs
        targets: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")); without one, all of them
        """

    var mode = Mode.fuzz
    var seed = UInt64.random(in: 0..<1 << 32)
    var amount = Amount.bytes(2_000_000_000)
    var targets = FuzzTarget.allCases
    var jobs = 2
    var corpus = Corpus.defaultFolder

    /// Nil where the words make no sense.
    init?(_ words: [String]) {
        var rest = words[...]
        while let word = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch word {
            case "--seed":
                guard let seed = UInt64(value) else { return nil }
                self.seed = seed
            case "--bytes":
                guard let count = Int(value.replacing("_", with: "")), count > 0 else { return nil }
                amount = .bytes(count)
            case "--seconds":
                guard let seconds = Double(value), seconds > 0 else { return nil }
                amount = .seconds(seconds)
            case "--target":
                guard let target = FuzzTarget(rawValue: value) else { return nil }
                targets = [target]
            case "--jobs":
                guard let jobs = Int(value), jobs > 0 else { return nil }
                self.jobs = jobs
            case "--corpus": corpus = value
            case "--work": mode = .work(caseFile: value)
            case "--replay":
                mode = .replay([value] + rest)
                rest = []
            default: return nil
            }
        }
    }
}
