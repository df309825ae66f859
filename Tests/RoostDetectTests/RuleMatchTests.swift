import RoostDetect
import Testing

@Suite struct RuleMatchTests {
    private func matches(_ screen: String, title: String = "") -> [RuleMatch] {
        Detector(provider: "claude").matches(.of("claude", screen.rows, title: title))
    }

    private let rule = String(repeating: "─", count: 60)

    @Test func `all that speaks for a state is named, with its place and what it found`() {
        let found = matches(
            "✻ Wire the route… (now)\n\n\(rule)\n❯ \n\(rule)\n  ? for shortcuts", title: "◐ Claude Code")
        #expect(found.map(\.place) == ["below the prompt", "above the prompt", "title"])
        #expect(found.map(\.meaning) == ["idle", "busy", "busy"])
        #expect(found.map(\.text) == ["? for shortcuts", "✻ Wire the route… (now)", "◐ Claude Code"])
        #expect(found.map(\.pattern) == ["*? for shortcuts*", "[✢✳✶✻✽·*] *…*", "[◐◑◒◓] *"])
    }

    @Test func `a dialog's rules are named with the row that they found`() {
        let found = matches(
            "\(rule)\n Bash command\n\n Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel")
        #expect(found.first?.place == "menu")
        #expect(found.first?.meaning == "approval")
        #expect(found.first?.text == "Do you want to proceed?")
    }

    @Test func `secrets in what was found are masked`() {
        let found = matches(
            "\(rule)\n Do you want to run curl -H 'Bearer abcdef0123456789'?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel"
        )
        #expect(found.first?.text == "Do you want to run curl -H 'Bearer [redacted]'?")
    }
}
