import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct ReadyQueueTests {
    private static func key(_ id: UInt64, at milliseconds: Int64, priority: Int = 0) -> ReadyQueue.Key {
        var request = TaskRequest(provider: "p", prompt: "", cwd: "/")
        request.priority = priority
        let info = TaskInfo(
            id: TaskID(rawValue: id), request: request, createdAt: Timestamp(milliseconds: milliseconds))
        return ReadyQueue.Key(ScheduledTask(info), headStartMilliseconds: 60_000)
    }

    @Test func `priority goes first, but nothing waits longer than its head start`() {
        let patient = Self.key(1, at: 0)
        #expect(Self.key(2, at: 59_999, priority: 1) < patient)
        #expect(patient < Self.key(3, at: 60_001, priority: 1))
        #expect(patient < Self.key(4, at: 0))
        #expect(Self.key(5, at: 0, priority: 1000) == Self.key(5, at: 0, priority: .max))
    }

    @Test func `it is always in order, and holds each task once`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            var queue = ReadyQueue()
            var model: Set<ReadyQueue.Key> = []
            for _ in 0..<12 {
                let key = Self.key(
                    UInt64.random(in: 0..<8, using: &generator),
                    at: Int64.random(in: 0..<3, using: &generator))
                if Bool.random(using: &generator) {
                    queue.insert(key)
                    model.insert(key)
                } else {
                    queue.remove(key)
                    model.remove(key)
                }
                #expect(queue.first == model.min(), "seed 3")
                #expect(queue.count == model.count, "seed 3")
            }
        }
    }
}
