/// What a scenario finds: progress while it runs, figures and a verdict at its end.
struct Report {
    private let name: String
    private let started = SystemCall.now
    private var tenths = 0
    private var figures: [(name: String, value: String)] = []
    private(set) var failureCount = 0
    /// So many failures are told in full; the rest is counted.
    private static let mostFailures = 25

    init(_ name: String, seed: UInt64, count: Int) {
        self.name = name
        Self.say("\(name): count \(count), seed \(seed)")
    }

    /// Prints a line at once, also into a pipe.
    static func say(_ line: String) {
        _ = SystemCall.writeAll(Array((line + "\n").utf8), to: 1)
    }

    /// One line for each tenth.
    mutating func progress(_ done: Int, of total: Int, _ note: @autoclosure () -> String = "") {
        guard total > 0, done * 10 / total > tenths else { return }
        tenths = done * 10 / total
        let note = note()
        Self.say(
            "\(name): \(tenths * 10) %, \(Self.text(seconds)) s, \(failureCount) failures"
                + (note.isEmpty ? "" : "; " + note))
    }

    /// A number for the end of the report.
    mutating func figure(_ name: String, _ value: String) {
        figures.append((name, value))
    }

    /// Median, 99th percentile and worst of durations, with the share that keeps within a limit.
    ///
    /// - Parameters:
    ///   - name: What took so long.
    ///   - seconds: The durations.
    ///   - goal: The limit in seconds.
    mutating func durations(_ name: String, _ seconds: [Double], goal: Double?) {
        guard !seconds.isEmpty else { return figure(name, "none") }
        let sorted = seconds.sorted()
        func at(_ share: Double) -> String {
            Self.text(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] * 1000)
        }
        var value = "median \(at(0.5)) ms, p99 \(at(0.99)) ms, worst \(at(1)) ms of \(sorted.count)"
        if let goal {
            let over = sorted.count { $0 > goal }
            value += "; goal \(Self.text(goal * 1000)) ms, \(over) above"
        }
        figure(name, value)
    }

    /// Notes a failure unless `condition` holds.
    @discardableResult
    mutating func check(_ condition: Bool, _ failure: @autoclosure () -> String) -> Bool {
        if !condition { fail(failure()) }
        return condition
    }

    mutating func fail(_ text: String) {
        failureCount += 1
        if failureCount <= Self.mostFailures { Self.say("FAIL: \(text)") }
    }

    private var seconds: Double { Double(SystemCall.now - started) / 1e9 }

    static func text(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }

    /// Prints figures and verdict.
    ///
    /// - Returns: The exit status.
    func finish() -> Int32 {
        for figure in figures { Self.say("  \(figure.name): \(figure.value)") }
        Self.say(
            "\(name): \(failureCount == 0 ? "PASS" : "FAIL (\(failureCount))") in \(Self.text(seconds)) s")
        return failureCount == 0 ? 0 : 1
    }
}
