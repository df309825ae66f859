import RoostModel
import RoostTasks
import Testing

@testable import roost_api

@Suite struct AnswerPrinterTests {
    private static func printer(_ format: TaskOptions.OutputFormat, pieces: Bool = false) -> AnswerPrinter {
        AnswerPrinter(
            format: format, messages: ClaudeMessages(session: "s", identifier: { "u" }), showsPieces: pieces)
    }

    private static func result(_ ending: RunResult.Ending, text: String = "a") -> RunResult {
        RunResult(
            ending: ending, text: text, turns: 1, usage: TaskUsage(), cost: nil, model: "m", stop: .finished,
            duration: .zero, apiDuration: .zero)
    }

    /// All that a run prints which answers `a`.
    private static func output(_ printer: AnswerPrinter, _ ending: RunResult.Ending = .answered) throws
        -> String
    {
        var answer = Answer()
        try answer.take(.text("a"))
        return printer.begin(model: "m", directory: "/", keySource: "K", version: "1")
            + printer.status("requesting") + printer.piece(.thinking("hm")) + printer.piece(.text("a"))
            + printer.answer(answer, model: "m") + printer.end(result(ending))
    }

    @Test func `text is the answer and one end of line`() throws {
        #expect(try Self.output(Self.printer(.text)) == "a\n")
        #expect(Self.printer(.text).end(Self.result(.answered, text: "a\n")) == "")
        #expect(Self.printer(.text).end(Self.result(.answered, text: "")) == "")
        #expect(try Self.output(Self.printer(.text), .failed(.emptyAnswer)) == "a\n")
    }

    @Test func `json is one line at the end`() throws {
        let output = try Self.output(Self.printer(.json))
        #expect(output.hasSuffix("}\n"))
        #expect(JSONParser.parse(output)?["type"]?.string == "result")
    }

    @Test(arguments: [false, true])
    func `stream-json shows pieces if it is asked to`(pieces: Bool) throws {
        let lines = try Self.output(Self.printer(.streamJSON, pieces: pieces)).split(separator: "\n")
        let types = lines.map { JSONParser.parse(String($0))?["type"]?.string ?? "" }
        let shown = pieces ? ["stream_event", "stream_event"] : []
        #expect(types == ["system", "system"] + shown + ["assistant", "result"])
    }

    @Test func `a failure is a message and the result`() {
        let end = Self.printer(.streamJSON).end(Self.result(.failed(.notLoggedIn(variables: ["K"]))))
        let messages = end.split(separator: "\n").map { JSONParser.parse(String($0)) ?? .null }
        #expect(messages.map { $0["type"]?.string } == ["assistant", "result"])
        #expect(messages.first?["error"]?.string == "authentication_failed")
        #expect(messages.last?["is_error"]?.bool == true)
    }

    @Test func `an answer of nothing is no message`() {
        #expect(Self.printer(.streamJSON).answer(Answer(), model: "m") == "")
    }
}
