import RoostConfig
import RoostDetect
import RoostModel
import Testing

/// The providers of which little more than their dialogs' words is known.
@Suite struct OtherProviderTests {
    private func verdict(_ provider: String, _ rows: [String]) -> Verdict {
        let catalog = ProviderCatalog.builtIn
        var detector = Detector(provider: provider, rules: catalog.providers.ruleBook)
        return detector.evaluate(
            Observation(
                provider: provider, rows: rows, cursorRow: max(0, rows.count - 1),
                cursorColumn: rows.last?.count ?? 0, title: "", progressState: nil, isAlternateScreen: false,
                isEchoOff: false, isCommandRunning: nil, quietMilliseconds: 2000, notifications: [],
                now: Timestamp(milliseconds: 0)))
    }

    @Test(arguments: [
        ("opencode", ["△ Permission required", "  bash: ls"]),
        (
            "copilot",
            ["│ Do you want to run this command? │", "Confirm with number keys or ↑↓ keys and Enter"]
        ),
        ("cline", ["Let Cline use this tool?"]), ("kimi", ["Run it.", "Approve?"]),
    ])
    func `what asks for permission is an approval`(provider: String, rows: [String]) {
        #expect(verdict(provider, rows).attention?.kind == .approval)
    }

    @Test func `copilot works while it can be cancelled`() {
        #expect(verdict("copilot", ["⠋ Thinking", "", "> "]).state == .processing)
        #expect(verdict("copilot", ["> ", "esc to cancel"]).state == .processing)
        #expect(verdict("copilot", ["done", "", "> "]).state == .waitingInput)
    }

    @Test func `one that nothing is known of is a program`() {
        #expect(verdict("goose", ["Name:"]).state == .running)
        #expect(verdict("goose", ["Do you want to continue? [Y/n]"]).attention?.kind == .question)
    }
}
