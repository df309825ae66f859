import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct RetryPolicyTests {
    private static func delay(
        _ failure: TaskFailure?, retry: Int = 0, after: Int64? = nil, policy: RetryPolicy = RetryPolicy(),
        seed: UInt64 = 1
    ) -> Int64? {
        var generator = SeededGenerator(seed: seed)
        return policy.delayMilliseconds(
            after: TaskVerdict(state: .failed, failure: failure, retryAfterMilliseconds: after), retry: retry,
            using: &generator)
    }

    @Test(arguments: TaskFailure.allCases)
    func `only what may pass later is tried again`(failure: TaskFailure) {
        let transient: Set<TaskFailure> = [.rateLimited, .overloaded, .connection, .timeout]
        #expect((Self.delay(failure) != nil) == transient.contains(failure))
        #expect(Self.delay(failure, retry: 3) == nil)
    }

    @Test func `what passed is not tried again`() {
        #expect(Self.delay(nil) == nil)
    }

    @Test func `the delay lies anywhere below a bound that doubles, up to the longest`() {
        let policy = RetryPolicy(retries: 100, firstDelayMilliseconds: 100, longestDelayMilliseconds: 1000)
        for (retry, bound) in [(0, 100), (1, 200), (2, 400), (3, 800), (4, 1000), (50, 1000), (99, 1000)] {
            let delays = (0..<500).compactMap {
                Self.delay(.overloaded, retry: retry, policy: policy, seed: $0)
            }
            #expect(delays.allSatisfy { (0...Int64(bound)).contains($0) })
            #expect((delays.max() ?? 0) > Int64(bound) * 9 / 10)
            #expect((delays.min() ?? .max) < Int64(bound) / 10)
        }
    }

    @Test func `the other end is never asked earlier than it said`() {
        for seed in 0..<500 as Range<UInt64> {
            let delay = Self.delay(.rateLimited, after: 30_000, seed: seed)
            #expect((30_000...32_000).contains(delay ?? 0))
        }
    }

    @Test func `numbers without sense are taken for zero`() {
        let policy = RetryPolicy(retries: -1, firstDelayMilliseconds: -5, longestDelayMilliseconds: -5)
        #expect(policy.retries == 0)
        #expect(Self.delay(.overloaded, policy: policy) == nil)
        let zero = RetryPolicy(retries: 1, firstDelayMilliseconds: .max, longestDelayMilliseconds: 0)
        #expect(Self.delay(.overloaded, policy: zero) == 0)
    }
}
