import RoostDetect
import RoostModel
import Testing

/// The rows that say that claude works, above a prompt box that says nothing of it.
@Suite struct ClaudeWorkTests {
    private static let widths = [45, 80, 120, 200]

    private func screen(_ status: String, footer: String, width: Int) -> String {
        let rule = String(repeating: "─", count: width)
        return "❯ do it\n\n● Running the tests.\n\n\(status)\n\n\(rule)\n❯ \n\(rule)\n  \(footer)"
    }

    @Test(arguments: [
        "✻ Waiting for 1 background agent to finish", "● Waiting for 3 background agents to finish",
        "● Perusing… (1m 38s · ↓ 3.1k tokens)", "⏺ Wiring… (4s)", "✶ Perusing (1m 38s · ↓ 3.1k tokens)",
        "✢ Cooking (2s · esc to interrupt)", "✻ Wiring the route… (2m 14s · ↓ 3.1k tokens)",
    ])
    func `a row of work outweighs what the footer says`(status: String) {
        for width in Self.widths {
            for footer in ["? for shortcuts", "⏵⏵ accept edits on (shift+tab to cycle)"] {
                #expect(
                    verdict("claude", screen(status, footer: footer, width: width)) == "processing",
                    "\(width): \(footer)")
            }
        }
    }

    @Test(arguments: [
        "✻ Worked for 1m 38s", "✻ Cooked for 12s · done 9:57 PM", "● I am waiting for 2 background jobs",
        "✻ Testing (see above)", "● Testing (see above)", "● Running tests took long (12s)",
        "● Reading the docs (3 files) helped.",
    ])
    func `the end of a turn and what the model says are no work`(status: String) {
        for width in Self.widths {
            #expect(
                verdict(
                    "claude", screen(status, footer: "⏵⏵ accept edits on (shift+tab to cycle)", width: width))
                    == "waiting_input", "\(width)")
        }
    }

    @Test func `a dialog outweighs the work above it`() {
        for width in Self.widths {
            let rule = String(repeating: "─", count: width)
            let screen = """
                ✶ Perusing… (1m 38s · ↓ 3.1k tokens)

                \(rule)
                 Bash command

                   rm -rf build

                 Do you want to proceed?
                 ❯ 1. Yes
                   2. No

                 Esc to cancel · Tab to amend
                """
            #expect(verdict("claude", screen).hasPrefix("waiting_input approval: "), "\(width)")
        }
    }
}
