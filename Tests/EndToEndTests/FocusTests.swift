import RoostTestSupport
import Testing

/// What programs hear of the focus of those who look at them.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct FocusTests {
    @Test func `a program hears of the focus in turn, however many look`() async throws {
        try await Home.with { home in
            _ = try home.output(
                "new", "-d", "-n", "a", "--", "sh", "-c",
                #"stty -icanon; printf '\033[?1004hready\n'; exec cat >/dev/null"#)
            _ = try home.output("wait", "a", "--text", "^ready", "--timeout", "60")
            func attach() throws -> OuterTerminal {
                try OuterTerminal(
                    [Home.binaries + "/roost", "attach", "a"], environment: home.environment,
                    directory: home.path)
            }
            func heard(_ text: String) throws {
                try home.until("the program heard \(text)") {
                    try home.output("capture", "a").contains("\n\(text)\n")
                }
            }
            let first = try attach()
            try first.wait(forText: "^[[I")
            let second = try attach()
            try second.wait(forText: "^[[I")
            for outer in [first, second] { outer.type("\u{1B}[I\u{1B}[O") }
            try heard("^[[I^[[O")
            second.type("\u{1B}[I")
            try heard("^[[I^[[O^[[I")
            first.prefix("d")
            _ = try first.waitForExit()
            second.prefix("d")
            _ = try second.waitForExit()
            try heard("^[[I^[[O^[[I^[[O")
        }
    }
}
