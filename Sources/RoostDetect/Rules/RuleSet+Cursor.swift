import RoostModel

// cursor-agent as of 2026: its dialogs have no numbers, and say their keys in brackets.
extension RuleSet {
    static let cursor = RuleSet(
        prompt: .marked(markers: "→"),
        selectionMarkers: "→▶",
        menuFooters: ["*Use arrow keys*", "*Enter to select*"],
        isMenuFooterNeeded: false,
        messageMarkers: "●",
        answerMarkers: "●",
        statusReach: 2,
        statusIndent: 2,
        rules: [
            .menu("Do you trust the contents of this directory*", .trust, .folder),
            .menu("*Workspace Trust Required*", .trust, .folder),
            .menu("Run this command?*", .approval, .command),
            .menu("Run this *?", .approval, .command),
            .menu("Write to this file?*", .approval, .command),
            .menu("Edit this file?*", .approval, .command),
            .menu("Delete this file?*", .approval, .command),
            .menu("Allow this *?", .approval, .command),
            .menu("Allow * to *?", .approval, .command),
            .menu("Apply changes?*", .approval),
            .menu("*?", .question, .command),
            .form("*Press any key to log in*", ending: "*", .authentication),
            .form("*open the following link*", ending: "*", .authentication),

            .status("[⬡⬢] *", .busy),
            .status("[⠀-⣿]*", .busy),
            .footer("*ctrl+c to stop*", .busy),

            .title("[⠀-⣿] *", .busy),
        ])
}
