import RoostModel

// https://github.com/openai/codex: codex-rs/tui/src/onboarding and bottom_pane.
extension RuleSet {
    static let codex = RuleSet(
        prompt: .bare(markers: "›"),
        selectionMarkers: "›❯>",
        menuFooters: [
            "Press enter to *", "*enter to submit*", "*enter to confirm*", "*esc to cancel*",
            "*esc to go back*",
            "Confirm with *enter*", "enter continue *", "*esc quit*", "enter select *", "enter confirm *",
            "*enter/esc confirm*", "enter resume *", "*↑/↓ browse*", "*esc back*", "*esc skip*",
        ],
        isMenuFooterNeeded: false,
        messageMarkers: "•›■✔✗⚠",
        answerMarkers: "•",
        // Below it stand messages that wait.
        statusReach: 3,
        rules: [
            .menu("Do you trust the contents of this directory?*", .trust, .folder),
            .menu("Trust this folder?*", .trust, .folder),
            .menu("*You are in *", .trust),
            .menu("Sign in with ChatGPT to use Codex*", .authentication),
            .menu("Would you like to run the following command?*", .approval, .command),
            .menu("Would you like to make the following edits?*", .approval, .whole),
            .menu("Would you like to grant these permissions?*", .approval, .whole),
            .menu("Allow command?*", .approval, .command),
            .menu("Allow the * MCP server to run tool *", .approval),
            .menu("Do you want to approve *", .approval, .whole),
            .menu("* needs your approval*", .approval, .whole),
            .menu("Implement this plan?*", .approval),
            .menu("Hooks need review*", .trust, .whole),
            .menu("* need* review before *", .trust, .whole),
            .menu("*Update available*", .question, .whole),
            .menu("Approaching rate limits*", .question, .whole),
            .menu("*hit your usage limit*", .rateLimited),
            .menu("*rate limit*", .rateLimited),
            .menuFooter("*enter to submit*", .question, .whole),
            .menuFooter("Press enter to confirm or esc to cancel*", .question, .question),
            .menuFooter("*enter/esc confirm*", .question, .whole),
            .form("Finish signing in via your browser*", ending: "*", .authentication),
            .form("If the link doesn't open automatically*", ending: "*", .authentication),
            .form("*Enter this one-time code*", ending: "*", .authentication),
            .form("Preparing device code*", ending: "*", .authentication),
            .form("Paste or type your API key*", ending: "*", .authentication),
            .form("*Sign in with ChatGPT*", ending: "Press Enter to continue*", .authentication),

            .status("*Reconnecting*", .attention(.retrying)),
            .status("*stream error*retrying*", .attention(.retrying)),
            .status("[•◦⠀-⣿] [A-Za-z]*([0-9]*[smh] • * to interrupt*", .busy),
            .status("[•◦⠀-⣿] Working*(*", .busy),
            .footer("*? for shortcuts*", .idle),
            .footer("*context left*", .idle),

            .notice("■ *hit your usage limit*", .rateLimited),
            .notice("■ *rate limit*", .rateLimited),
            .notice("■ *last status: 429*", .rateLimited),
            .notice("■ *Quota exceeded*", .rateLimited),
            .notice("■ *at capacity*", .rateLimited),
            .notice("■ *401 Unauthorized*", .authentication),
            .notice("■ *not logged in*", .authentication),
            .notice("■ *sign in again*", .authentication),

            .title("*[[] [!.] ] Action Required*", .attention(.approval)),
            // What still turns gives the conversation a name; the turn is over.
            .title("[⠀-⣿] | *", .idle),
            .title("[⠀-⣿] *", .busy),
            .title("* | *", .idle),

            .notification("Approval requested*", .attention(.approval)),
            .notification("Codex wants to *", .attention(.approval)),
            .notification("Question requested*", .attention(.question)),
            .notification("Agent turn complete*", .idle),
        ])
}
