import RoostModel
import Testing

@testable import roost_api

@Suite struct AnswerTests {
    private static func answer(_ events: AnswerEvent...) throws -> Answer {
        var answer = Answer()
        for event in events { try answer.take(event) }
        return answer
    }

    @Test func `pieces are joined, thoughts apart`() throws {
        let answer = try Self.answer(
            .began(id: "1", model: "m"), .thinking("hm"), .text("a"), .text("b"), .stopped(.finished))
        #expect(answer.text == "ab")
        #expect(answer.thinking == "hm")
        #expect(answer.id == "1")
        #expect(answer.isComplete)
        #expect(!answer.hasEnded)
    }

    @Test func `what is known of the tokens later does not forget what was known`() throws {
        let answer = try Self.answer(
            .usage(TaskUsage(input: 3, output: 1)), .usage(TaskUsage(output: 9, reasoning: 4)))
        #expect(answer.usage == TaskUsage(input: 3, output: 9, reasoning: 4))
        #expect(answer.cost == nil)
    }

    @Test func `an answer without an end is not complete`() throws {
        #expect(try !Self.answer(.text("a")).isComplete)
        #expect(try Self.answer(.text("a"), .ended).isComplete)
    }

    @Test func `a failure ends it`() {
        #expect(throws: APIFailure.refused("x")) { try Self.answer(.text("a"), .failed(.refused("x"))) }
    }

    @Test func `an answer that does not end is not kept for ever`() throws {
        var answer = Answer()
        let piece = String(repeating: "x", count: 1 << 20)
        for _ in 0..<(Answer.limit >> 20) { try answer.take(.text(piece)) }
        #expect(throws: APIFailure.self) { try answer.take(.thinking("y")) }
        #expect(answer.text.utf8.count == Answer.limit)
    }
}
