import RoostTerminal

/// Breaking all lines anew when the columns change.
enum ReflowSpeed {
    static func measure() -> [Benchmark.Row] {
        let snapshot = LongScrollback.terminal().encodeSnapshot()
        return [
            row("50,000 lines, 120 to 80 columns", snapshot, to: TerminalSize(rows: 50, columns: 80)),
            row("50,000 lines, 120 to 200 columns", snapshot, to: TerminalSize(rows: 50, columns: 200)),
            row("50,000 lines, 50 to 30 rows", snapshot, to: TerminalSize(rows: 30, columns: 120)),
        ]
    }

    private static func row(_ subject: String, _ snapshot: [UInt8], to size: TerminalSize) -> Benchmark.Row {
        var samples: [Double] = []
        for _ in 0..<5 {
            guard var terminal = try? Terminal(snapshot: snapshot, options: TerminalOptions()) else {
                continue
            }
            let start = CPUTime.now
            terminal.resize(to: size)
            samples.append((CPUTime.now - start) * 1e3)
        }
        guard samples.count == 5 else {
            return Benchmark.Row(subject: subject, value: "FAIL: no snapshot to begin with", isFailure: true)
        }
        return Benchmark.Row(subject: subject, value: "\(Table.number(samples.sorted()[2])) ms")
    }
}
