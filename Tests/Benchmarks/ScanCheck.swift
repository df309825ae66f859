import RoostTerminal

/// Whether the terminal looks for the end of text sixteen bytes at a time.
///
/// The compiler falls back to one byte at a time, or worse, without a word: one operand that is not a vector
/// is enough. So plain text is fed beside a loop that does the same byte by byte: it looks for the end of the
/// text and stores a cell for each character. Both run in turns, and the best of each counts, so that a busy
/// machine hurts neither.
enum ScanCheck {
    /// Between what vectorised code reaches (see the report) and what a byte loop does.
    static let leastRatio = 1.25

    static func measure() -> [Benchmark.Row] {
        let payload = Payload("light", "") { random, bytes in Payload.lightCells(&random, &bytes) }
        let bytes = payload.bytes(2 << 20)
        var terminal = FeedSpeed.blankTerminal()
        var cells = [UInt64](repeating: 0, count: Payload.columns)
        var best = (feed: Double.infinity, loop: Double.infinity)
        for _ in 0..<60 {
            var start = CPUTime.now
            FeedSpeed.feed(bytes, to: &terminal)
            best.feed = min(best.feed, CPUTime.now - start)
            start = CPUTime.now
            storeByteByByte(bytes, in: &cells)
            best.loop = min(best.loop, CPUTime.now - start)
        }
        let ratio = best.loop / best.feed
        let speed = { (seconds: Double) in Table.number(Double(bytes.count) / seconds / 1e6) }
        return [
            Benchmark.Row(
                subject: "light cells to a byte loop",
                value: "\(Table.number(ratio)) (\(speed(best.feed)), \(speed(best.loop)) MB/s)",
                goal: (
                    "\(leastRatio): \(ratio >= leastRatio ? "PASS" : "FAIL, the scan is not vectorised")",
                    true
                ),
                isFailure: ratio < leastRatio)
        ]
    }

    /// What a terminal would do at least that knew no vectors.
    @inline(never)
    private static func storeByteByByte(_ bytes: [UInt8], in cells: inout [UInt64]) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe cells.withUnsafeMutableBufferPointer { cells in
                var index = 0
                while index < bytes.count {
                    var end = index
                    while end < bytes.count, unsafe bytes[end] &- 0x20 <= 0x5E { end += 1 }
                    for place in 0..<min(end - index, cells.count) {
                        unsafe cells[place] = UInt64(bytes[index + place])
                    }
                    index = end + 1
                }
            }
        }
    }
}
