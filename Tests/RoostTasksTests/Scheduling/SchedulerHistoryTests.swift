import RoostTasks
import RoostTestSupport
import Testing

/// The whole scheduler under 60,000 random histories; limiter and breaker have 20,000 each of their own.
///
/// The shards share the cores.
@Suite struct SchedulerHistoryTests {
    private static let shards: UInt64 = 4

    @Test(arguments: 0..<shards)
    func `no history breaks a limit, starves a task, loses an alarm or leaves the table`(shard: UInt64) {
        var starts = 0
        for number in 0..<15_000 as Range<UInt64> {
            let seed = shard << 32 | number
            var history = SchedulerHistory(
                generator: SeededGenerator(seed: seed), isWatchedInside: number % 5 == 0)
            history.run(steps: number % 100 == 0 ? 80 : Int(number % 3) + 2)
            starts += history.startCount
            if let fault = history.fault {
                Issue.record("seed \(seed): \(fault)")
                return
            }
        }
        #expect(starts > 15_000)
    }
}
