import Foundation
import RoostTestSupport
import Testing

/// Programs and clients that do not read: nobody waits for them, and nothing piles up.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct FlowTests {
    private func attach(_ home: Home, _ target: String) throws -> OuterTerminal {
        let outer = try OuterTerminal(
            [Home.binaries + "/roost", "attach", target], environment: home.environment, directory: home.path)
        try outer.wait(forText: "C-b ? help")
        return outer
    }

    private func clientProcess(_ home: Home) throws -> Int32 {
        let json = try JSONSerialization.jsonObject(
            with: Data(try home.output("workspace", "clients", "--json").utf8))
        return Int32(try #require((json as? [[String: Any]])?.first?["pid"] as? Int))
    }

    private func exitCode(_ home: Home, _ name: String) throws -> Int? {
        try home.sessions().first { $0["name"] as? String == name }?["exit_code"] as? Int
    }

    /// Pastes until nothing more is taken, and gives the error.
    private func fill(_ home: Home, _ name: String) throws -> ChildProcess.Outcome? {
        let mebibyte = String(repeating: String(repeating: "x", count: 63) + "\n", count: 1 << 14)
        for _ in 0..<40 {
            let outcome = try home.run(["paste", name], input: mebibyte)
            if outcome.status != 0 { return outcome }
        }
        return nil
    }

    @Test(arguments: ["stty sane", "stty -icanon", "stty noflsh"])
    func `input that a program never reads is an error in the end, and C-c arrives`(mode: String) async throws
    {
        try await Home.with { home in
            let program = "\(mode); trap 'exit 7' INT; echo ready; sleep 600"
            _ = try home.output("new", "-d", "-n", "deaf", "--", "sh", "-c", program)
            _ = try home.output("wait", "deaf", "--text", "^ready$", "--timeout", "60")
            let refused = try #require(try fill(home, "deaf"))
            #expect(refused.status == 1)
            #expect(
                refused.errors.hasPrefix("roost: cannot paste into deaf: its program does not read ("),
                "\(refused.errors)")
            #expect(refused.errors.split(separator: "\n").count == 1)
            // What is left of the room is filled, too: halves of halves, down to a byte.
            for power in (0..<20).reversed() {
                _ = try home.run(["paste", "deaf"], input: String(repeating: "x", count: 1 << power))
            }
            let late = try home.run(["send", "deaf", "--enter", "late"])
            #expect(late.status == 1 && late.errors.hasPrefix("roost: cannot send to deaf: its program"))
            _ = try home.output("send", "deaf", "--keys", "C-c")
            _ = try home.output("wait", "deaf", "--exit", "--timeout", "60")
            #expect(try exitCode(home, "deaf") == 7)
        }
    }

    @Test func `a paste of any size reaches a program that reads, from a pipe that takes its time`()
        async throws
    {
        try await Home.with { home in
            let bytes = 20_000_000
            let program = "stty raw -echo; echo ready; head -c \(bytes) | cksum; exec sleep 600"
            _ = try home.output("new", "-d", "-n", "a", "--", "sh", "-c", program)
            _ = try home.output("wait", "a", "--text", "^ready", "--timeout", "60")
            let writer = "{ echo first; head -c \(bytes - 6) /dev/zero | tr '\\0' a; }"
            let pasted = try ChildProcess(
                ["sh", "-c", "\(writer) | roost paste a"], environment: home.environment
            ).wait(seconds: Home.patience)
            #expect(pasted.status == 0, "\(pasted.errors)")
            // A line feed is pasted as a carriage return.
            let sum = try ChildProcess(
                ["sh", "-c", "\(writer) | tr '\\n' '\\r' | cksum"], environment: home.environment
            ).wait(seconds: Home.patience)
            let words = sum.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            _ = try home.output("wait", "a", "--text", words, "--timeout", "60")
        }
    }

    @Test func `a paste without an end into a program that reads nothing is refused in words`() async throws {
        try await Home.with { home in
            _ = try home.output(
                "new", "-d", "-n", "a", "--", "sh", "-c", "stty raw; echo ready; exec sleep 600")
            _ = try home.output("wait", "a", "--text", "^ready", "--timeout", "60")
            let refused = try ChildProcess(
                ["sh", "-c", "tr '\\0' a </dev/zero | roost paste a"], environment: home.environment
            ).wait(seconds: Home.patience)
            #expect(
                refused.errors.hasPrefix("roost: cannot paste into a: its program does not read ("),
                "\(refused.errors)")
        }
    }

    @Test func `C-c arrives where the terminal is full and roost keeps nothing`() async throws {
        try await Home.with { home in
            let program = "trap 'exit 7' INT; echo ready; sleep 600"
            _ = try home.output("new", "-d", "-n", "deaf", "--", "sh", "-c", program)
            _ = try home.output("wait", "deaf", "--text", "^ready$", "--timeout", "60")
            // More than the line discipline's 4 KiB, less than what the kernel keeps before that.
            let lines = String(repeating: String(repeating: "x", count: 63) + "\n", count: 100)
            try #require(try home.run(["paste", "deaf"], input: lines).status == 0)
            _ = try home.output("send", "deaf", "--keys", "C-c")
            _ = try home.output("wait", "deaf", "--exit", "--timeout", "60")
            #expect(try exitCode(home, "deaf") == 7)
        }
    }

    @Test func `a program that asks and never reads goes on, and a person's C-c ends it`() async throws {
        try await Home.with { home in
            let program = "stty -icanon -echo; exec yes \"$(printf 'asking\\033[6n\\033[c')\""
            _ = try home.output("new", "-d", "-n", "asks", "--", "sh", "-c", program)
            _ = try home.output("wait", "asks", "--text", "asking", "--timeout", "60")
            let outer = try attach(home, "asks")
            try outer.wait(forText: "asking")
            _ = try home.output("new", "-d", "-n", "other", "--", "cat")
            _ = try home.output("send", "other", "--enter", "still here")
            _ = try home.output("wait", "other", "--text", "^still here$", "--timeout", "60")
            outer.type("\u{3}")
            _ = try home.output("wait", "asks", "--exit", "--timeout", "60")
            #expect(try exitCode(home, "asks") == 130)
        }
    }

    @Test func `a stopped client keeps nobody, misses only what is over, and is right again at once`()
        async throws
    {
        try await Home.with { home in
            let notes =
                "read x; i=0; while [ $i -lt 6000 ]; do printf '\\033]9;note %d\\007' $i; i=$((i+1)); done;"
                + " seq 100000; echo all said; exec cat"
            _ = try home.output("new", "-d", "-n", "notes", "--", "sh", "-c", notes)
            let outer = try attach(home, "notes")
            let client = try clientProcess(home)
            kill(client, SIGSTOP)
            _ = try home.output("send", "notes", "--enter", "go")
            _ = try home.output("wait", "notes", "--text", "^all said$", "--timeout", "60")
            _ = try home.output("new", "-d", "-n", "other", "--", "cat")
            _ = try home.output("send", "other", "--enter", "still here")
            _ = try home.output("wait", "other", "--text", "^still here$", "--timeout", "60")
            let findings = try home.run(["doctor"]).output
            #expect(findings.contains("did not read: "), "\(findings)")
            kill(client, SIGCONT)
            try outer.wait(forText: "all said")
            outer.type("typed after it\r")
            try outer.wait(for: "the echo") { $0.contains { $0.hasPrefix("typed after it") } }
        }
    }

    @Test func `a client that does not read is let go all the same, and hears of it`() async throws {
        try await Home.with { home in
            let notes =
                "read x; i=0; while [ $i -lt 6000 ]; do printf '\\033]9;note %d\\007' $i; i=$((i+1)); done;"
                + " echo all said; exec cat"
            _ = try home.output("new", "-d", "-n", "notes", "--", "sh", "-c", notes)
            let outer = try attach(home, "notes")
            let client = try clientProcess(home)
            kill(client, SIGSTOP)
            _ = try home.output("send", "notes", "--enter", "go")
            _ = try home.output("wait", "notes", "--text", "^all said$", "--timeout", "60")
            _ = try home.output("detach")
            #expect(try home.output("workspace", "clients", "--json").filter { !$0.isWhitespace } == "[]")
            kill(client, SIGCONT)
            #expect(try outer.waitForExit() == 0)
            #expect(outer.text.contains("detached"))
        }
    }

    // MARK: - roost events

    /// Reads lines until one holds.
    private func read(
        _ events: ChildProcess, _ lines: inout [String], until isLast: (String) -> Bool
    ) -> String? {
        var text = ""
        while case let bytes = events.read(), !bytes.isEmpty {
            text += String(decoding: bytes, as: UTF8.self)
            let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            text = parts.last ?? ""
            lines += parts.dropLast()
            if let found = parts.dropLast().last(where: isLast) { return found }
        }
        return nil
    }

    private func follow(_ home: Home, _ arguments: String...) throws -> ChildProcess {
        try ChildProcess(
            [Home.binaries + "/roost", "events"] + arguments, environment: home.environment,
            directory: home.path, output: .pipe)
    }

    @Test func `events come as they happen, survive an upgrade, and end with the server`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "first", "--", "cat")
            let events = try follow(home, "--json")
            var lines: [String] = []
            #expect(read(events, &lines) { $0.contains(#""name":"first""#) } != nil)
            _ = try home.output("new", "-d", "-n", "second", "--", "cat")
            #expect(read(events, &lines) { $0.contains(#""name":"second""#) } != nil)
            _ = try home.output("kill", "second")
            #expect(read(events, &lines) { $0.contains(#""state":"terminated""#) } != nil)
            _ = try home.output("remove", "second")
            #expect(read(events, &lines) { $0.contains("session_removed") } != nil)
            _ = try home.output("server", "upgrade")
            #expect(read(events, &lines) { $0.contains(#""reason":"upgrading""#) } != nil)
            #expect(read(events, &lines) { $0.contains(#""name":"first""#) } != nil)
            for line in lines {
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
            }
            _ = try home.output("server", "stop")
            #expect(read(events, &lines) { $0.contains(#""reason":"stopping""#) } != nil)
            #expect(try events.wait(seconds: Home.patience).status == 0)
        }
    }

    @Test func `events end when nobody reads them any more`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "first", "--", "cat")
            let pipeline = try ChildProcess(
                ["bash", "-c", "roost events | head -1; echo ${PIPESTATUS[0]}"], environment: home.environment
            ).wait(seconds: Home.patience)
            #expect(pipeline.output.contains(" first running\n") && pipeline.output.hasSuffix("\n0\n"))
        }
    }

    @Test func `a subscriber that stalls keeps nobody, and then reads the newest`() async throws {
        try await Home.with { home in
            let titles =
                "read x; i=0; while [ $i -lt 3000 ]; do printf '\\033]9;%0512d\\007' $i; i=$((i+1)); done;"
                + " printf '\\033]2;the last title\\007'; echo all said; exec cat"
            _ = try home.output("new", "-d", "-n", "notes", "--", "sh", "-c", titles)
            let events = try follow(home, "--json")
            var lines: [String] = []
            #expect(read(events, &lines) { $0.contains(#""name":"notes""#) } != nil)
            kill(events.pid, SIGSTOP)
            _ = try home.output("send", "notes", "--enter", "go")
            _ = try home.output("wait", "notes", "--text", "^all said$", "--timeout", "60")
            #expect(try home.run(["doctor"]).output.contains("did not read: "))
            kill(events.pid, SIGCONT)
            #expect(read(events, &lines) { $0.contains("messages were left out") } != nil)
            #expect(lines.contains { $0.contains("the last title") })
            #expect(lines.count < 3000)
        }
    }
}
