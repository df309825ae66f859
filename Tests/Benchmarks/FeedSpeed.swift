import RoostTerminal

/// Bytes to cells, in chunks as large as a reader's buffer.
enum FeedSpeed {
    static let chunkByteCount = 65_536

    static func measure(_ payload: Payload) -> Benchmark.Row {
        let bytes = payload.bytes(4 << 20)
        var terminal = blankTerminal()
        let seconds = CPUTime.median(atLeast: 0.5) { feed(bytes, to: &terminal) }
        let speed = Double(bytes.count) / seconds / 1e6
        return Benchmark.Row(
            subject: payload.summary, value: "\(Table.number(speed)) MB/s",
            goal: payload.goal.map { ("\($0)", speed >= Double($0)) })
    }

    static func blankTerminal() -> Terminal {
        Terminal(
            size: TerminalSize(rows: Payload.rows, columns: Payload.columns), options: TerminalOptions())
    }

    /// Feeds all of it; nothing here but that, so that a profile of this function is one of the terminal.
    @inline(never)
    static func feed(_ bytes: [UInt8], to terminal: inout Terminal) {
        unsafe bytes.withUnsafeBytes { whole in
            var start = 0
            while start < whole.count {
                let end = min(start + chunkByteCount, whole.count)
                unsafe terminal.feed(UnsafeRawBufferPointer(rebasing: whole[start..<end]))
                start = end
            }
        }
    }
}
