import ArgumentParser
import RoostModel
import Testing

@testable import roost_api

@Suite struct RunOptionsTests {
    private static func options(
        _ words: [String], after turns: [ChatHistory.Turn] = [], environment: [String: String] = [:]
    ) throws -> RunOptions {
        try RunOptions(
            APICommand.parse(words), prompt: "hi", conversation: ChatHistory(id: "c", turns: turns),
            environment: environment)
    }

    private static func turn(_ api: API, _ model: String, system: String? = nil) -> ChatHistory.Turn {
        ChatHistory.Turn(
            at: Timestamp(milliseconds: 0), api: api, model: model, system: system, prompt: "q", answer: "a",
            usage: TaskUsage(), cost: nil)
    }

    @Test func `the command line goes before the conversation, and that before the environment`() throws {
        let words = ["--provider=openai"]
        let environment = ["OPENAI_MODEL": "e"]
        #expect(try Self.options(words, environment: environment).model == "e")
        #expect(
            try Self.options(words, after: [Self.turn(.openai, "c")], environment: environment).model == "c")
        #expect(
            try Self.options(
                words + ["--model=l"], after: [Self.turn(.openai, "c")], environment: environment
            ).model == "l")
    }

    @Test func `a resumed conversation knows its API, and another API not its model`() throws {
        let turns = [Self.turn(.gemini, "g"), Self.turn(.anthropic, "a")]
        let options = try Self.options([], after: turns)
        #expect(options.api == .anthropic)
        #expect(options.model == "a")
        #expect(throws: RunOptions.Failure.self) { try Self.options(["--provider=openai"], after: turns) }
    }

    @Test func `the system prompt is what is given, else the conversation's`() throws {
        let words = ["--provider=openai", "--model=m"]
        let turns = [Self.turn(.openai, "m", system: "old")]
        #expect(try Self.options(words).system == nil)
        #expect(try Self.options(words, after: turns).system == "old")
        let given = words + ["--system-prompt", "-x", "--append-system-prompt", "--y"]
        #expect(try Self.options(given, after: turns).system == "-x\n\n--y")
    }

    @Test func `what is missing is said with what to do`() throws {
        let nobody = try #require(throws: RunOptions.Failure.self) { try Self.options([]) }
        #expect(
            nobody.description
                == "cannot ask anybody: no provider is named (give --provider: anthropic, openai, gemini)")
        let nothing = try #require(throws: RunOptions.Failure.self) {
            try Self.options(["--provider=gemini"], environment: ["GEMINI_MODEL": ""])
        }
        #expect(
            nothing.description
                == "cannot ask gemini: no model is named (give --model, or set GEMINI_MODEL)")
    }
}
