import RoostIO
import RoostModel

/// Counts the messages of an attempt that wait for the store: a high-water mark in rows, beside the journal's in bytes.
///
/// A row costs the store the same whether it has ten bytes or a thousand, so short lines by the million would keep it
/// busy for seconds with what a journal holds, and everybody else's commits behind them.
struct UnstoredMessages: Sendable {
    /// With more than this the pipes are not read: what the store does in about 50 ms.
    static let limit = 1_000

    private var records = Queue<(end: TaskPosition, count: Int)>()
    private var count = 0

    /// Reading waits until the store has caught up.
    var isFull: Bool { count > Self.limit }

    /// Messages go to the store, with the output before a position.
    mutating func add(_ count: Int, before end: TaskPosition) {
        guard count > 0 else { return }
        records.append((end, count))
        self.count += count
    }

    /// The store has the output before a position, and the messages in it.
    mutating func stored(before position: TaskPosition) {
        while let first = records.first, first.end.output <= position.output,
            first.end.errors <= position.errors
        {
            count -= first.count
            _ = records.popFirst()
        }
    }
}
