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

    @Test func `each session takes up its own conversation, with its options and variables`() async throws {
        try await Home.with { home in
            let cli = home.path + "/talker"
            try """
            #!/bin/sh
            echo "words: $* for $WHOM"
            case "$1" in
            --resume) ;;
            *) echo "{\\"hook_event_name\\":\\"SessionStart\\",\\"session_id\\":\\"talk-$WHOM\\"}" \\
                   | "\(Home.binaries)/roost" event --hook claude
               echo told;;
            esac
            exec cat
            """.write(toFile: cli, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: cli)
            let providers = home.path + "/r/providers"
            try FileManager.default.createDirectory(
                atPath: providers, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try "commands = [\"\(cli)\"]\nresume = [\"--resume\", \"{id}\"]\n".write(
                toFile: providers + "/talker.toml", atomically: true, encoding: .utf8)
            for name in ["ann", "bob"] {
                _ = try home.output(
                    "new", "-d", "-n", name, "-p", "talker", "--env", "WHOM=\(name)", "--", "--model", "x",
                    "do it all")
                _ = try home.output("wait", name, "--text", "^told$", "--timeout", "60")
            }
            try killEverything(home)
            let interrupted = try home.output("resume")
            #expect(interrupted.contains("talk-ann") && interrupted.contains("talk-bob"))
            _ = try home.output("resume", "--all")
            for name in ["ann", "bob"] {
                _ = try home.output(
                    "wait", name, "--text", "^words: --resume talk-\(name) --model x for \(name)$",
                    "--timeout",
                    "60")
            }
            #expect(try home.output("resume").contains("no conversations were interrupted"))
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
