import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct QueueTests {
    @Test func `an empty queue gives nothing`() {
        var queue = Queue<Int>()
        #expect(queue.isEmpty && queue.first == nil && queue.popFirst() == nil)
        queue.append(1)
        #expect(queue.popFirst() == 1)
        #expect(queue.isEmpty && queue.popFirst() == nil)
    }

    @Test(arguments: [1, 2, 3]) func `what comes in first goes out first, whatever the order of both`(
        seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        var queue = Queue<Int>()
        var (added, taken) = (0, 0)
        for _ in 0..<10_000 {
            if Int.random(in: 0..<100, using: &random) < 51 {
                queue.append(added)
                added += 1
            } else if let first = queue.popFirst() {
                #expect(first == taken)
                taken += 1
            }
            #expect(queue.count == added - taken)
            #expect(queue.first == (added > taken ? taken : nil))
        }
    }
}
