import Foundation
import RoostModel
import Testing

@Suite struct TaskWaitTests {
    @Test(arguments: [
        TaskWait.approval, .dependencies([TaskID(rawValue: 1), TaskID(rawValue: 2)]),
        .conversation(TaskID(rawValue: 3)), .delay(until: Timestamp(milliseconds: 5)), .queuePaused,
        .providerPaused, .providerBlocked(.authentication), .breaker, .rateLimited, .budget, .concurrency,
        .rate, .turn,
    ])
    func `it comes back as it was written`(wait: TaskWait) throws {
        let json = try JSONEncoder().encode(wait)
        #expect(try JSONDecoder().decode(TaskWait.self, from: json) == wait)
    }

    @Test func `what a later version knows is its turn, and a failure that it knows is unknown`() throws {
        func read(_ json: String) throws -> TaskWait {
            try JSONDecoder().decode(TaskWait.self, from: Data(json.utf8))
        }
        #expect(try read(#"{"kind":"moon"}"#) == .turn)
        #expect(
            try read(#"{"kind":"provider_blocked","failure":"eclipse"}"#) == .providerBlocked(.unknown))
        #expect(try read(#"{"kind":"conversation","tasks":[]}"#) == .turn)
    }

    @Test func `a person is needed for what does not end by itself or is told as a failure`() {
        let waits: [TaskWait] = [
            .approval, .dependencies([TaskID(rawValue: 1)]), .conversation(TaskID(rawValue: 3)),
            .delay(until: Timestamp(milliseconds: 5)), .queuePaused, .providerPaused,
            .providerBlocked(.quota), .breaker, .rateLimited, .budget, .concurrency, .rate, .turn,
        ]
        #expect(
            waits.filter(\.needsPerson) == [.approval, .providerBlocked(.quota), .breaker, .budget])
        #expect(waits.filter { $0.word == nil } == [.concurrency, .rate, .turn])
    }

    @Test func `a person is told what helps, where something does`() {
        let request = TaskRequest(provider: "claude", prompt: "p", cwd: "/")
        let task = TaskInfo(
            id: TaskID(rawValue: 7), request: request, createdAt: Timestamp(milliseconds: 0))
        #expect(
            TaskWait.approval.explanation(for: task) == "waits for approval (roost tasks approve 7)")
        #expect(
            TaskWait.providerBlocked(.authentication).explanation(for: task)
                == "its provider: not signed in (roost tasks resume --provider claude)")
        #expect(TaskWait.concurrency.explanation(for: task) == "as many run as may")
    }
}
