import RoostModel
import Testing

@testable import roost_api

@Suite struct ReplyTests {
    private static func reply(_ api: API, _ text: String, chunk: Int) throws -> (Reply, [AnswerEvent]) {
        var reply = Reply(api: api)
        var told: [AnswerEvent] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try reply.feed(bytes[start..<min(start + chunk, bytes.count)]) { told.append($0) }
        }
        try reply.finish { told.append($0) }
        return (reply, told)
    }

    @Test(arguments: API.allCases, [1, 2, 7, 64, 10_000])
    func `an answer is the same in any split`(api: API, chunk: Int) throws {
        let text = Answers.body(api, ["Hé", "llo 👋"])
        let (reply, told) = try Self.reply(api, text, chunk: chunk)
        #expect(reply.answer.text == "Héllo 👋")
        #expect(reply.answer.stop == .finished)
        #expect(reply.answer.usage == TaskUsage(input: 12, output: 5))
        #expect(told.compactMap { if case .text(let text) = $0 { text } else { nil } } == ["Hé", "llo 👋"])
    }

    @Test func `the two APIs with a mark for the end know it`() throws {
        for api in [API.anthropic, .openai] {
            #expect(try Self.reply(api, Answers.body(api, ["a"]), chunk: 100).0.answer.hasEnded)
        }
    }
}
