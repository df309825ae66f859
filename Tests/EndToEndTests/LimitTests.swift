import Foundation
import RoostTestSupport
import Testing

/// What sessions may use, and what happens when there is nothing left.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LimitTests {
    private func configure(_ home: Home, _ text: String) throws {
        try text.write(toFile: home.path + "/r/config.toml", atomically: true, encoding: .utf8)
    }

    @Test func `one session too many is refused in one line, the others go on`() async throws {
        try await Home.with { home in
            try configure(home, "[limits]\nsessions = 2\n")
            for name in ["a", "b"] { _ = try home.output("new", "-d", "-n", name, "--", "cat") }
            let refused = try home.run(["new", "-d", "-n", "c", "--", "cat"])
            #expect(refused.status == 1)
            #expect(refused.errors.hasPrefix("roost: cannot start another session: 2 run already"))
            #expect(refused.errors.split(separator: "\n").count == 1)
            _ = try home.output("send", "a", "--enter", "still here")
            _ = try home.output("wait", "a", "--text", "^still here$", "--timeout", "60")
            _ = try home.output("kill", "b")
            _ = try home.output("new", "-d", "-n", "c", "--", "cat")
        }
    }

    @Test func `a session goes on when nothing is to be kept`() async throws {
        try await Home.with { home in
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "new", "--", "sh", "-c", "seq 200000; echo the end; exec cat"],
                environment: home.environment.merging(["ROOST_PERSISTENCE": "off"]) { $1 },
                directory: home.path)
            try outer.wait(forText: "the end")
            outer.type("still here\r")
            try outer.wait(forText: "still here")
            #expect(try home.output("history", "sh", "--type", "output").isEmpty)
        }
    }

    @Test func `a session over its memory is said and, if so configured, ended`() async throws {
        try await Home.with { home in
            try configure(home, "[limits]\nmemory_mb = 64\nat_memory_limit = \"end\"\n")
            _ = try home.output("new", "-d", "-n", "small", "--", "cat")
            _ = try home.output(
                "new", "-d", "-n", "big", "--", "python3", "-c",
                "import time\nx = bytearray(100 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1\ntime.sleep(600)"
            )
            _ = try home.output("wait", "big", "--exit", "--timeout", "60")
            let states = try home.sessions().map { $0["state"] as? String }
            #expect(states == ["running", "terminated"])
            #expect(try home.output("history", "big", "--type", "error").contains("64 MB are allowed"))
        }
    }

    @Test func `a program over its output rate has to wait, and nothing of it is lost`() async throws {
        try await Home.with { home in
            try configure(home, "[limits]\noutput_kb_per_second = 32\n")
            _ = try home.output("new", "-d", "-n", "a", "--", "sh", "-c", "seq 1 20000; echo all")
            _ = try home.output("wait", "a", "--text", "^all$", "--timeout", "60")
            _ = try home.output("wait", "a", "--exit", "--timeout", "60")
            let lines = try home.output("capture", "a", "--scrollback").split(separator: "\n")
            #expect(lines.compactMap { Int($0) } == Array(1...20000))
            let session = try #require(try home.sessions().first)
            // 126 KiB: one second is saved up, and 64 KiB at most wait in the kernel when the program ends.
            let times = [session["created_at"], session["state_since"]].map { time in
                (time as? String).flatMap {
                    try? Date(
                        $0, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
                }
            }
            #expect(times[1]?.timeIntervalSince(times[0] ?? Date()) ?? 0 > 0.5)
        }
    }

    @Test func `a server without descriptors says so, and takes clients again when there is room`()
        async throws
    {
        try await Home.with { home in
            let start = try ChildProcess(
                ["sh", "-c", "ulimit -n 48; exec roost new -d -n s0 -- cat"], environment: home.environment
            ).wait(seconds: Home.patience)
            try #require(start.status == 0, "\(start.errors)")
            var names = ["s0"]
            var refused: ChildProcess.Outcome?
            while refused == nil, names.count < 60 {
                let outcome = try home.run(["new", "-d", "-n", "s\(names.count)", "--", "cat"], timeout: 20)
                if outcome.status == 0 { names.append("s\(names.count)") } else { refused = outcome }
            }
            let errors = try #require(refused).errors
            #expect(
                errors.hasPrefix("roost: cannot start cat: out of file descriptors (limit 48)"), "\(errors)")
            #expect(errors.split(separator: "\n").count == 1, "\(errors)")
            for name in names.prefix(3) {
                _ = try home.output("send", name, "--enter", "still here")
                _ = try home.output("wait", name, "--text", "^still here$", "--timeout", "60")
            }
            for name in names.suffix(2) { _ = try home.output("kill", name) }
            _ = try home.output("new", "-d", "-n", "again", "--", "cat")
            #expect(try home.sessions().count { $0["state"] as? String == "running" } == names.count - 1)
        }
    }
}

/// With pseudoterminals of its own: a mount namespace, where that is allowed.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct TerminalShortageTests {
    private static let canMount: Bool = {
        let probe = try? ChildProcess([
            "unshare", "-m", "mount", "-t", "devpts", "-o", "newinstance,ptmxmode=666", "devpts", "/dev/pts",
        ]).wait(seconds: Home.patience)
        return probe?.status == 0
    }()

    @Test(.enabled(if: canMount, "needs the right to mount"))
    func `without a pseudoterminal left, others go on and one line says why`() async throws {
        try await Home.with { home in
            let start = try ChildProcess(
                [
                    "unshare", "-m", "sh", "-c",
                    "mount -t devpts -o newinstance,ptmxmode=666,max=2 devpts /dev/pts"
                        + " && mount --bind /dev/pts/ptmx /dev/ptmx && exec roost new -d -n a -- cat",
                ], environment: home.environment
            ).wait(seconds: Home.patience)
            try #require(start.status == 0, "\(start.errors)")
            _ = try home.output("new", "-d", "-n", "b", "--", "cat")
            let refused = try home.run(["new", "-d", "-n", "c", "--", "cat"])
            #expect(refused.status == 1)
            #expect(refused.errors.split(separator: "\n").count == 1)
            #expect(refused.errors.contains("no more pseudoterminals"))
            _ = try home.output("send", "a", "--enter", "still here")
            _ = try home.output("wait", "a", "--text", "^still here$", "--timeout", "60")
            _ = try home.output("kill", "b")
            _ = try home.output("new", "-d", "-n", "c", "--", "cat")
        }
    }
}
