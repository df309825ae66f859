import Foundation
import RoostTestSupport
import Testing

/// Two people, or one at two terminals, on the same workspace: each has a view of their own.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ViewTests {
    /// A shell at a terminal of its own, out of which roost is attached, left and attached again.
    private func terminal(_ home: Home, rows: Int, columns: Int) throws -> OuterTerminal {
        let outer = try OuterTerminal(
            ["/bin/sh"], environment: home.environment.merging(["PS1": "outer> "]) { $1 },
            directory: home.path, rows: rows, columns: columns)
        try attach(outer)
        return outer
    }

    /// On a clean screen, so that what the last one said when it was left is not taken for what the next one says.
    private func attach(_ outer: OuterTerminal) throws {
        outer.type("printf '\\033[H\\033[2J'; \(Home.binaries)/roost attach\r")
    }

    private func detach(_ outer: OuterTerminal) throws {
        outer.prefix("d")
        try outer.wait(for: "the shell's prompt after its word") { rows in
            rows.contains { $0.contains("detached") }
                && rows.last { !$0.isEmpty }?.hasPrefix("outer>") == true
        }
    }

    /// Window 1 has two panes, `left` and `right`; window 2 has `other`.
    private func begin(_ home: Home) throws -> (large: OuterTerminal, small: OuterTerminal) {
        let program = "i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo NAME $i; done; exec cat"
        func words(_ name: String) -> [String] {
            ["-n", name, "--", "sh", "-c", program.replacingOccurrences(of: "NAME", with: name)]
        }
        _ = try home.run(["new", "--workspace", "main", "-d"] + words("left"))
        _ = try home.run(
            ["pane", "split", "--"] + ["sh", "-c", program.replacingOccurrences(of: "NAME", with: "right")])
        _ = try home.run(["new", "--workspace", "main", "-d"] + words("other"))
        let large = try terminal(home, rows: 40, columns: 120)
        try large.wait(forText: "other 200")
        let small = try terminal(home, rows: 24, columns: 80)
        try small.wait(forText: "other 200")
        return (large, small)
    }

    @Test func `each of two clients has its own window, zoom and scroll, and finds them again`() async throws
    {
        try await Home.with { home in
            let (large, small) = try begin(home)
            // The window.
            small.prefix("1")
            try small.wait(for: "both panes") { rows in
                rows.contains { $0.contains("left 200") && $0.contains("right 200") }
            }
            large.drain()
            #expect(large.text.contains("other 200"))
            // The zoom.
            large.prefix("1")
            try large.wait(forText: "left 200")
            large.prefix("z")
            try large.wait(for: "one pane") { rows in
                rows.contains { $0.contains("right 200") } && !rows.contains { $0.contains("left 200") }
            }
            // Of two that look at one window the one that was used last says its size.
            small.prefix("2")
            try small.wait(forText: "other 200")
            small.prefix("1")
            try small.wait(for: "both panes at its own size") { rows in
                rows[0].contains("left")
                    && rows.contains { $0.contains("left 200") && $0.contains("right 200") }
            }
            // The scroll.
            small.prefix("[")
            small.type("\u{1B}<")
            try small.wait(for: "the first line") { $0.contains { $0.hasSuffix("right 1") } }
            large.drain()
            #expect(large.text.contains("right 200"))
            // Gone and back.
            try detach(small)
            try detach(large)
            try attach(large)
            try large.wait(for: "the zoom") { rows in
                rows.contains { $0.contains("right 200") } && !rows.contains { $0.contains("left 200") }
            }
            try attach(small)
            try small.wait(for: "both panes, one of them scrolled") { rows in
                rows.contains { $0.contains("left 200") } && rows.contains { $0.hasSuffix("right 1") }
            }
            // The keys that leave the scrolled text behind.
            small.type("q")
            try small.wait(forText: "right 200")
            try detach(small)
            try attach(small)
            try small.wait(forText: "right 200")
        }
    }

    @Test func `a killed server takes nobody's view away`() async throws {
        try await Home.with { home in
            let (large, small) = try begin(home)
            small.prefix("1")
            try small.wait(forText: "left 200")
            let killed = try home.pids().server
            kill(killed, SIGKILL)
            try home.until("another server") { (try? home.pids().server).map { $0 != killed } ?? false }
            small.type("typed\r")
            try small.wait(forText: "typed")
            large.drain()
            #expect(small.text.contains("left 200"))
            try large.wait(forText: "other 200")
            #expect(!large.text.contains("left 200"))
        }
    }
}
