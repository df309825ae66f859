import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct OpenQuestionsTests {
    @Test func `the answer that every terminal gives closes a group of questions`() {
        var questions = OpenQuestions()
        #expect(!questions.isWaiting(at: 5))
        questions.wrote("\u{1b}[22;2t" + TerminalSequences.enter, at: 5)
        questions.receive(.kittyFlags(1))
        questions.receive(.color(11, red: 0, green: 0, blue: 0))
        #expect(questions.isWaiting(at: 5))
        questions.receive(.primaryAttributes([62, 22]))
        #expect(!questions.isWaiting(at: 5))
    }

    @Test func `two groups need two answers, and one that nobody asked for counts for none`() {
        var questions = OpenQuestions()
        questions.receive(.primaryAttributes([]))
        questions.wrote(TerminalSequences.enter, at: 5)
        questions.wrote(TerminalSequences.askColors + TerminalSequences.askAttributes, at: 5)
        questions.receive(.primaryAttributes([]))
        #expect(questions.isWaiting(at: 5))
        questions.receive(.primaryAttributes([]))
        #expect(!questions.isWaiting(at: 5))
        questions.wrote("\u{1b}[2J", at: 5)
        #expect(!questions.isWaiting(at: 5))
    }

    @Test func `an answer is waited for as long as one may take, from the last question on`() {
        var questions = OpenQuestions()
        questions.wrote(TerminalSequences.enter, at: 100)
        #expect(questions.isWaiting(at: 2099))
        #expect(!questions.isWaiting(at: 2100))
        questions.wrote("text", at: 2000)
        #expect(!questions.isWaiting(at: 2100))
        questions.wrote(TerminalSequences.askAttributes, at: 2200)
        #expect(questions.isWaiting(at: 4199))
    }

    /// What asks must end with the question that is always answered, or nobody knows when all answers have come.
    @Test func `the questions at the start end with that one`() {
        #expect(TerminalSequences.enter.hasSuffix(TerminalSequences.askAttributes))
    }
}
