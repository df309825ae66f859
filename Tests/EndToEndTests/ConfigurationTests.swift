import Foundation
import RoostTestSupport
import Testing

/// Files of the configuration that a person edits while roost runs, and mistakes in them.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ConfigurationTests {
    private func write(_ home: Home, _ text: String, to name: String = "config.toml") throws {
        let file = URL(filePath: home.path + "/r/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    @Test func `a mistake is said on the screen and keeps nobody out`() async throws {
        try await Home.with { home in
            try write(home, "[ui]\nmouze = true\ntheme = \"nowhere\"\n")
            let outer = try OuterTerminal(
                [Home.binaries + "/roost"], environment: home.environment, directory: home.path, rows: 40,
                columns: 220)
            try outer.wait(forText: "unknown key; did you mean mouse?")
            outer.type("echo it''runs\r")
            try outer.wait(for: "the shell's answer") { $0.contains { $0.hasPrefix("itruns") } }
            outer.prefix("~")
            try outer.wait(forText: "there is no theme")
        }
    }

    @Test func `what is reloaded is in force at once, for the server and every client`() async throws {
        try await Home.with { home in
            try write(home, "[limits]\nsessions = 1\n")
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "new", "-n", "a", "--", "cat"], environment: home.environment,
                directory: home.path)
            try outer.wait(forText: "C-b ? help")
            #expect(try home.run(["new", "-d", "--", "cat"]).status == 1)
            try write(
                home, "[keys]\nprefix = \"C-a\"\n[limits]\nsessions = 2\nhistory_overflow = \"gap\"\n")
            let show = try home.output("config", "show")
            #expect(show.contains("but the server works with 1 until \"roost config reload\""))
            let answer = try home.output("config", "reload")
            #expect(answer.contains("changed: keys.prefix, limits.sessions"))
            #expect(answer.contains("after a restart of the server: limits.history_overflow"))
            _ = try home.output("new", "-d", "-n", "b", "--", "cat")
            try outer.wait(forText: "configuration read again")
            outer.type("\u{1}?")
            try outer.wait(forText: "C-a %")
        }
    }

    @Test func `the server's log takes from a reload on what the configuration says, and names the session`()
        async throws
    {
        try await Home.with { home in
            try write(home, "[log]\nlevel = \"error\"\n")
            _ = try home.output("new", "-d", "-n", "quiet", "--", "cat")
            try write(home, "[log]\nlevel = \"info\"\n")
            #expect(try home.output("config", "reload").contains("changed: log.level"))
            _ = try home.output("new", "-d", "-n", "told", "--", "cat")
            let log = try home.output("server", "log", "-n", "100")
            #expect(!log.contains("session=1]"))
            let pid = try #require(
                try home.sessions().first { $0["name"] as? String == "told" }?["pid"] as? Int)
            #expect(log.contains(" info [pid=\(pid) session=2] its program runs"))
        }
    }

    @Test func `a mistake that is reloaded is answered, and costs only its own option`() async throws {
        try await Home.with { home in
            try write(home, "[limits]\nsessions = 1\n")
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            try write(home, "[limits]\nsessions = \"2\"\nidle_hours = 5\n")
            let reload = try home.run(["config", "reload"])
            #expect(reload.status == 1)
            #expect(reload.output.contains("changed: limits.idle_hours"))
            #expect(
                reload.errors.contains("line 2, key limits.sessions: expected a whole number, found text"))
            #expect(try home.run(["new", "-d", "--", "cat"]).errors.contains("1 run already"))
            #expect(try home.run(["doctor"]).output.contains("limits.sessions"))
        }
    }

    @Test func `a provider file with a mistake costs only its provider`() async throws {
        try await Home.with { home in
            try write(home, "commands = [\"cat\"]\n", to: "providers/good.toml")
            try write(home, "\ncomands = [\"cat\"]\n", to: "providers/bad.toml")
            _ = try home.output("new", "-d", "-p", "good", "-n", "a")
            let refused = try home.run(["new", "-d", "-p", "bad"])
            #expect(refused.status == 1)
            #expect(
                refused.errors.contains("bad.toml, line 2, key comands: unknown key; did you mean commands?"))
            let list = try home.run(["provider", "list"])
            #expect(list.status == 0 && list.output.contains("good"))
            #expect(list.errors.contains("bad.toml, line 2"))
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "attach", "a"], environment: home.environment,
                directory: home.path)
            try outer.wait(forText: "bad.toml: 1 mistake, C-b ~")
            outer.prefix("~")
            // A word: the whole of it is wrapped somewhere.
            try outer.wait(forText: "comands:")
            outer.type("\u{1B}")
            outer.prefix("P")
            try outer.wait(forText: "bad.toml, line 2")
            try write(home, "commands = [\"cat\"]\n", to: "providers/bad.toml")
            _ = try home.output("config", "reload")
            _ = try home.output("new", "-d", "-p", "bad")
        }
    }
}
