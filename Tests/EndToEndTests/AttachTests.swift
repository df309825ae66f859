import Foundation
import RoostTerminal
import RoostTestSupport
import Testing

/// A person at a terminal: splits, keys, detach and attach.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct AttachTests {
    private func attach(_ home: Home, _ arguments: String..., rows: Int = 40, columns: Int = 120) throws
        -> OuterTerminal
    {
        try OuterTerminal(
            [Home.binaries + "/roost"] + arguments, environment: home.environment, directory: home.path,
            rows: rows, columns: columns)
    }

    @Test func `the first start opens a shell and a hint`() async throws {
        try await Home.with { home in
            let outer = try attach(home)
            try outer.wait(forText: "C-b ? help")
            try outer.wait(forText: "$")
            outer.type("echo he''llo\r")
            try outer.wait(for: "the shell's answer") { $0.contains { $0.hasPrefix("hello") } }
            outer.prefix("d")
            let status = try outer.waitForExit()
            #expect(status == 0)
            #expect(outer.text.contains("detached"))
        }
    }

    @Test func `who gets a new shell is told of what runs without a pane`() async throws {
        try await Home.with { home in
            for name in ["web", "api"] { _ = try home.output("new", "-d", "-n", name, "--", "cat") }
            let outer = try attach(home, rows: 15, columns: 50)
            try outer.wait(forText: "C-b s shows what has no pane: api, web")
        }
    }

    @Test func `a target that is not there is said before the terminal is asked anything`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "api", "--", "cat")
            let outer = try attach(home, "attach", "nope")
            #expect(try outer.waitForExit() != 0)
            #expect(outer.text.contains("roost: cannot attach to nope: no such workspace or session"))
            #expect(!outer.received.contains(0x1B))
        }
    }

    @Test func `what is typed before the first picture goes to the pane that is in it`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "left", "--", "cat")
            let outer = try attach(home, "attach", "left")
            // The alternate screen comes first, long before the server has said what is in it.
            let entered = Array("\u{1B}[?1049h".utf8)
            try outer.wait(for: "the alternate screen") { _ in
                outer.received.firstRange(of: entered) != nil
            }
            outer.type("typed ahead\r")
            try outer.wait(for: "the echo") { $0.contains { $0.hasPrefix("typed ahead") } }
        }
    }

    @Test func `keys go to the focused pane only`() async throws {
        try await Home.with { home in
            let outer = try attach(home, "new", "-n", "left", "--", "cat")
            try outer.wait(forText: "C-b ? help")
            outer.type("typed left\r")
            try outer.wait(for: "the echo") { $0.contains { $0.hasPrefix("typed left") } }
            outer.prefix("%")
            try outer.wait(forText: "│")
            try outer.wait(forText: "│$")
            outer.type("echo typed''right\r")
            try outer.wait(forText: "│typedright")
            let left = try home.output("capture", "left")
            #expect(left == String(repeating: "typed left\n", count: 2) + String(repeating: "\n", count: 36))
            outer.prefix("\"")
            try outer.wait(for: "three title rows") { rows in
                rows.count { $0.contains("bash") && $0.contains("─") } >= 2
            }
            outer.prefix("o")
            outer.type("again\r")
            try home.until("left got the second line") {
                outer.drain()
                return try home.output("capture", "left").contains("again\nagain")
            }
        }
    }

    @Test func `detach and attach give the same screen cell by cell`() async throws {
        try await Home.with { home in
            let program =
                "printf '\\033[1;31mred\\033[0m \\033[38;2;1;2;3;48;5;200mrgb\\033[0m 漢字 e\\314\\201 \\033[4:3mcurly\\033[0m\\n'; exec cat"
            let first = try attach(home, "new", "-n", "x", "--", "sh", "-c", program)
            try first.wait(forText: "curly")
            first.prefix("%")
            try first.wait(forText: "│$")
            let before = content(first)
            first.prefix("d")
            #expect(try first.waitForExit() == 0)
            let second = try attach(home)
            try second.wait(forText: "curly")
            try second.wait(forText: "│$")
            try second.wait(for: "the same cells") { _ in content(second) == before }
            second.killProgram()
            #expect(try second.waitForExit() != 0)
            let third = try attach(home)
            try third.wait(forText: "curly")
            try third.wait(forText: "│$")
            try third.wait(for: "the same cells") { _ in content(third) == before }
        }
    }

    /// A cell as a person sees it.
    private struct Seen: Equatable {
        let text: String
        let style: Style
    }

    /// The rows of the panes: without the title row, whose time goes on, and the status row.
    private func content(_ outer: OuterTerminal) -> [[Seen]] {
        outer.lines[1..<39].map { line in
            var row = line.cells.indices.map { column in
                let text = line.character(at: column)
                return Seen(
                    text: text.isEmpty ? " " : text, style: line.styles[Int(line.cells[column].style)])
            }
            while row.last == Seen(text: " ", style: .plain) { row.removeLast() }
            return row
        }
    }

    @Test func `a shell that exits 0 closes its pane, another exit stays and says so`() async throws {
        try await Home.with { home in
            let outer = try attach(home)
            try outer.wait(forText: "$")
            outer.prefix("%")
            try outer.wait(forText: "│$")
            outer.type("exit\r")
            try outer.wait(for: "one pane") { rows in !rows.dropLast().contains { $0.contains("│") } }
            outer.type("exit 3\r")
            try outer.wait(forText: "Enter")
            #expect(outer.text.contains("3"))
            outer.type("\r")
            try outer.wait(for: "a new shell") { rows in
                rows.dropFirst(2).contains("$") && !rows.contains { $0.contains("x close") }
            }
        }
    }

    @Test func `the size follows the outer terminal and comes back`() async throws {
        try await Home.with { home in
            let outer = try attach(home, "new", "-n", "s", "--", "bash")
            try outer.wait(forText: "$")
            for (rows, columns) in [(24, 80), (50, 200), (40, 120)] {
                outer.resize(rows: rows, columns: columns)
                try home.until("\(columns)x\(rows)") {
                    outer.drain()
                    let session = try home.sessions().first
                    return session?["cols"] as? Int == columns && session?["rows"] as? Int == rows - 2
                }
            }
            outer.type("stty size\r")
            try outer.wait(for: "the size") { $0.contains("38 120") }
        }
    }
}
