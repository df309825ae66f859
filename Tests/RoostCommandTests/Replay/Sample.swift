import RoostClient
import RoostModel
import RoostWire

@testable import roost

/// Recordings for tests.
enum Sample {
    static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_790_000_000_000 + milliseconds)
    }

    static func block(_ offset: UInt64, _ length: Int, _ at: Int64) -> RecordedBlock {
        RecordedBlock(offset: offset, length: length, at: time(at))
    }

    static func resize(_ offset: UInt64, _ rows: Int, _ columns: Int, _ at: Int64) -> RecordedResize {
        RecordedResize(offset: offset, rows: rows, columns: columns, at: time(at))
    }

    static func command(_ offset: UInt64, _ text: String, _ at: Int64 = 0) -> RecordedCommand {
        RecordedCommand(offset: offset, text: text, at: time(at))
    }

    static func recording(
        _ blocks: [RecordedBlock], resizes: [RecordedResize] = [], commands: [RecordedCommand] = [],
        next: UInt64? = nil
    ) -> Recording {
        Recording(
            session: SessionID(rawValue: 1), name: "api", command: ["bash"], rows: 40, columns: 120,
            blocks: RecordedBlocks(blocks), resizes: resizes, commands: commands, next: next)
    }

    static func timeline(
        _ blocks: [RecordedBlock], resizes: [RecordedResize] = [], commands: [RecordedCommand] = [],
        idleLimit: Int64 = 2000
    ) -> ReplayTimeline {
        var timeline = ReplayTimeline(idleLimit: idleLimit)
        timeline.append(recording(blocks, resizes: resizes, commands: commands))
        return timeline
    }
}
