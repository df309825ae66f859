import Foundation
import Glibc
import RoostTestSupport
import Testing

/// `roost ask` with the real binaries: a shell, and a scripted `claude` that draws what the real one draws.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct AskTests {
    /// Answers what its prompt asks for; `record` writes down what it says, as claude does.
    private static let claude = #"""
        #!/bin/bash
        rule='────────────────────────────────────────'
        box() { printf '%s\n❯ \n%s\n  %s' "$rule" "$rule" "$1"; }
        # Idle: the cursor is in the box.
        idle() { box '? for shortcuts'; printf '\e[2A\e[3G'; }
        busy() { printf '\n✶ Thinking… (1s · esc to interrupt)\n\n'; box 'esc to interrupt'; sleep "$1"; printf '\r\e[6A\e[J'; }
        record() {
            mkdir -p "$HOME/.claude/sessions" "$HOME/.claude/projects/x"
            printf '{"pid":%s,"sessionId":"c-00000001"}' $$ >"$HOME/.claude/sessions/$$.json"
            printf '{"type":"assistant","timestamp":"%s","message":{"id":"m1","content":[{"type":"text","text":"%s"}]}}\n' \
                "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" "$1" >>"$HOME/.claude/projects/x/c-00000001.jsonl"
        }
        printf 'claude\n\n'
        idle
        while read -r line; do
            printf '\e[2A\r\e[J❯ %s\n' "$line"
            case "$line" in
            hello) busy 1; printf '\n● The answer\n  is 42.\n\n' ;;
            slow) busy 4; printf '\n● At last.\n\n' ;;
            record) busy 1; record 'Written **down**.'; printf '\n● Written down.\n\n' ;;
            late) busy 1; { sleep 0.3; record 'Written **later**.'; } & printf '\n● Written later.\n\n' ;;
            approve)
                busy 1
                printf 'Do you want to proceed?\n❯ 1. Yes\n  2. No\n\nEsc to cancel · Tab to amend'
                stty -icanon -echo
                read -r -n 1 answer
                stty icanon echo
                printf '\n● You said %s\n\n' "$answer" ;;
            die) busy 1; exit 3 ;;
            esac
            idle
        done
        """#

    private static func with(_ body: (Home) async throws -> Void) async throws {
        try await Home.with(claude: claude) { home in
            _ = try home.output("new", "-d", "-n", "talk", "-p", "claude")
            _ = try home.output("wait", "talk", "--settled", "--timeout", "60")
            try await body(home)
        }
    }

    private static func end(_ home: Home, _ arguments: String...) throws -> [String: Any] {
        let outcome = try home.run(["ask", "--json"] + arguments)
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
    }

    @Test func `a prompt is typed and its answer printed, from the screen or from what is written down`()
        async throws
    {
        try await Self.with { home in
            let first = try home.run(["ask", "talk", "hello"])
            #expect(first.output == "The answer\nis 42.\n", "\(first.errors)")
            #expect(first.status == 0)
            let json = try Self.end(home, "talk", "record")
            #expect(json["outcome"] as? String == "answered")
            #expect(json["answer"] as? String == "Written **down**.")
            #expect(json["source"] as? String == "transcript")
            #expect((json["session"] as? [String: Any])?["name"] as? String == "talk")
            let late = try Self.end(home, "talk", "late")
            #expect(late["answer"] as? String == "Written **later**.")
            let piped = try home.run(["ask", "talk", "-"], input: "hello\n")
            #expect(piped.output == "The answer\nis 42.\n")
        }
    }

    @Test func `what goes on is waited for, and a time that is over leaves the program alone`() async throws {
        try await Self.with { home in
            #expect(try home.run(["ask", "talk", "--no-wait", "slow"]).status == 0)
            _ = try home.output("wait", "talk", "--state", "processing", "--timeout", "60")
            let late = try home.run(["ask", "talk", "--timeout", "0.5", "hello"])
            #expect(late.status == 3)
            #expect(late.errors.contains("in vain"))
            #expect(try home.run(["ask", "talk", "hello"]).output == "The answer\nis 42.\n")
        }
    }

    @Test func `what only a person can answer blocks it by name, and nothing is typed`() async throws {
        try await Self.with { home in
            let blocked = try home.run(["ask", "talk", "approve"])
            #expect(blocked.status == 4)
            #expect(
                blocked.errors.hasPrefix("roost: cannot get an answer of talk: blocked: "),
                "\(blocked.errors)")
            let again = try home.run(["ask", "talk", "hello"])
            #expect(again.status == 4)
            #expect(again.errors.contains(": blocked"))
            #expect(try !home.output("capture", "talk").contains("hello"))
            _ = try home.output("send", "talk", "--keys", "1")
            _ = try home.output("wait", "talk", "--text", "You said", "--timeout", "60")
        }
    }

    @Test func `the end of a program is told by name, then and later`() async throws {
        try await Self.with { home in
            let died = try Self.end(home, "talk", "die")
            #expect(died["outcome"] as? String == "ended")
            let again = try home.run(["ask", "talk", "hello"])
            #expect(again.status == 4)
            #expect(again.errors.contains("ended: exit status 3"))
        }
    }

    @Test func `a server that is killed meanwhile is asked again`() async throws {
        try await Self.with { home in
            let program = try ChildProcess(
                [Home.binaries + "/roost", "ask", "talk", "slow"], environment: home.environment,
                directory: home.path)
            _ = try home.output("wait", "talk", "--state", "processing", "--timeout", "60")
            kill(try home.pids().server, SIGKILL)
            let outcome = try program.wait(seconds: Home.patience)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output == "At last.\n")
        }
    }

    @Test func `a shell's command is a prompt, too`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "sh")
            _ = try home.output("wait", "sh", "--settled", "--timeout", "60")
            #expect(try home.output("ask", "sh", "echo hi; sleep 0.3; echo there") == "hi\nthere\n")
            #expect(try home.output("ask", "sh", "true") == "")
        }
    }
}
