/// One subject, and how to measure it.
struct Benchmark: Sendable {
    let name: String
    let summary: String
    /// The bytes that it feeds, where that is all it does.
    let payload: Payload?
    /// Measures, and gives what there is to print.
    let run: @Sendable () -> [Row]

    init(
        _ name: String, _ summary: String, payload: Payload? = nil,
        run: @escaping @Sendable () -> [Row]
    ) {
        self.name = name
        self.summary = summary
        self.payload = payload
        self.run = run
    }

    static let all: [Benchmark] =
        Payload.all.map { payload in
            Benchmark(payload.name, payload.summary, payload: payload) { [FeedSpeed.measure(payload)] }
        } + [
            Benchmark("scan", "whether the scan for text is vectorised", run: ScanCheck.measure),
            Benchmark("frame-diff", "encoding what changed on a screen for a viewer", run: FrameDiff.measure),
            Benchmark(
                "snapshot", "a terminal with 50,000 lines to bytes and back", run: SnapshotSpeed.measure),
            Benchmark("reflow", "50,000 lines to other columns", run: ReflowSpeed.measure),
            Benchmark("memory", "what scrollback and idle terminals take", run: MemoryUse.measure),
        ]

    /// A line of the report.
    struct Row {
        let subject: String
        let value: String
        /// The goal as text, with whether it was reached; nil where there is none.
        var goal: (text: String, isReached: Bool)?
        /// Ends the program with 1.
        var isFailure = false

        func print(named name: String) {
            var line = Table.padded(name, 12) + Table.padded(subject, 42) + Table.padded(value, 26)
            if let goal { line += "goal \(goal.text)" + (goal.isReached ? "" : "  UNDER") }
            while line.last == " " { line.removeLast() }
            Swift.print(line)
        }
    }
}

/// Columns of text.
enum Table {
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    /// Three significant digits, no exponent.
    static func number(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
        var text = String(Int((value * [1, 10, 100][digits]).rounded()))
        guard digits > 0 else { return text }
        while text.count <= digits { text = "0" + text }
        return text.dropLast(digits) + "." + text.suffix(digits)
    }
}
