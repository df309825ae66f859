import Foundation
import RoostClient
import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct RecordingTests {
    @Test func `answers arrive as they were`() throws {
        let recording = Sample.recording(
            [Sample.block(5, 10, 0), Sample.block(15, 65_536, -20), Sample.block(90_000, 1, 7)],
            resizes: [Sample.resize(0, 1, 2, 3)], commands: [Sample.command(15, "ls 中")], next: 100)
        let output = RecordedOutput(runs: [
            .init(offset: 0, bytes: Array(0...255)), .init(offset: 1000, bytes: []),
        ])
        let entry = HistoryEntry(
            session: SessionID(rawValue: 1), name: "a", at: Sample.time(1), type: .output, text: "x",
            offset: 6)
        let responses: [Response] = [
            .recording(recording), .recordedOutput(output),
            .historyPage(HistoryPage(entries: [entry], next: [1, -2])),
            .historyPage(HistoryPage(entries: [], next: nil)),
        ]
        for response in responses {
            #expect(try ServerMessage(Frame(response, to: 1)) == .response(number: 1, .success(response)))
        }
    }

    /// What an old peer writes must stay readable.
    @Test func `blocks have their frozen form`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let blocks = RecordedBlocks([
            RecordedBlock(offset: 5, length: 10, at: Timestamp(milliseconds: 1000)),
            RecordedBlock(offset: 15, length: 2, at: Timestamp(milliseconds: 1040)),
            RecordedBlock(offset: 20, length: 1, at: Timestamp(milliseconds: 900)),
        ])
        #expect(
            String(decoding: try encoder.encode(blocks), as: UTF8.self) == "[5,10,1000,0,2,40,3,1,-140]")
    }

    @Test(arguments: [
        "[-1,5,0]", "[0,0,0]", "[0,-5,0]", "[0,9223372036854775807,0,1,1,0]", "[9223372036854775807,1,0]",
        "[1.5,2,3]", "{}",
    ])
    func `blocks that overlap or overflow are refused`(json: String) {
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(RecordedBlocks.self, from: Data(json.utf8))
        }
    }

    @Test func `times from a strange peer do not overflow`() throws {
        let json = "[0,1,9223372036854775807,0,1,9223372036854775807]"
        let blocks = try JSONDecoder().decode(RecordedBlocks.self, from: Data(json.utf8))
        #expect(blocks.list.map(\.at.milliseconds) == [.max, -2])
        #expect(Sample.timeline(blocks.list).duration >= 0)
    }
}
