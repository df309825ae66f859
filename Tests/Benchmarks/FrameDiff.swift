import RoostTerminal
import RoostWire

/// What a server does for each frame of each viewer: find the rows that changed, and encode them.
enum FrameDiff {
    static func measure() -> [Benchmark.Row] {
        var terminal = FeedSpeed.blankTerminal()
        FeedSpeed.feed(Array(Payload.all[0].bytes(65_536)), to: &terminal)
        FeedSpeed.feed(Array("\u{1B}[25;1H\u{1B}[32mhalf\u{1B}[0m of it".utf8), to: &terminal)
        let stamps = (0..<Payload.rows).map { terminal.rowStamp($0) }
        var oneRow = stamps
        oneRow[Payload.rows / 2] = 0
        var rows = [
            row("nothing changed, log", terminal, stamps), row("one row of log", terminal, oneRow),
            row("scrolled by one", terminal, [0] + stamps.dropLast()), row("all rows of log", terminal, []),
        ]
        FeedSpeed.feed(Payload.all[2].bytes(4 << 20), to: &terminal)
        rows.append(row("all rows, 24-bit colour per cell", terminal, []))
        return rows
    }

    private static func row(
        _ subject: String, _ terminal: borrowing Terminal, _ seen: [UInt64]
    ) -> Benchmark.Row {
        var byteCount = 0
        let start = CPUTime.now
        var count = 0
        repeat {
            for _ in 0..<100 { byteCount = encode(terminal, seen: seen).count }
            count += 100
        } while CPUTime.now - start < 0.5
        let microseconds = (CPUTime.now - start) / Double(count) * 1e6
        return Benchmark.Row(
            subject: subject, value: "\(Table.number(microseconds)) us, \(byteCount) bytes")
    }

    /// The update for a viewer that has seen the rows with these stamps.
    @inline(never)
    private static func encode(_ terminal: borrowing Terminal, seen: [UInt64]) -> [UInt8] {
        let size = terminal.size
        var builder = ScreenUpdate.Builder(
            header: ScreenUpdate(
                session: 1, sequence: 1, size: size, cursor: terminal.cursor,
                isAlternateScreen: terminal.isAlternateScreen, isReverseVideo: terminal.isReverseVideo,
                scrollback: terminal.scrollbackRange, inputModes: terminal.inputModes, rows: []),
            capacity: 512)
        var places: [UInt64: Int] = [:]
        for row in 0..<size.rows {
            let stamp = terminal.rowStamp(row)
            if row < seen.count, seen[row] == stamp { continue }
            if places.isEmpty { for (row, stamp) in seen.enumerated() { places[stamp] = row } }
            if let from = places[stamp] {
                builder.appendMove(row: row, from: from)
            } else {
                builder.appendLine(row: row) { terminal.encodeLine(row, into: &$0) }
            }
        }
        return builder.finish()
    }
}
