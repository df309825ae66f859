import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct TimerQueueTests {
    @Test func `bodies come out by deadline and then by age`() {
        var generator = SystemRandomNumberGenerator()
        let seed = generator.next()
        var random = SeededGenerator(seed: seed)
        var queue = TimerQueue()
        let log = Log<Int>()
        var expected: [(deadline: Int64, number: Int)] = []
        var cancelled: [SlotKey] = []
        for number in 0..<2_000 {
            let deadline = Int64(random.next() % 300)
            let key = queue.insert(at: deadline) { log.append(number) }
            if random.next() % 3 == 0 { cancelled.append(key) } else { expected.append((deadline, number)) }
        }
        for key in cancelled { #expect(queue.remove(key) != nil) }
        #expect(queue.count == expected.count)

        expected.sort { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
        for now in stride(from: Int64(0), to: 310, by: 7) {
            while let body = queue.popDue(now: now, before: queue.mark) { body() }
            let due = expected.filter { $0.deadline <= now }.map(\.number)
            #expect(log.entries == due, "seed \(seed)")
        }
        #expect(queue.nextDeadline() == nil)
        #expect(queue.count == 0)
    }

    @Test func `cancelled entries do not pile up`() {
        var queue = TimerQueue()
        let keys = (0..<10_000).map { queue.insert(at: Int64($0)) {} }
        for key in keys.dropLast(10) { #expect(queue.remove(key) != nil) }
        #expect(queue.count == 10)
        #expect(queue.entryCount <= 64)
        #expect(queue.nextDeadline() == 9_990)
    }

    @Test func `what was scheduled after the mark waits for the next round`() {
        var queue = TimerQueue()
        _ = queue.insert(at: 1) {}
        let mark = queue.mark
        _ = queue.insert(at: 0) {}
        #expect(queue.popDue(now: 5, before: mark) == nil)
        #expect(queue.popDue(now: 5, before: queue.mark) != nil)
        #expect(queue.popDue(now: 5, before: mark) != nil)
    }

    @Test func `a body can be taken once`() {
        var queue = TimerQueue()
        let key = queue.insert(at: 1) {}
        #expect(queue.popDue(now: 1, before: queue.mark) != nil)
        #expect(queue.remove(key) == nil)
        #expect(queue.popDue(now: 1, before: queue.mark) == nil)
    }

    @Test(
        arguments: [
            (.zero, 0), (.nanoseconds(1), 1), (.milliseconds(25), 25_000_000), (.seconds(-1), -1_000_000_000),
            (Duration(secondsComponent: 0, attosecondsComponent: 1), 1),
            (.seconds(Int64.max), .max), (.seconds(-Int64.max), .min),
        ] as [(Duration, Int64)])
    func `durations become nanoseconds without overflow`(duration: Duration, nanoseconds: Int64) {
        #expect(duration.nanoseconds == nanoseconds)
    }
}
