import RoostTerminal

/// A terminal to bytes and back, as at each save and after each crash.
enum SnapshotSpeed {
    static func measure() -> [Benchmark.Row] {
        let terminal = LongScrollback.terminal()
        var snapshot: [UInt8] = []
        let start = CPUTime.now
        var count = 0
        repeat {
            snapshot = terminal.encodeSnapshot()
            count += 1
        } while count < 5 || CPUTime.now - start < 0.5
        let encoding = (CPUTime.now - start) / Double(count)
        var hasFailed = false
        let decoding = CPUTime.median {
            do throws(SnapshotError) {
                let restored = try Terminal(snapshot: snapshot, options: TerminalOptions())
                if restored.scrollbackRange != terminal.scrollbackRange { hasFailed = true }
            } catch {
                hasFailed = true
            }
        }
        return [
            row("encode 50,000 lines of 120", encoding, snapshot.count),
            Benchmark.Row(
                subject: "decode 50,000 lines of 120",
                value: hasFailed ? "FAIL: it does not restore" : value(decoding, snapshot.count),
                isFailure: hasFailed),
        ]
    }

    private static func row(_ subject: String, _ seconds: Double, _ byteCount: Int) -> Benchmark.Row {
        Benchmark.Row(subject: subject, value: value(seconds, byteCount))
    }

    private static func value(_ seconds: Double, _ byteCount: Int) -> String {
        let speed = Double(byteCount) / seconds / 1e6
        return "\(Table.number(seconds * 1e3)) ms, \(Table.number(speed)) MB/s"
    }
}
