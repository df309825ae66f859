import ArgumentParser
import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct AskCommandTests {
    private func parse(_ words: String...) throws -> AskCommand {
        try #require(try Roost.parseAsRoot(words) as? AskCommand)
    }

    @Test func `words are joined, and waiting is the rule`() throws {
        let ask = try parse("ask", "api", "why", "does it fail?", "--timeout", "5")
        #expect(ask.session.target == "api")
        #expect(ask.text == ["why", "does it fail?"])
        #expect(ask.wait)
        #expect(ask.timeout == 5)
        #expect(try !parse("ask", "api", "--no-wait", "x").wait)
        #expect(try parse("ask", "api", "--wait", "x").wait)
    }

    @Test(arguments: [
        ["ask"], ["ask", "api", "x", "--timeout", "-1"], ["ask", "api", "x", "--no-wait", "--timeout", "1"],
    ])
    func `bad usage ends with 2`(words: [String]) {
        do {
            _ = try Roost.parseAsRoot(words)
            Issue.record("\(words)")
        } catch {
            #expect(Outcome(error).status == 2)
        }
    }

    @Test(arguments: TurnEnd.Outcome.allCases.filter { $0 != .answered })
    func `whatever keeps an answer is told by its name, with a next step`(outcome: TurnEnd.Outcome) {
        let now = Timestamp(milliseconds: 0)
        let info = SessionInfo(
            name: "api", number: SessionID(rawValue: 1), state: .waitingInput, provider: "claude",
            command: ["claude"], cols: 80, rows: 24, cwd: "/", createdAt: now, lastActivity: now,
            stateSince: now)
        let words = AskCommand.words(TurnEnd(outcome, reason: "two\nlines", session: info))
        #expect(words.hasPrefix("roost: cannot get an answer of api: \(outcome.rawValue): two lines ("))
        #expect(words.hasSuffix(")") && !words.contains("\n"))
    }
}
