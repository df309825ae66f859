import RoostModel

// https://github.com/google-gemini/gemini-cli: packages/cli/src/ui and utils/windowTitle.ts.
extension RuleSet {
    static let gemini = RuleSet(
        prompt: .boxed(markers: ">*!"),
        selectionMarkers: "●",
        menuFooters: [
            "(Use Enter to select*", "*Press Enter to *", "*Esc to cancel*", "*esc to close*",
            "Terms of Services*", "https://*", "[⏲⠀-⣿] Waiting for user confirmation*",
        ],
        isMenuFooterNeeded: false,
        // The folder, the sandbox, the model and the counts of context files stay below a dialog.
        rowsBelowMenu: 6,
        messageMarkers: "✦>✕ℹ",
        answerMarkers: "✦",
        statusReach: 6,
        rules: [
            .menu("Do you trust the files in this folder?*", .trust, .folder),
            .menu("Do you trust this folder?*", .trust, .folder),
            .menu("How would you like to authenticate for this project?*", .authentication),
            .menu("Usage limit reached*", .rateLimited),
            .menu("*quota limit*", .rateLimited),
            .menu("*exhausted your*quota*", .rateLimited),
            .menu("Apply this change?*", .approval, .command),
            .menu("Allow execution of MCP tool *", .approval),
            .menu("Allow execution of*", .approval, .command),
            .menu("Do you want to proceed?*", .approval, .command),
            .form("Waiting for authentication*", ending: "*", .authentication),
            .form("*Waiting for auth*", ending: "*", .authentication),
            .form("Enter Gemini API Key*", ending: "*", .authentication),
            .cursorRow("Enter the authorization code:*", .authentication),

            .status("*Trying to reach * (attempt *", .attention(.retrying)),
            .status("[⏲⠀-⣿] *esc to cancel*", .busy),
            .status("[⠀-⣿] *", .busy),
            .footer("*no sandbox*", .idle),

            .notice("✕ *quota*", .rateLimited),
            .notice("✕ *RESOURCE_EXHAUSTED*", .rateLimited),
            .notice("✕ *API key not valid*", .authentication),

            .title("✋ *Action Required*", .attention(.approval)),
            .title("✦ *", .busy),
            .title("⏲ *", .busy),
            .title("◇ *", .idle),

            .notification("*Action required*", .attention(.approval)),
        ])
}
