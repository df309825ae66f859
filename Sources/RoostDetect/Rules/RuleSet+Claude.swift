import RoostModel

// Seen in claude 2.1.329; some wordings are of 2.0 and 1.0.
extension RuleSet {
    static let claude = RuleSet(
        prompt: .boxed(markers: "❯>!#"),
        selectionMarkers: "❯",
        menuFooters: [
            "*Esc to cancel*", "*Esc to exit*", "*Esc to go back*", "Enter to *", "*Enter to confirm*",
            "Press Enter to *", "*Tab to amend*", "*ctrl-g to edit*", "*shift+tab to *",
        ],
        messageMarkers: "●⏺❯✻",
        rules: [
            // Dialogs, the particular before the general.
            .menu("Quick safety check:*", .trust, .folder),
            .menu("Do you trust the files in this folder?*", .trust, .folder),
            .menu("*new MCP server*found*", .trust, .whole),
            .menu("WARNING: Claude Code running in Bypass Permissions mode*", .trust),
            .menu("Select login method:*", .authentication),
            .menu("How do you want to sign in?*", .authentication),
            .menu("Detected a custom API key in your environment*", .authentication),
            .menu("Do you want to use this API key?*", .authentication),
            .option("Stop and wait for limit to reset*", .rateLimited),
            .menu("*hit your*limit*", .rateLimited),
            .menu("*limit reached*", .rateLimited),
            .menu("Do you want to proceed?*", .approval, .command),
            .menu("Do you want to *?", .approval),
            .menu("Do you want Claude to *?", .approval),
            .menu("Would you like to proceed?*", .approval),
            .menu("Claude has written up a plan*", .approval),
            .menu("Ready to code?*", .approval),
            .menu("Allow * to *?", .approval),
            .menu("Would you like to *?", .question),
            .menuFooter("Enter to select*", .question, .whole),
            .menu("Choose the text style*", .question),
            .form("Choose the text style*", ending: "Syntax *", .question),
            .form("Press Enter to continue*", ending: "Press Enter to continue*", .question),
            .form("Browser didn't open?*", ending: "*", .authentication),
            .form("Use the URL below to sign in*", ending: "*", .authentication),
            .form("Paste code here if prompted*", ending: "*", .authentication),

            .footer("*Not logged in · *", .attention(.authentication)),
            .footer("*esc to interrupt*", .busy),
            .footer("*ctrl+c to interrupt*", .busy),
            .footer("*? for shortcuts*", .idle),

            .status("[✢✳✶✻✽·*] *retrying in *", .attention(.retrying)),
            .status("[✢✳✶✻✽·*] *Retrying *", .attention(.retrying)),
            .status("[✢✳✶✻✽·*] *…*", .busy),

            .notice("⎿*Not logged in*", .authentication),
            .notice("⎿*Please run /login*", .authentication),
            .notice("⎿*API Error: 401*", .authentication),
            .notice("⎿*OAuth token has expired*", .authentication),
            .notice("⎿*Invalid API key*", .authentication),
            .notice("⎿*hit your*limit*", .rateLimited),
            .notice("⎿*limit reached*", .rateLimited),
            .notice("⎿*Credit balance is too low*", .rateLimited),

            .title("[◐◑◒◓] *", .busy),
            .title("[⠀-⣿] *", .busy),
            .title("[✳✻✽✶✢] *", .idle),

            .notification("Claude needs your permission*", .attention(.approval)),
            .notification("Claude Code needs your*", .attention(.approval)),
            .notification("Claude is waiting for your input*", .idle),
        ])
}
