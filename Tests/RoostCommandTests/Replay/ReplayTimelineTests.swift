import RoostClient
import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct ReplayTimelineTests {
    private static func spans(_ timeline: ReplayTimeline) -> [String] {
        timeline.steps.map { step in
            step.isResize ? "\(step.columns)x\(step.rows)@\(step.offset)" : "\(step.offset)..<\(step.end)"
        }
    }

    @Test func `silence is shortened, and time never goes back`() {
        let timeline = Sample.timeline([
            Sample.block(0, 10, 0), Sample.block(10, 10, 1500), Sample.block(20, 10, 90_000),
            Sample.block(30, 10, 80_000), Sample.block(40, 10, 80_100),
        ])
        #expect(timeline.steps.map(\.play) == [0, 1500, 3500, 3500, 3600])
        #expect(timeline.duration == 3600)
    }

    @Test func `blocks are cut where the size changes and where a command starts`() {
        let timeline = Sample.timeline(
            [Sample.block(0, 10, 0), Sample.block(10, 10, 100)],
            resizes: [
                Sample.resize(0, 24, 80, -5), Sample.resize(4, 30, 90, 1), Sample.resize(10, 31, 90, 50),
                Sample.resize(20, 32, 90, 500),
            ],
            commands: [
                Sample.command(0, "a"), Sample.command(4, "b"), Sample.command(17, "c"),
                Sample.command(20, "d"),
            ])
        #expect(
            Self.spans(timeline) == [
                "80x24@0", "0..<4", "90x30@4", "4..<10", "90x31@10", "10..<17", "17..<20", "90x32@20",
            ])
        #expect(timeline.commands.map(\.step) == [1, 3, 6, 8])
        #expect(timeline.commands.map(\.text) == ["a", "b", "c", "d"])
        #expect(timeline.size == (rows: 24, columns: 80))
        // The block that is cut is as old as its parts.
        #expect(timeline.steps.map(\.play) == [0, 5, 6, 6, 56, 106, 106, 506])
    }

    @Test func `parts of a recording make up the whole`() {
        let blocks = (0..<9).map { Sample.block(UInt64($0 * 10), 10, Int64($0) * 100) }
        let resizes = [Sample.resize(0, 24, 80, 0), Sample.resize(35, 30, 80, 310)]
        let commands = [Sample.command(15, "a"), Sample.command(60, "b"), Sample.command(90, "c")]
        let whole = Sample.timeline(blocks, resizes: resizes, commands: commands)
        for size in 1...9 {
            var timeline = ReplayTimeline(idleLimit: 2000)
            for first in stride(from: 0, to: 9, by: size) {
                let last = min(first + size, 9)
                let isLast = last == 9
                let range = UInt64(first * 10)..<(isLast ? .max : UInt64(last * 10))
                timeline.append(
                    Sample.recording(
                        Array(blocks[first..<last]), resizes: resizes.filter { range.contains($0.offset) },
                        commands: commands.filter { range.contains($0.offset) },
                        next: isLast ? nil : range.upperBound))
            }
            #expect(timeline.steps == whole.steps)
            #expect(timeline.commands == whole.commands)
        }
    }

    @Test func `output whose beginning was dropped starts with the size of that time`() {
        let timeline = Sample.timeline(
            [Sample.block(100, 10, 0)],
            resizes: [Sample.resize(0, 24, 80, -900), Sample.resize(50, 30, 90, -800)])
        #expect(timeline.size == (rows: 30, columns: 90))
        #expect(Self.spans(timeline) == ["100..<110"])
    }

    @Test func `without a size the present one counts, and nothing is nothing`() {
        #expect(Sample.timeline([Sample.block(0, 1, 0)]).size == (rows: 40, columns: 120))
        let empty = Sample.timeline([])
        #expect(!empty.hasOutput && empty.duration == 0 && empty.steps.isEmpty)
        #expect(!Sample.timeline([], resizes: [Sample.resize(0, 2, 2, 0)]).hasOutput)
    }

    @Test func `places are found by time, moment and offset`() {
        let timeline = Sample.timeline([
            Sample.block(0, 10, 0), Sample.block(10, 10, 100), Sample.block(30, 10, 90_000),
        ])
        #expect(
            [-1, 0, 99, 100, 2099, 2100, 9999].map { timeline.step(after: $0) } == [0, 1, 1, 2, 2, 3, 3])
        #expect(
            [-1, 0, 100, 89_999, 90_000].map { timeline.step(after: Sample.time($0)) } == [0, 1, 2, 2, 3])
        #expect(
            [0, 9, 10, 25, 30, 1000].map { timeline.step(afterByteAt: $0) } == [1, 1, 2, 2, 3, 3])
    }

    @Test func `steps that are taken away are gone, and those of the next part follow`() {
        var timeline = ReplayTimeline(idleLimit: 2000)
        timeline.append(
            Sample.recording([Sample.block(0, 10, 0)], resizes: [Sample.resize(12, 30, 90, 5)], next: 10))
        #expect(timeline.takeSteps().map(\.offset) == [0])
        #expect(timeline.steps.isEmpty)
        timeline.append(Sample.recording([Sample.block(10, 4, 100)]))
        #expect(
            timeline.takeSteps().map { [$0.offset, UInt64($0.length)] } == [[10, 2], [12, 0], [12, 2]])
    }
}
