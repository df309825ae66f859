import RoostModel

// mini-swe-agent 2.4.6: it asks in a row, and takes the answer in the next one.
extension RuleSet {
    static let miniSWEAgent = RuleSet(
        prompt: .cursorRow([">", "> *"]),
        isBusyWithoutPrompt: true,
        rules: [
            .cursorRow(">*", below: "Execute * action*? Enter to confirm*", .approval, .whole),
            .cursorRow(">*", below: "Agent wants to finish*", .question, .whole),
        ])
}
