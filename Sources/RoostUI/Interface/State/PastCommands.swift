/// What was entered at the command prompt, for Up.
struct PastCommands {
    /// The oldest go first.
    static let limit = 500

    /// Oldest first; none twice in a row.
    private(set) var lines: [String] = []

    /// Keeps a line that was done.
    mutating func append(_ line: String) {
        guard line != lines.last else { return }
        lines.append(line)
        if lines.count > Self.limit { lines.removeFirst() }
    }
}
