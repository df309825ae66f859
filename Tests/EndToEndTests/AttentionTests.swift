import Foundation
import RoostTestSupport
import Testing

/// Who needs a person, and that secrets stay out of the files.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct AttentionTests {
    @Test func `a password prompt asks for attention and what is typed is stored nowhere`() async throws {
        try await Home.with { home in
            let outer = try OuterTerminal(
                [Home.binaries + "/roost"], environment: home.environment, directory: home.path)
            try outer.wait(forText: "$")
            outer.type("read -s -p Password: p; echo; echo got ${#p}\r")
            try outer.wait(for: "the prompt") { $0.contains { $0.hasPrefix("Password:") } }
            let name = try #require(try home.sessions().first?["name"] as? String)
            _ = try home.output("wait", name, "--attention", "authentication", "--timeout", "60")
            let session = try #require(try home.sessions().first)
            #expect(session["state"] as? String == "waiting_input")
            let attention = try #require(session["attention"] as? [String: Any])
            #expect(attention["kind"] as? String == "authentication")
            #expect(attention["source"] as? String == "termios")
            try outer.wait(forText: "needs you")
            outer.type("x9-hunter2-secret\r")
            try outer.wait(forText: "got 17")
            _ = try home.output("wait", name, "--state", "running", "--timeout", "60")
            _ = try home.output("server", "stop")
            let folder = home.path + "/r"
            for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") else { continue }
                #expect(bytes.range(of: Data("hunter2".utf8)) == nil, "\(file)")
            }
        }
    }

    @Test func `local echo shows what is typed, but no secret`() async throws {
        try await Home.with { home in
            // SRM is off: the terminal itself shows what is typed.
            let script = """
                printf '\\033[12l'; stty raw -echo; printf 'ready\\r\\n'; head -c 5 >/dev/null
                stty -raw -echo; printf 'Password:'; read secret; printf '\\r\\ngot %s\\r\\n' "${#secret}"; exec cat
                """
            _ = try home.output("new", "-d", "-n", "a", "--", "sh", "-c", script)
            _ = try home.output("wait", "a", "--text", "^ready$", "--timeout", "60")
            _ = try home.output("send", "a", "--", "plain")
            _ = try home.output("wait", "a", "--text", "^plainPassword:$", "--timeout", "60")
            _ = try home.output("send", "a", "--enter", "--", "hunter2")
            _ = try home.output("wait", "a", "--text", "^got 7$", "--timeout", "60")
            #expect(try !home.output("capture", "a").contains("hunter2"))
        }
    }

    @Test(arguments: [
        ("claude-02-trust.txt", "trust"), ("claude-05-login-method.txt", "authentication"),
        ("claude-17-permission-bash.txt", "approval"),
    ])
    func `claude's recorded dialogs say what they want`(fixture: String, kind: String) async throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = tests.appending(path: "RoostDetectTests/Fixtures/\(fixture)").path
        try await Home.with { home in
            // A program of that name that shows the recorded screen.
            let program = home.path + "/claude"
            try "#!/bin/sh\nstty raw -echo\nsed 's/$/\\r/' '\(text)'\nexec cat\n"
                .write(toFile: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            _ = try home.output("new", "-d", "-n", "c", "--size", "120x40", "--", program)
            _ = try home.output("wait", "c", "--attention", kind, "--timeout", "60")
            let session = try #require(try home.sessions().first)
            #expect(session["provider"] as? String == "claude")
            #expect(session["state"] as? String == "waiting_input")
        }
    }
}
