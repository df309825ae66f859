import Foundation
import RoostTestSupport
import Testing

/// What survives what: processes are really killed.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct RecoveryTests {
    /// Prints numbered lines with 1 ms pauses, up to a number.
    private static let counter = [
        "python3", "-u", "-c",
        "import time\nfor i in range(1, 3001):\n print('n', i)\n time.sleep(0.001)\nprint('all')\nwhile True: time.sleep(60)",
    ]

    private func numbers(_ text: String) -> [Int] {
        text.split(separator: "\n").compactMap { line in
            line.hasPrefix("n ") ? Int(line.dropFirst(2)) : nil
        }
    }

    @Test func `a counter survives ten kills of the server with every number once`() async throws {
        try await Home.with { home in
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "new", "-n", "count", "--"] + Self.counter,
                environment: home.environment, directory: home.path)
            try outer.wait(forText: "n 1")
            let pid = try #require(try home.sessions().first?["pid"] as? Int)
            let seed = UInt64.random(in: 0 ... .max)
            print("seed \(seed)")
            var generator = SeededGenerator(seed: seed)
            for round in 1...10 {
                let server = try home.pids().server
                // At an instant that the program's output chooses.
                let more = Int.random(in: 1...40, using: &generator)
                let seen = numbers(outer.text).max() ?? 0
                try outer.wait(for: "number \(seen + more)") { rows in
                    rows.contains { $0.hasPrefix("all") }
                        || (numbers(rows.joined(separator: "\n")).max() ?? 0) >= seen + more
                }
                kill(server, SIGKILL)
                // Until it is quite dead it may still take the question.
                try home.until("a new server, round \(round)") {
                    (try? home.pids()).map { $0.server != server } ?? false
                }
                #expect(kill(Int32(pid), 0) == 0)
            }
            _ = try home.output("wait", "count", "--text", "^all$", "--timeout", "60")
            try outer.wait(forText: "all")
            let expected = Array(1...3000)
            #expect(numbers(try home.output("capture", "count", "--scrollback")) == expected)
            #expect(
                numbers(try home.output("history", "count", "--type", "output", "--limit", "100000"))
                    == expected)
            #expect(try home.sessions().first?["pid"] as? Int == pid)
        }
    }

    /// Servers that die in a row would otherwise start later each time.
    @Test func `what was replayed at a start is not replayed at the next`() async throws {
        try await Home.with { home in
            // It never pauses, so that no snapshot comes of a pause.
            _ = try home.output(
                "new", "-d", "-n", "a", "--", "python3", "-u", "-c",
                "import time\nprint('x' * 60000)\nwhile True:\n print('more'); time.sleep(0.05)")
            _ = try home.output("wait", "a", "--text", "^more$", "--timeout", "60")
            kill(try home.pids().server, SIGKILL)
            _ = try home.output("list")
            let query = "SELECT count(*) FROM snapshots WHERE offset > 60000"
            try home.until("there is a snapshot") {
                try ChildProcess(["sqlite3", "-readonly", home.path + "/r/roost.sqlite", query])
                    .wait(seconds: Home.patience).output == "1\n"
            }
        }
    }

    @Test func `a program has the columns that it has chosen, after a kill of the server too`() async throws {
        try await Home.with { home in
            func size(is columns: Int) throws {
                let until = "until stty size | grep ' \(columns)$'; do :; done"
                _ = try home.output("send", "wide", "--enter", until)
                _ = try home.output("wait", "wide", "--text", "^10 \(columns)$", "--timeout", "60")
                try home.until("\(columns) columns") {
                    try home.sessions().first?["cols"] as? Int == columns
                }
            }
            _ = try home.output("new", "-d", "-n", "wide", "--size", "80x10", "--", "sh")
            _ = try home.output("send", "wide", "--enter", #"printf '\033[?40h\033[?3h'"#)
            try size(is: 132)
            let before = try home.output("capture", "wide", "--format", "json")
            kill(try home.pids().server, SIGKILL)
            try home.until("a new server") {
                (try? home.output("capture", "wide", "--format", "json")) != nil
            }
            #expect(try home.output("capture", "wide", "--format", "json") == before)
            _ = try home.output("send", "wide", "--enter", #"printf '\033[?3l'"#)
            try size(is: 80)
        }
    }

    @Test func `what a shell does is known after a kill of the server, too`() async throws {
        try await Home.with { home in
            let command = #"\033]133;A\007$ \033]133;B\007make\r\n\033]133;C\007"#
            let end = #"\033]133;D;0\007\033]133;A\007$ \033]133;B\007"#
            _ = try home.output("new", "-d", "-n", "busy", "--", "sh", "-c", "printf '\(command)'; exec cat")
            _ = try home.output(
                "new", "-d", "-n", "idle", "--", "sh", "-c", "printf '\(command)\(end)'; exec cat")
            func isKnown() throws -> Bool {
                let sessions = try home.sessions()
                return sessions.map { $0["running"] as? String } == ["make", nil]
                    && sessions.map { $0["at_prompt"] as? Bool } == [false, true]
            }
            try home.until("both are known") { try isKnown() }
            kill(try home.pids().server, SIGKILL)
            _ = try home.output("list")
            try home.until("both are known again") { try isKnown() }
        }
    }

    /// A program that tells of a command, is without a server for a moment, and tells of its end.
    @Test func `what a program says and asks while no server runs is heard and answered`() async throws {
        try await Home.with { home in
            let program = #"""
                import os, sys, time, tty
                tty.setraw(0)
                say = lambda text: os.write(1, text.encode())
                say('\x1b]133;A\x07$ \x1b]133;B\x07make\r\n\x1b]133;C\x07begun\r\n')
                while not os.path.exists('go'): time.sleep(0.01)
                say('\x1b]133;D;3\x07\x1b[6n')
                answer = b''
                while not answer.endswith(b'R'): answer += os.read(0, 1)
                say('answered\r\n')
                time.sleep(600)
                """#
            _ = try home.output(
                "new", "-d", "-n", "p", "-c", home.path, "--", "python3", "-c", program)
            _ = try home.output("wait", "p", "--text", "^begun$", "--timeout", "60")
            let pids = try home.pids()
            kill(pids.server, SIGKILL)
            #expect(FileManager.default.createFile(atPath: home.path + "/go", contents: nil))
            _ = try home.output("wait", "p", "--text", "^answered$", "--timeout", "60")
            let text = try home.output("history", "p", "--type", "command", "--json")
            let entries = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
            let command = try #require(entries?.first)
            #expect(entries?.count == 1)
            #expect(command["text"] as? String == "make")
            #expect(command["exit_code"] as? Int == 3)
        }
    }

    @Test func `sessions live on when the keeper is killed, and new ones start`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            let before = try home.pids()
            kill(before.keeper, SIGKILL)
            try home.until("a new keeper") { (try? home.pids().keeper).map { $0 != before.keeper } ?? false }
            _ = try home.output("send", "a", "--enter", "still here")
            _ = try home.output("wait", "a", "--text", "^still here$", "--timeout", "60")
            _ = try home.output("new", "-d", "-n", "b", "--", "cat")
            let after = try home.pids()
            #expect(after.server == before.server)
            // And the new keeper does its work: the server comes back from it.
            kill(after.server, SIGKILL)
            try home.until("a new server") { (try? home.pids().server).map { $0 != after.server } ?? false }
            for name in ["a", "b"] {
                _ = try home.output("send", name, "--enter", "after both")
                _ = try home.output("wait", name, "--text", "^after both$", "--timeout", "60")
            }
        }
    }

    @Test func `after both are killed panes come back with text, colours, folder and layout`() async throws {
        try await Home.with { home in
            try FileManager.default.createDirectory(
                atPath: home.path + "/work", withIntermediateDirectories: true)
            let outer = try OuterTerminal(
                [Home.binaries + "/roost"], environment: home.environment, directory: home.path)
            try outer.wait(forText: "$")
            outer.type("cd ~/work; printf '\\033[32mgreen words\\033[0m\\n'\r")
            try outer.wait(for: "green words") { $0.contains { $0.hasPrefix("green words") } }
            outer.prefix("%")
            try outer.wait(forText: "│$")
            // Its answer comes after everything before it is committed.
            _ = try home.output("history")
            let sessions = try home.sessions()
            let pids = try home.pids()
            kill(pids.keeper, SIGKILL)
            kill(pids.server, SIGKILL)
            for session in sessions { kill(Int32(session["pid"] as? Int ?? 0), SIGKILL) }
            try home.until("all are gone") {
                [pids.keeper, pids.server].allSatisfy { kill($0, 0) != 0 }
            }
            outer.killProgram()
            _ = try outer.waitForExit()
            let again = try OuterTerminal(
                [Home.binaries + "/roost"], environment: home.environment, directory: home.path)
            try again.wait(forText: "green words")
            try again.wait(forText: "Enter start again")
            #expect(again.text.contains("│"))
            let restored = try home.sessions()
            #expect(restored.count == 2)
            #expect(restored.allSatisfy { $0["reason"] as? String == "interrupted" })
            #expect(restored.allSatisfy { ($0["cwd"] as? String)?.hasSuffix("/work") == true })
            again.type("\r")
            try home.until("one runs again") {
                again.drain()
                return try home.sessions().contains { $0["state"] as? String == "running" }
            }
        }
    }
}
