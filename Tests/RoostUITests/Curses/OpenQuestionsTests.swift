import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct OpenQuestionsTests {
    @Test func `the answer that every terminal gives closes a group of questions`() {
        var questions = OpenQuestions()
        #expect(!questions.isWaiting)
        questions.wrote("\u{1b}[22;2t" + TerminalSequences.enter)
        questions.receive(.kittyFlags(1))
        questions.receive(.color(11, red: 0, green: 0, blue: 0))
        #expect(questions.isWaiting)
        questions.receive(.primaryAttributes([62, 22]))
        #expect(!questions.isWaiting)
    }

    @Test func `two groups need two answers, and one that nobody asked for counts for none`() {
        var questions = OpenQuestions()
        questions.receive(.primaryAttributes([]))
        questions.wrote(TerminalSequences.enter)
        questions.wrote(TerminalSequences.askColors + TerminalSequences.askAttributes)
        questions.receive(.primaryAttributes([]))
        #expect(questions.isWaiting)
        questions.receive(.primaryAttributes([]))
        #expect(!questions.isWaiting)
        questions.wrote("\u{1b}[2J")
        #expect(!questions.isWaiting)
    }

    /// What asks must end with the question that is always answered, or nobody knows when all answers have come.
    @Test func `the questions at the start end with that one`() {
        #expect(TerminalSequences.enter.hasSuffix(TerminalSequences.askAttributes))
    }
}
