import RoostConfig
import RoostModel
import Testing

@testable import RoostUI

@Suite struct TranscriptBlockTests {
    private static func made(_ contents: TaskMessage.Content...) -> [TranscriptBlock] {
        TranscriptBlocks(TaskScene.log(contents)).blocks
    }

    private static func lines(_ block: TranscriptBlock, isFolded: Bool) -> [String] {
        block.lines(isFolded: isFolded).map { ($0.lead + $0.spans).map(\.text).joined() }
    }

    @Test func `pieces of a text are one block, and texts are not`() {
        let blocks = Self.made(
            .text("one "), .text("two", isPiece: true), .text("three"), .thinking("a"),
            .thinking("b", isPiece: true))
        #expect(blocks.map(\.text) == ["one two", "three", "ab"])
        #expect(blocks.map(\.number) == [1, 3, 4] && blocks.map(\.last) == [2, 3, 5])
    }

    @Test func `a sub-agent's words are its own`() {
        var entries = TaskScene.log([.text("a"), .text("b", isPiece: true)])
        entries[1].message.parent = "t1"
        let blocks = TranscriptBlocks(entries).blocks
        #expect(blocks.map(\.isNested) == [false, true])
        #expect(Self.lines(blocks[1], isFolded: false) == ["  b"])
    }

    @Test func `lines of standard error and of raw output go together`() {
        let blocks = Self.made(
            .diagnostic("a"), .diagnostic("b"), .raw("x", cause: .notJSON), .raw("y", cause: .notJSON),
            .raw("z", cause: .tooLong))
        #expect(blocks.map(\.text) == ["a\nb", "x\ny", "z"])
        #expect(Self.lines(blocks[0], isFolded: true) == ["2 lines  a"])
        #expect(Self.lines(blocks[1], isFolded: true) == ["not json  2 lines  x"])
    }

    @Test func `an end that repeats the answer says only the facts`() {
        let result = TaskResult(
            isError: false, text: "Done.\n", turns: 3, durationMilliseconds: 14_000, cost: 0.04)
        let blocks = Self.made(.text("Done."), .result(result))
        #expect(Self.lines(blocks[1], isFolded: false) == ["done: 3 turns, $0.0400, 0:14"])
        let alone = Self.made(.result(result))
        #expect(Self.lines(alone[0], isFolded: false) == ["done: 3 turns, $0.0400, 0:14", "Done."])
    }

    @Test func `a result that failed says why`() {
        let result = TaskResult(isError: true, errors: ["max turns"], turns: 3)
        #expect(
            Self.lines(Self.made(.result(result))[0], isFolded: false) == ["failed: 3 turns", "max turns"])
    }

    @Test func `tool calls and results are a line as long as they are folded`() {
        let blocks = Self.made(
            .toolCall(id: "t", name: "Bash", input: #"{"command":"make\ntest"}"#),
            .toolResult(id: "t", output: "\none\ntwo\n", isError: false),
            .toolResult(id: "t", output: "", isError: true))
        #expect(
            blocks.map { Self.lines($0, isFolded: true) } == [
                ["Bash  make test"], ["2 lines  one"], ["nothing"],
            ])
        #expect(Self.lines(blocks[0], isFolded: false) == ["Bash", "command", "│ make", "│ test"])
        #expect(Self.lines(blocks[1], isFolded: false) == ["│ ", "│ one", "│ two", "│ "])
    }

    @Test func `denials and errors say what they are`() {
        let blocks = Self.made(
            .denial(TaskDenial(tool: "Bash", input: #"{"command":"rm x"}"#, reason: "not allowed")),
            .error("Overloaded", code: "529", isFinal: false), .error("gone", isFinal: true))
        #expect(
            blocks.map { Self.lines($0, isFolded: false) }
                == [["refused: Bash rm x: not allowed"], ["Overloaded (529)"], ["gone"]])
        #expect(blocks.map { $0.sign(isFolded: false)?.glyph } == [.approval, .retrying, .error])
    }

    @Test func `another attempt is said`() {
        var entries = TaskScene.log([.text("a"), .text("b")])
        entries[1].attempt = 2
        let blocks = TranscriptBlocks(entries).blocks
        #expect(blocks.map(\.kind) == [.text, .attempt(2), .text])
        #expect(Set(blocks.map(\.number)).count == 3)
    }

    @Test func `what is about to be repeated is not shown`() {
        #expect(Self.made(.preview("a", isThinking: false)).isEmpty)
    }

    @Test func `of a long message the beginning is drawn, and the rest is said`() {
        let output = String(repeating: "line\n", count: 1000)
        let long = Self.made(.toolResult(id: "t", output: output, isError: false))[0]
        let lines = Self.lines(long, isFolded: false)
        #expect(lines.count == 401 && lines.last == "… y copies all of it: 5000 B")
        let wide = Self.made(
            .toolResult(id: "t", output: String(repeating: "x", count: 1 << 20), isError: false))[0]
        let drawn = Self.lines(wide, isFolded: false)
        #expect(drawn.count == 2 && drawn[0].count < 70_000 && drawn[1].hasSuffix("1024 KiB"))
    }

    @Test func `a text of many pieces is cut into blocks, between lines and never within code`() {
        let line = TaskMessage.Content.text("a line of some text\n", isPiece: true)
        let blocks = TranscriptBlocks(TaskScene.log(Array(repeating: line, count: 3000))).blocks
        #expect(blocks.count > 2 && blocks.allSatisfy { $0.text.utf8.count < 17 << 10 })
        #expect(blocks.map(\.text).joined() == String(repeating: "a line of some text\n", count: 3000))
        let fence = TaskMessage.Content.text("```\n", isPiece: true)
        let code = TranscriptBlocks(
            TaskScene.log([fence] + Array(repeating: line, count: 1500) + [fence, line]))
        #expect(code.blocks.count == 2 && code.blocks[1].text == "a line of some text\n")
    }
}
