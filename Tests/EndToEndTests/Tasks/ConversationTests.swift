import Foundation
import Glibc
import RoostTestSupport
import Testing

/// Conversations over tasks and sessions with the real binaries, and a scripted `claude` that counts its prompts.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ConversationTests {
    /// A conversation is a file with a line for each prompt, whether it came by print mode or was typed.
    private static let claude = #"""
        #!/bin/bash
        for word; do
            case "$word" in
            -p) print=1 ;;
            --resume) next=1 ;;
            --resume=*) id=${word#--resume=} ;;
            *) if test -n "$next"; then id=$word; next=; fi; prompt=$word ;;
            esac
        done
        : "${id:=c-0000000$(ls "$HOME" | grep -c '^c-')}"
        take() { echo "$1" >>"$HOME/$id"; echo "$(wc -l <"$HOME/$id") prompts"; }
        if test -n "$print"; then
            answer=$(take "$prompt")
            printf '{"type":"system","subtype":"init","session_id":"%s"}\n' "$id"
            printf '{"type":"result","is_error":false,"result":"%s","session_id":"%s","total_cost_usd":0.5}\n' "$answer" "$id"
            exit
        fi
        rule='────────────────────────────────────────'
        box() { printf '%s\n❯ \n%s\n  %s' "$rule" "$rule" "$1"; }
        idle() { box '? for shortcuts'; printf '\e[2A\e[3G'; }
        printf 'claude\n\n'
        idle
        while read -r line; do
            printf '\e[2A\r\e[J❯ %s\n' "$line"
            printf '\n✶ Thinking… (1s · esc to interrupt)\n\n'; box 'esc to interrupt'; sleep 0.7; printf '\r\e[6A\e[J'
            printf '\n● %s\n\n' "$(take "$line")"
            idle
        done
        """#

    private static func with(_ body: (Home) async throws -> Void) async throws {
        try await Home.with(claude: claude, body)
    }

    private static func json(_ home: Home, _ arguments: String...) throws -> [[String: Any]] {
        let outcome = try home.run(arguments + ["--json"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
    }

    @Test func `tasks and a session that is typed into make one conversation, there and back`() async throws {
        try await Self.with { home in
            #expect(try home.output("run", "--conversation", "api", "one") == "1 prompts\n")
            #expect(try home.output("run", "--conversation", "api", "-c", "/tmp", "two") == "2 prompts\n")
            #expect(try home.output("run", "another") == "1 prompts\n")
            let first = try #require(try Self.json(home, "tasks", "conversations").first)
            #expect(first["name"] as? String == "api")
            #expect(first["tasks"] as? Int == 2)
            #expect(first["state"] as? String == "active")
            let folder = try #require(first["cwd"] as? String)
            #expect(try home.output("tasks", "open", "api", "-d", "-n", "talk") == "talk\n")
            _ = try home.output("wait", "talk", "--settled", "--timeout", "60")
            let session = try #require(try home.sessions().first { $0["name"] as? String == "talk" })
            #expect(session["cwd"] as? String == folder)
            #expect(try home.output("ask", "talk", "three") == "3 prompts\n")
            let refused = try home.run(["run", "--conversation", "api", "no"])
            #expect(refused.status == 1)
            #expect(refused.errors.contains("session talk has it open"), "\(refused.errors)")
            #expect(
                try home.output("run", "--continue-session", "talk", "--end-session", "four") == "4 prompts\n"
            )
            let tasks = try Self.json(home, "tasks", "list", "--conversation", "api")
            #expect(tasks.map { $0["prompt"] as? String } == ["one", "two", "four"])
            let last = try #require(
                try Self.json(home, "tasks", "conversations").first { $0["name"] as? String == "api" })
            #expect(last["sessions"] as? [Int] == [try #require(session["number"] as? Int)])
            let id = try #require(last["conversation"] as? String)
            #expect(
                try String(contentsOfFile: home.path + "/" + id, encoding: .utf8) == "one\ntwo\nthree\nfour\n"
            )
        }
    }

    @Test func `a task's own conversation opens by its number, and is taken up by it`() async throws {
        try await Self.with { home in
            #expect(try home.output("run", "one") == "1 prompts\n")
            #expect(try home.output("run", "--continue", "1", "two") == "2 prompts\n")
            #expect(try home.output("tasks", "open", "1", "-d", "-n", "talk") == "talk\n")
            _ = try home.output("wait", "talk", "--settled", "--timeout", "60")
            #expect(try home.output("ask", "talk", "three") == "3 prompts\n")
            let running = try home.run(["run", "--continue-session", "talk", "four"])
            #expect(running.status == 1)
            #expect(running.errors.contains("it still runs"), "\(running.errors)")
            _ = try home.output("kill", "talk")
            #expect(try home.output("run", "--continue-session", "talk", "four") == "4 prompts\n")
        }
    }

    @Test func `an ended conversation is not active, and goes on when it is named again`() async throws {
        try await Self.with { home in
            #expect(try home.output("run", "--conversation", "api", "one") == "1 prompts\n")
            #expect(try home.output("tasks", "conversations").hasSuffix("1 active\n"))
            _ = try home.output("tasks", "end", "api")
            #expect(try home.output("tasks", "conversations") == "0 active\n")
            let all = try Self.json(home, "tasks", "conversations", "--all")
            #expect(all.map { $0["state"] as? String } == ["ended"])
            kill(try home.pids().server, SIGKILL)
            #expect(try home.output("run", "--conversation", "api", "two") == "2 prompts\n")
            #expect(try home.run(["tasks", "end", "nobody"]).status == 1)
            #expect(try home.run(["tasks", "end"]).status == 2)
        }
    }
}
