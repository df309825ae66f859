import Foundation
import RoostTestSupport
import Testing

/// What programs leave behind when they are killed, and what a person finds at the prompt after them.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LeftoverTests {
    private static let shells = ["bash", "zsh", "fish"].filter {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    /// What a program turns on before it dies, as printf(1) takes it.
    private static let modes = [
        "\\033[?25l", "\\033[3;5r", "\\033[4h", "\\033[?7l", "\\033[?1003;1006h", "\\033[?1004h",
        "\\033[?1h\\033=", "\\033[?6h", "\\033[>1u\\033[>31u", "\\033(0", "\\033[?1049h\\033[>5u\\033[?25l",
        "\\033[>4;2m\\033[?2004h\\033[20h",
    ]

    private func program(_ home: Home) throws -> String? {
        try home.sessions().first { $0["name"] as? String == "a" }?["program"] as? String
    }

    private func isCursorVisible(_ home: Home) throws -> Bool {
        let json = try JSONSerialization.jsonObject(
            with: Data(try home.output("capture", "a", "--format", "json").utf8))
        let cursor = (json as? [String: Any])?["cursor"] as? [String: Any]
        return try #require(cursor?["visible"] as? Bool)
    }

    /// How many commands were killed, as the shell has told.
    private func killedCommands(_ home: Home) throws -> Int {
        let json = try JSONSerialization.jsonObject(
            with: Data(try home.output("history", "a", "--type", "command", "--json").utf8))
        let commands = try #require(json as? [[String: Any]])
        return commands.count { $0["exit_code"] as? Int == 137 }
    }

    /// A session with a shell, and a person who looks at it.
    private func person(_ home: Home, at shell: String) throws -> OuterTerminal {
        // Without it zsh asks a newcomer what to do.
        try Data().write(to: URL(fileURLWithPath: home.path + "/.zshrc"))
        _ = try home.output("new", "-d", "-n", "a", "--", "/usr/bin/\(shell)")
        let outer = try OuterTerminal(
            [Home.binaries + "/roost", "attach", "a"], environment: home.environment, directory: home.path,
            rows: 30, columns: 100)
        outer.type("echo rea''dy\r")
        try outer.wait(for: "the shell's answer") { $0.contains { $0.hasPrefix("ready") } }
        return outer
    }

    @Test(arguments: shells)
    func `at the prompt after a killed program everything works`(shell: String) async throws {
        try await Home.with { home in
            let outer = try person(home, at: shell)
            for (number, mode) in Self.modes.enumerated() {
                outer.type("clear; sh -c 'stty raw -echo intr ^G; printf \"\(mode)\"; kill -9 $$'\r")
                try home.until("the shell has said that it was killed after \(mode)") {
                    outer.drain()
                    return try killedCommands(home) == number + 1
                }
                // The shell gives what was left behind to later commands, too.
                outer.type("echo lat''er\(number)\r")
                try outer.wait(for: "a command after \(mode)") {
                    $0.contains { $0.hasPrefix("later\(number)") }
                }
                outer.type("sleep 600\r")
                try home.until("sleep runs after \(mode)") {
                    outer.drain()
                    return try program(home) == "sleep"
                }
                outer.type("\u{3}")
                try home.until("C-c ends it after \(mode)") {
                    outer.drain()
                    return try program(home) == shell
                }
                // The line before is run again with another word.
                outer.type("echo arr''ow\(number)\r")
                try outer.wait(for: "its answer") { $0.contains { $0.hasPrefix("arrow\(number)") } }
                outer.type("\u{1B}[A\u{1B}[D\u{1B}[Cx\r")
                try outer.wait(for: "arrows after \(mode)") {
                    $0.contains { $0.hasPrefix("arrow\(number)x") }
                }
                // A click and a move are nobody's keys, and a paste is what was copied.
                outer.type("\u{1B}[<35;20;5M\u{1B}[<0;20;5M\u{1B}[<0;20;5m\u{1B}[I\u{1B}[O\u{1B}[I")
                outer.type("\u{1B}[200~echo pas''ted\(number)\u{1B}[201~\r")
                try outer.wait(for: "a paste after \(mode)") {
                    $0.contains { $0.hasPrefix("pasted\(number)") }
                }
                outer.type("clear; printf '%0150d|\\n' \(number)\r")
                try outer.wait(for: "a line that wraps after \(mode)") { rows in
                    let last = rows.firstIndex { $0.hasSuffix("\(number)|") && $0.hasPrefix("0") }
                    return last.map { $0 > 0 && rows[$0 - 1].hasPrefix("00000000") } ?? false
                }
                #expect(try isCursorVisible(home), "the cursor after \(mode)")
                #expect(!outer.text.contains("20;5"), "reports after \(mode)")
            }
        }
    }

    /// A shell that marks nothing: the foreground process group tells.
    @Test func `at the prompt of a plain shell keys are plain again, and lines end`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "/bin/dash")
            _ = try home.output("send", "a", "--enter", "echo rea''dy")
            _ = try home.output("wait", "a", "--text", "^ready", "--timeout", "60")
            try home.until("the shell is known") { try program(home) == "dash" }
            _ = try home.output(
                "send", "a", "--enter",
                #"sh -c 'stty raw -echo; printf "\033[?1003h\033[>1u\033[?25l"; sleep 600'"#)
            try home.until("the program has it") { try program(home) == "sh" }
            let pid = try #require(
                home.processes().first { pid in
                    let line = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)
                    return line?.contains("stty raw") == true
                })
            kill(pid, SIGKILL)
            for sleeper in home.processes() {
                let line = try? String(contentsOfFile: "/proc/\(sleeper)/cmdline", encoding: .utf8)
                if line == "sleep\u{0}600\u{0}" { kill(sleeper, SIGKILL) }
            }
            try home.until("the cursor is back") { try isCursorVisible(home) }
            _ = try home.output("send", "a", "--enter", "echo o''ne; echo t''wo; sleep 600")
            _ = try home.output("wait", "a", "--text", "^two$", "--timeout", "60")
            _ = try home.output("send", "a", "--keys", "C-c")
            try home.until("C-c ends it") { try program(home) == "dash" }
        }
    }
}
