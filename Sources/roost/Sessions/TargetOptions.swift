import ArgumentParser

/// The session that most commands are about.
struct TargetArgument: ParsableArguments {
    @Argument(
        help: "A session's name, number, or the unique beginning of its name.",
        completion: KnownNames.sessions)
    var target: String
}

/// A size as people write it: columns first.
struct ScreenSize: ExpressibleByArgument, Equatable {
    let rows: Int
    let columns: Int

    /// Reads `80x24`; nil for anything else, and for what no terminal can be.
    init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
            (1...1000).contains(rows), (2...2000).contains(columns)
        else { return nil }
        self.rows = rows
        self.columns = columns
    }

    var defaultValueDescription: String { "\(columns)x\(rows)" }
}
