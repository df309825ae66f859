import Foundation
import Glibc
import RoostTestSupport
import Testing

/// Print-mode tasks with the real binaries and a scripted `claude`.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct TaskTests {
    /// Does what its prompt says, in the words of claude's print mode.
    static let claude = """
        #!/bin/bash
        for prompt; do :; done
        say() { printf '{"type":"assistant","message":{"content":[{"type":"text","text":"%s"}]}}\\n' "$1"; }
        result() {
            printf '{"type":"result","subtype":"success","is_error":%s,"result":"%s","session_id":"c-1",' "$1" "$2"
            printf '"num_turns":1,"total_cost_usd":0.25%s,"usage":{"input_tokens":3,"output_tokens":4}}\\n' "$3"
        }
        echo '{"type":"system","subtype":"init","session_id":"c-1","model":"scripted"}'
        case "$prompt" in
        pass) say hello; result false done ;;
        environment) result false "$MODE $NO_COLOR $TERM" ;;
        refused) result true "Invalid API key" ',"api_error_status":401'; exit 1 ;;
        fail) echo trouble >&2; result true "no such tool"; exit 1 ;;
        flaky)
            if test -e "$HOME/once"; then result false better; else
                touch "$HOME/once"
                result true Overloaded ',"api_error_status":529'
                exit 1
            fi ;;
        stubborn)
            trap '' TERM HUP
            (trap '' TERM HUP; exec sleep 1111) &
            setsid bash -c "trap '' TERM HUP; exec sleep 2222" >/dev/null 2>&1 &
            say ready
            while :; do sleep 1; done ;;
        stream*)
            for number in $(seq 1 "${prompt#stream }"); do say "line $number"; sleep 0.02; done
            result false streamed ;;
        hog) python3 -c 'bytearray(1 << 30)' ; exit ;;
        short) sleep 0.2; result false short ;;
        burn) while :; do :; done ;;
        flood*) yes no JSON | head -n "${prompt#flood }"; result false flooded ;;
        esac
        """

    private static func with(
        configuration: String = "", _ body: (Home) async throws -> Void
    ) async throws {
        try await Home.with(claude: claude, configuration: configuration, body)
    }

    @discardableResult
    private static func run(_ home: Home, _ arguments: String...) throws -> ChildProcess.Outcome {
        try home.run(["run"] + arguments)
    }

    /// The number of a task that runs by itself.
    private static func start(_ home: Home, _ arguments: String...) throws -> String {
        let outcome = try home.run(["run", "-d"] + arguments)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func tasks(_ home: Home) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(
            with: Data(try home.output("tasks", "list", "--json").utf8))
        return json as? [[String: Any]] ?? []
    }

    private static func task(_ home: Home, _ id: String) throws -> [String: Any] {
        try #require(try tasks(home).first { "\($0["id"] ?? "")" == id })
    }

    /// What the task's messages say, and their numbers.
    private static func log(_ home: Home, _ id: String) throws -> (numbers: [Int], texts: [String]) {
        var numbers: [Int] = []
        var texts: [String] = []
        for line in try home.output("tasks", "log", id, "--json").split(separator: "\n") {
            let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            numbers.append(try #require(entry?["number"] as? Int))
            let message = entry?["message"] as? [String: Any]
            if message?["kind"] as? String == "text", let text = message?["text"] as? String {
                texts.append(text)
            }
        }
        return (numbers, texts)
    }

    private static func isRunning(_ command: String) -> Bool {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).contains { name in
            guard Int32(name) != nil,
                let words = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(name)/cmdline"))
            else { return false }
            return String(decoding: words, as: UTF8.self).replacingOccurrences(of: "\0", with: " ")
                .hasPrefix(command)
        }
    }

    @Test func `in the foreground a task prints its answer and ends like its program`() async throws {
        try await Self.with { home in
            let passed = try Self.run(home, "pass")
            #expect(passed.output == "done\n")
            #expect(passed.status == 0)
            let failed = try Self.run(home, "fail")
            #expect(failed.status == 1)
            #expect(failed.errors.contains("trouble"))
            #expect(failed.errors.contains("roost: task 2 failed: no such tool"))
            let raw = try Self.run(home, "--output-format", "stream-json", "pass")
            #expect(raw.output.split(separator: "\n").count == 3)
            #expect(raw.output.hasPrefix(#"{"type":"system""#))
            let piped = try home.run(["run"], input: "pass")
            #expect(piped.output == "done\n")
            let variables = try Self.run(home, "--env", "MODE=fast", "environment")
            #expect(variables.output == "fast 1 dumb\n")
            let known = try Self.task(home, "1")
            #expect(known["state"] as? String == "passed")
            #expect(known["total_cost_usd"] as? Double == 0.25)
            #expect(known["num_turns"] as? Int == 1)
            #expect(known["prompt"] as? String == "pass")
            #expect(try home.output("tasks", "log", "1").contains("hello"))
        }
    }

    @Test func `what may pass later is tried again, and waiting tells how it ended`() async throws {
        try await Self.with { home in
            let id = try Self.start(home, "--retries", "2", "--retry-delay", "0.1", "flaky")
            #expect(try home.run(["tasks", "wait", id]).status == 0)
            #expect(try Self.task(home, id)["attempt"] as? Int == 2)
            let failing = try Self.start(home, "fail")
            #expect(try home.run(["tasks", "wait", failing]).status == 1)
            let batch = home.path + "/batch"
            try Data((1...20).map { "{\"prompt\":\"pass\",\"name\":\"b\($0)\"}\n" }.joined().utf8)
                .write(to: URL(fileURLWithPath: batch))
            let outcome = try home.run(["run", "--batch", batch])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try Self.tasks(home).filter { $0["state"] as? String == "passed" }.count == 21)
        }
    }

    @Test func `what ignores its end is gone within six seconds, wherever it went`() async throws {
        try await Self.with { home in
            let id = try Self.start(home, "stubborn")
            try home.until("it is ready") { try Self.log(home, id).texts == ["ready"] }
            #expect(Self.isRunning("sleep 1111") && Self.isRunning("sleep 2222"))
            let start = ContinuousClock.now
            _ = try home.output("tasks", "cancel", id)
            try home.until("it ended") { try Self.task(home, id)["state"] as? String == "cancelled" }
            try home.until("all are gone") { !Self.isRunning("sleep 1111") && !Self.isRunning("sleep 2222") }
            #expect(start.duration(to: .now) < .seconds(30))
        }
    }

    @Test func `time and processor time are limits that are said when they strike`() async throws {
        try await Self.with { home in
            let late = try Self.run(home, "--timeout", "0.5", "--retries", "0", "stream 1000")
            #expect(late.status == 124)
            #expect(late.errors.contains("it took longer than 0.5 s"))
            let busy = try Self.run(home, "--cpu", "1", "burn")
            #expect(busy.errors.contains("it used more than 1 s of processor time"), "\(busy.errors)")
        }
    }

    @Test func `memory is a limit that is said when it strikes`() async throws {
        try await Self.with { home in
            let large = try Self.run(home, "--memory", "300M", "--retries", "0", "hog")
            #expect(large.status == 1)
            #expect(large.errors.contains("it may use 300 MB of memory"), "\(large.errors)")
        }
    }

    @Test func `the time of a task that is paused stands still`() async throws {
        try await Self.with { home in
            let id = try Self.start(home, "--timeout", "4", "stream 20")
            try home.until("it streams") { try !Self.log(home, id).texts.isEmpty }
            _ = try home.output("tasks", "pause", id)
            // The server that comes next counts the same time.
            kill(try home.pids().server, SIGKILL)
            #expect(try home.run(["tasks", "wait", id, "--timeout", "5"]).status != 0)
            #expect(try Self.task(home, id)["state"] as? String == "paused")
            _ = try home.output("tasks", "resume", id)
            #expect(try home.run(["tasks", "wait", id]).status == 0)
        }
    }

    @Test func `a task after one that failed says so`() async throws {
        try await Self.with { home in
            let id = try Self.start(home, "--name", "first", "fail")
            #expect(try home.run(["tasks", "wait", id]).status == 1)
            for target in [id, "first"] {
                let next = try Self.run(home, "--after", target, "pass")
                #expect(next.status == 1)
                #expect(next.errors.contains("failed: "), "\(next.errors)")
            }
        }
    }

    @Test func `what is queued goes on and starts once, whoever is killed`() async throws {
        try await Self.with(configuration: "[tasks]\nconcurrency = 3\n") { home in
            var ids = try (1...60).map { _ in try Self.start(home, "short") }
            for round in 1...4 {
                let count = 8 * round
                try home.until("\(count) have passed") {
                    try Self.tasks(home).count { $0["ended_at"] is String } >= count
                }
                kill(try home.pids().server, SIGKILL)
            }
            for id in ids { #expect(try home.run(["tasks", "wait", id]).status == 0) }
            ids = try (1...9).map { _ in try Self.start(home, "stream 60") }
            try home.until("it streams") { try !Self.log(home, ids[0]).texts.isEmpty }
            let pids = try home.pids()
            kill(pids.keeper, SIGKILL)
            kill(pids.server, SIGKILL)
            for id in ids { _ = try home.run(["tasks", "wait", id]) }
            let states = try ids.map { id in
                let task = try Self.task(home, id)
                return "\(task["state"] ?? "") \(task["error"] ?? "")"
            }
            #expect(
                states.allSatisfy { $0.hasPrefix("passed") || $0 == "error interrupted" }, "\(states)")
            #expect(states.count { $0 == "error interrupted" } <= 3)
        }
    }

    @Test func `a killed server costs no message, doubles none and runs nothing twice`() async throws {
        try await Self.with { home in
            let ids = try (1...5).map { _ in try Self.start(home, "stream 150") }
            for _ in 1...5 {
                try home.until("it streams") { try !Self.log(home, ids[0]).texts.isEmpty }
                kill(try home.pids().server, SIGKILL)
            }
            for id in ids {
                try home.until("task \(id) ends") { try Self.task(home, id)["ended_at"] as? String != nil }
                let task = try Self.task(home, id)
                #expect(task["state"] as? String == "passed")
                #expect(task["attempt"] as? Int == 1)
                let log = try Self.log(home, id)
                #expect(log.texts == (1...150).map { "line \($0)" })
                #expect(log.numbers == Array(1...log.numbers.count))
            }
        }
    }

    @Test func `a flood of short lines stops nobody, and its result counts`() async throws {
        try await Self.with { home in
            let id = try Self.start(home, "flood 60000")
            for _ in 1...10 {
                let outcome = try Self.run(home, "pass")
                #expect(outcome.output == "done\n", "\(outcome.status) \(outcome.errors)")
            }
            #expect(try home.run(["tasks", "wait", id]).status == 0)
            #expect(try Self.task(home, id)["result"] as? String == "flooded")
        }
    }

    @Test func `whoever waits for a provider that nobody is logged in to is told so`() async throws {
        try await Self.with { home in
            #expect(try Self.run(home, "refused").status == 1)
            let id = try Self.start(home, "pass")
            #expect(try home.output("tasks", "show", id).contains("roost tasks resume --provider claude"))
            _ = try home.output("tasks", "resume", "--provider", "claude")
            #expect(try home.run(["tasks", "wait", id]).status == 0)
        }
    }

    @Test func `an upgrade goes by unseen`() async throws {
        try await Self.with { home in
            let id = try Self.start(home, "stream 100")
            try home.until("it streams") { try !Self.log(home, id).texts.isEmpty }
            _ = try home.output("server", "upgrade", Home.binaries + "/roost")
            #expect(try home.run(["tasks", "wait", id]).status == 0)
            #expect(try Self.log(home, id).texts == (1...100).map { "line \($0)" })
        }
    }

    @Test func `when keeper and server are killed, what ran is interrupted and what waited goes on`()
        async throws
    {
        try await Self.with { home in
            let running = try Self.start(home, "stream 10000")
            try home.until("it streams") { try !Self.log(home, running).texts.isEmpty }
            let waiting = try Self.start(home, "--needs-approval", "pass")
            let pids = try home.pids()
            kill(pids.keeper, SIGKILL)
            kill(pids.server, SIGKILL)
            try home.until("it is interrupted") {
                try Self.task(home, running)["state"] as? String == "error"
            }
            #expect(try Self.task(home, running)["error"] as? String == "interrupted")
            _ = try home.output("tasks", "approve", waiting)
            #expect(try home.run(["tasks", "wait", waiting]).status == 0)
        }
    }
}
