import Foundation
import RoostTestSupport
import Testing

/// What runs in a pane is what the pane is called.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ProgramTests {
    private func program(_ home: Home, _ name: String) throws -> String? {
        try home.sessions().first { $0["name"] as? String == name }?["program"] as? String
    }

    @Test func `list names the program in the foreground, and the shell when it is back`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "bash")
            try home.until("the shell is named") { try program(home, "a") == "bash" }
            _ = try home.output("send", "a", "--enter", "vi -u NONE")
            try home.until("the editor is named") { try program(home, "a")?.hasPrefix("vi") == true }
            #expect(try home.output("list").contains("vi"))
            // Text would be a paste, which an editor inserts.
            _ = try home.output("send", "a", "--keys", "Escape", ":", "q", "!", "Enter")
            try home.until("the shell is named again") { try program(home, "a") == "bash" }
            _ = try home.output("kill", "a")
            #expect(try program(home, "a") == nil)
        }
    }

    @Test func `the title row says what runs`() async throws {
        try await Home.with { home in
            let outer = try OuterTerminal(
                [Home.binaries + "/roost"], environment: home.environment, directory: home.path)
            try outer.wait(forText: "$")
            outer.type("top\r")
            try outer.wait(for: "the program in the first row") { $0.first?.contains(" top ") == true }
            outer.type("q")
            try outer.wait(for: "the shell in the first row") { $0.first?.contains(" bash ") == true }
        }
    }
}
