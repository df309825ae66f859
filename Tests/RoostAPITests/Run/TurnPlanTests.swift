import RoostModel
import Testing

@testable import roost_api

@Suite struct TurnPlanTests {
    private static let chat = ChatRequest(
        model: "m", system: nil, messages: [ChatRequest.Message(role: .user, text: "q")])

    private static func answer(
        _ text: String, _ stop: StopReason?, cost: Double? = nil, output: Int? = 2
    ) throws -> Answer {
        var answer = Answer()
        try answer.take(.text(text))
        try answer.take(.usage(TaskUsage(output: output)))
        if let cost { try answer.take(.cost(cost)) }
        if let stop { try answer.take(.stopped(stop)) }
        return answer
    }

    @Test func `an answer that is whole is the end`() throws {
        var plan = TurnPlan(Self.chat)
        #expect(plan.take(try Self.answer("a", .finished), failure: nil) == .end(.answered))
        #expect(plan.text == "a")
        #expect(plan.turns == 1)
    }

    @Test func `one that was cut goes on, up to the limit`() throws {
        var plan = TurnPlan(Self.chat, limit: 3)
        #expect(plan.take(try Self.answer("a", .outputLimit), failure: nil) == .goOn)
        #expect(plan.chat.messages.map(\.role) == [.user, .assistant, .user])
        #expect(plan.take(try Self.answer("b", .outputLimit), failure: nil) == .goOn)
        #expect(plan.take(try Self.answer("c", .outputLimit), failure: nil) == .end(.maxTurns(3)))
        #expect(plan.text == "abc")
        #expect(plan.usage == TaskUsage(output: 6))
    }

    @Test func `one that was cut before it began does not go on`() throws {
        var plan = TurnPlan(Self.chat)
        #expect(plan.take(try Self.answer(" ", .outputLimit), failure: nil) == .end(.failed(.emptyAnswer)))
    }

    @Test func `refusals and failures end it`() throws {
        var plan = TurnPlan(Self.chat)
        #expect(
            plan.take(try Self.answer("I", .refused("no")), failure: nil) == .end(.failed(.refused("no"))))
        #expect(plan.take(try Self.answer("I", .contextLimit), failure: nil) == .end(.failed(.contextLimit)))
        let failure = APIFailure.connection("gone")
        #expect(plan.take(try Self.answer("I", nil), failure: failure) == .end(.failed(failure)))
    }

    @Test func `a cost is known when that of every turn is`() throws {
        var plan = TurnPlan(Self.chat)
        _ = plan.take(try Self.answer("a", .outputLimit, cost: 0.5), failure: nil)
        #expect(plan.cost == 0.5)
        _ = plan.take(try Self.answer("b", .outputLimit, cost: 0.25), failure: nil)
        #expect(plan.cost == 0.75)
        _ = plan.take(try Self.answer("c", .finished), failure: nil)
        #expect(plan.cost == nil)
    }
}
