import Testing

@testable import RoostServer

@Suite struct GainedTextTests {
    private func text(_ prompt: String, _ screen: String) -> String? {
        GainedText(prompt: prompt).text(
            in: screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    @Test func `a shell's answer is what stands between the command and the next prompt`() {
        #expect(text("echo hi", "$ echo hi\nhi") == "hi")
        #expect(text("echo hi", "$ echo hi\nhi\n$ echo hi\nhi") == "hi")
        #expect(text("true", "$ true") == nil)
    }

    @Test func `a mark before an answer, and blank lines and rules around it, are left out`() {
        let screen = """
            ❯ what is 6 x 7?

            ● The answer is 42.

              - as ever
            ────────────
            """
        #expect(text("what is 6 x 7?", screen) == "The answer is 42.\n\n- as ever")
    }

    @Test func `an answer that repeats the prompt is not cut`() {
        let screen = "> name it\n• You said: name it, and so I did.\n  name it twice"
        #expect(text("name it", screen) == "You said: name it, and so I did.\nname it twice")
    }

    @Test func `the rest of a prompt that takes several rows belongs to the prompt`() {
        let screen = """
            ❯ read the file that the build
              writes and tell me
              in one word
            ● fine
            """
        #expect(text("read the file that the build writes and tell me\nin one word", screen) == "fine")
        // A word that the answer has in common with the prompt is not taken for it.
        #expect(text("echo yes", "$ echo yes\nyes") == "yes")
    }

    @Test func `without the prompt on the screen all of it is the answer`() {
        #expect(text("gone", "the end\nof a long answer") == "the end\nof a long answer")
        #expect(text("gone", "") == nil)
    }

    @Test func `a prompt is shown where nothing else follows it`() {
        let gained = GainedText(prompt: "mend the parser, please, and test it")
        #expect(gained.isShown(in: "❯ mend the parser, please, and test it  "))
        #expect(gained.isShown(in: "❯ mend the parser, please, and"))
        #expect(!gained.isShown(in: "I will mend the parser, please, and test it now"))
        #expect(!gained.isShown(in: "❯ Try \"mend\""))
        #expect(!GainedText(prompt: " \n").isShown(in: ""))
    }
}
