import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct DelayQueueTests {
    private static func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    @Test func `those whose moment has come are taken out, the earliest first`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1000 {
            var queue = DelayQueue()
            var model: [(at: Int64, id: UInt64)] = []
            for id in 0..<10 as Range<UInt64> {
                let moment = Int64.random(in: 0..<6, using: &generator)
                queue.insert(TaskID(rawValue: id), at: Self.at(moment))
                model.append((moment, id))
            }
            let gone = UInt64.random(in: 0..<10, using: &generator)
            queue.remove(TaskID(rawValue: gone))
            model.removeAll { $0.id == gone }
            for now in 0..<6 as Range<Int64> {
                #expect(queue.first == model.map(\.at).min().map { Self.at($0) }, "seed 11")
                // Of the same moment, the one that came first goes first.
                #expect(
                    queue.takeDue(now: Self.at(now)).map(\.rawValue)
                        == model.filter { $0.at <= now }.map(\.id), "seed 11")
                model.removeAll { $0.at <= now }
            }
        }
    }
}
