import RoostClient
import RoostModel

/// Makes an asciicast of output without its secrets.
///
/// A secret may come in two pieces: what may be half of one is told with what follows, unless that comes only after a
/// pause.
struct RedactedCast: Sendable {
    private var writer: CastWriter
    private var cutter: OutputCutter?
    private var size = (rows: 0, columns: 0)
    private var last: Timestamp

    /// Times are counted from `start`.
    init(start: Timestamp) {
        writer = CastWriter(start: start)
        last = start
    }

    /// The first line.
    mutating func header(size: (rows: Int, columns: Int), title: String, command: [String]) -> [UInt8] {
        self.size = size
        return writer.header(
            rows: size.rows, columns: size.columns, title: title, command: command, idleLimit: nil)
    }

    /// Another size; nothing if it is the same.
    mutating func resize(rows: Int, columns: Int, at moment: Timestamp) -> [UInt8] {
        guard (rows, columns) != size else { return [] }
        size = (rows, columns)
        return told(cutter?.flush() ?? []) + writer.resize(rows: rows, columns: columns, at: moment)
    }

    /// What was printed from a place in the output on.
    mutating func output(
        _ bytes: ArraySlice<UInt8>, from offset: UInt64, at moment: Timestamp, pause: Int64
    ) -> [UInt8] {
        var lines: [UInt8] = []
        if cutter?.end != offset {
            // Something is missing before it.
            lines += told(cutter?.finish() ?? [])
            cutter = OutputCutter(offset: offset)
        } else if moment.milliseconds(since: last) > pause {
            lines += told(cutter?.flush() ?? [])
        }
        last = moment
        return lines + told(cutter?.take(bytes) ?? [])
    }

    /// What was kept back to the end.
    mutating func finish() -> [UInt8] {
        told(cutter?.finish() ?? []) + writer.finish()
    }

    private mutating func told(_ pieces: [OutputCutter.Piece]) -> [UInt8] {
        pieces.flatMap { writer.output($0.text.utf8, at: last) }
    }
}
