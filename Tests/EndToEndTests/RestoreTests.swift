import Foundation
import RoostTestSupport
import Testing

/// What becomes of sessions when server, keeper and children were killed.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct RestoreTests {
    private func killEverything(_ home: Home) throws {
        _ = try home.output("history")
        let pids = try home.pids()
        let children = try home.sessions().compactMap { $0["pid"] as? Int }.map { Int32($0) }
        for pid in [pids.keeper, pids.server] + children { kill(pid, SIGKILL) }
        try home.until("all are gone") { [pids.keeper, pids.server].allSatisfy { kill($0, 0) != 0 } }
    }

    @Test(arguments: ["ask", "restart", "shell"])
    func `a policy`(policy: String) async throws {
        try await Home.with { home in
            try "[restore]\npolicy = \"\(policy)\"\n".write(
                toFile: home.path + "/r/config.toml", atomically: true, encoding: .utf8)
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            _ = try home.output("send", "a", "--enter", "before")
            _ = try home.output("wait", "a", "--text", "^before$", "--timeout", "60")
            try killEverything(home)
            // The first command starts the server.
            _ = try home.output("list")
            if policy == "ask" {
                let session = try #require(try home.sessions().first)
                #expect(session["reason"] as? String == "interrupted")
                return
            }
            try home.until("it runs again") {
                ["running", "waiting_input"].contains(try home.sessions().first?["state"] as? String)
            }
            let session = try #require(try home.sessions().first)
            #expect(session["provider"] as? String == (policy == "shell" ? "shell" : "program"))
            #expect(try home.output("capture", "a", "--scrollback").contains("before"))
        }
    }

    @Test func `a shell started again is below the text, not in a dead program's screen`() async throws {
        try await Home.with { home in
            let outer = try OuterTerminal(
                [Home.binaries + "/roost"], environment: home.environment, directory: home.path)
            try outer.wait(forText: "$")
            outer.type("printf 'above\\033[?1049h\\033[?1003h\\033[Hpicture'; cat\r")
            try outer.wait(for: "the picture") { $0.contains { $0.hasPrefix("picture") } }
            try killEverything(home)
            try outer.wait(forText: "interrupted")
            outer.type("\r")
            // What the shell says is on a line of its own.
            try outer.wait(for: "the prompt below") { rows in
                guard let text = rows.firstIndex(where: { $0.hasPrefix("above") }) else { return false }
                return rows[(text + 1)...].first?.hasPrefix("$") == true
            }
        }
    }
}
