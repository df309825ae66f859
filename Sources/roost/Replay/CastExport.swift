import RoostClient
import RoostModel

/// Writes a session down as an asciicast.
enum CastExport {
    /// Bytes of output that are read at once.
    private static let part: UInt64 = 256 << 10

    /// Writes all of a timeline.
    ///
    /// - Parameters:
    ///   - timeline: When what happened; its playing times do not count here.
    ///   - source: Gives the output.
    ///   - path: The file; nil: the standard output.
    ///   - idleLimit: Said to the player, in seconds; nil: not.
    /// - Throws: ``ClientError`` if the server cannot give, or the file not take it.
    static func write(
        _ timeline: ReplayTimeline, from source: RecordingSource, to path: String?, _ idleLimit: Double?
    ) throws(ClientError) {
        guard let start = timeline.steps.first?.at else { return }
        var file = try ExportFile(path)
        var writer = CastWriter(start: start)
        try file.write(
            writer.header(
                rows: timeline.size.rows, columns: timeline.size.columns, title: timeline.name,
                command: timeline.command, idleLimit: idleLimit))
        var size = timeline.size
        var (bytes, held) = ([UInt8](), UInt64(0)..<0)
        for (index, step) in timeline.steps.enumerated() {
            if step.isResize {
                guard (Int(step.rows), Int(step.columns)) != size else { continue }
                size = (Int(step.rows), Int(step.columns))
                try file.write(writer.resize(rows: size.rows, columns: size.columns, at: step.at))
                continue
            }
            if !held.contains(step.offset) {
                held = step.offset..<end(of: timeline, from: index)
                bytes = try source.output(of: timeline.session, in: held)
                // With a part missing in the middle there is no telling which step has which byte.
                if bytes.count != held.count {
                    held = step.offset..<step.end
                    bytes = try source.output(of: timeline.session, in: held)
                }
            }
            let from = Int(step.offset - held.lowerBound)
            let part = bytes[min(from, bytes.count)..<min(from + step.length, bytes.count)]
            try file.write(writer.output(part, at: step.at))
        }
        try file.write(writer.finish())
        try file.flush()
    }

    /// Where the output ends that follows a step without a gap and fits into one part.
    private static func end(of timeline: ReplayTimeline, from first: Int) -> UInt64 {
        var end = timeline.steps[first].end
        for step in timeline.steps[(first + 1)...] where !step.isResize {
            guard step.offset == end, step.end - timeline.steps[first].offset <= part else { break }
            end = step.end
        }
        return end
    }
}
