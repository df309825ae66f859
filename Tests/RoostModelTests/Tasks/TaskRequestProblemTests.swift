import RoostModel
import Testing

@Suite struct TaskRequestProblemTests {
    private static func request(_ change: (inout TaskRequest) -> Void) -> TaskRequest {
        var request = TaskRequest(provider: "claude", prompt: "hello", cwd: "/")
        change(&request)
        return request
    }

    @Test(arguments: [
        request { $0.timeoutMilliseconds = 0 }, request { $0.timeoutMilliseconds = -5 },
        request { $0.timeoutMilliseconds = .max }, request { $0.retryDelayMilliseconds = -1 },
        request { $0.retries = -1 }, request { $0.memoryLimit = 1000 }, request { $0.cpuSeconds = 0 },
        request { $0.options.maxTurns = 0 }, request { $0.options.maxBudget = 0 },
        request { $0.options.maxBudget = .nan },
    ])
    func `a number that means nothing is a problem`(request: TaskRequest) {
        #expect(request.problem != nil)
    }

    @Test func `what is left out and what is least is none`() {
        #expect(Self.request { _ in }.problem == nil)
        let least = Self.request {
            $0.timeoutMilliseconds = 1
            $0.retryDelayMilliseconds = 0
            $0.retries = 0
            $0.memoryLimit = 1 << 20
            $0.cpuSeconds = 1
            $0.options.maxTurns = 1
            $0.options.maxBudget = 0.01
        }
        #expect(least.problem == nil)
    }
}
