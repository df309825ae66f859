import RoostTerminal
import Testing

@testable import RoostServer

@Suite struct PromptRecorderTests {
    private func keys(_ text: String) -> [Key] {
        text.unicodeScalars.map { Key(code: .character($0)) }
    }

    private let enter = Key(code: .enter)

    @Test func `a typed line is a prompt when Enter sends it`() {
        var recorder = PromptRecorder()
        for key in keys("add a tesst") { #expect(recorder.record(key) == nil) }
        _ = recorder.record(Key(code: .backspace))
        _ = recorder.record(Key(code: .backspace))
        for key in keys("t") { _ = recorder.record(key) }
        #expect(recorder.record(enter) == "add a test")
        #expect(recorder.record(enter) == nil)
    }

    @Test func `Shift and Enter begin a new line of the same prompt`() {
        var recorder = PromptRecorder()
        for key in keys("one") { _ = recorder.record(key) }
        #expect(recorder.record(Key(code: .enter, modifiers: .shift)) == nil)
        for key in keys("two") { _ = recorder.record(key) }
        #expect(recorder.record(enter) == "one\ntwo")
    }

    @Test(arguments: [Key(code: .escape), Key(code: .character("c"), modifiers: .control)])
    func `what is given up is forgotten`(key: Key) {
        var recorder = PromptRecorder()
        for key in keys("secret") { _ = recorder.record(key) }
        _ = recorder.record(key)
        #expect(recorder.record(enter) == nil)
    }

    @Test func `pastes belong to the prompt and are bounded`() {
        var recorder = PromptRecorder()
        recorder.append(String(repeating: "x", count: 100_000))
        #expect(recorder.record(enter)?.count == 4000)
    }

    @Test func `the release of a key is no second key`() {
        var recorder = PromptRecorder()
        _ = recorder.record(Key(code: .character("a")))
        _ = recorder.record(Key(code: .character("a"), event: .release))
        #expect(recorder.record(enter) == "a")
    }

    @Test func `a program that reports its prompts tells each once`() {
        var recorder = PromptRecorder()
        let nothing = recorder.report("")
        let first = recorder.report("mend it")
        #expect(nothing == nil && first == "mend it" && recorder.isReported)
        var typed = PromptRecorder()
        typed.append("mend it")
        let sent = typed.record(Key(code: .enter))
        let same = typed.report("mend it")
        let again = typed.report("mend it")
        #expect(sent == "mend it" && same == nil && again == "mend it", "typed once, and once recalled")
    }
}
