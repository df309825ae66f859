import Foundation
import RoostTestSupport
import Testing

/// Real programs that ask, and real programs that show what others ask.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct PromptTests {
    /// A program as a script starts it, and what a person is needed for; it is left out where it is not installed.
    private struct Program {
        let name: String
        let executable: String
        let script: String
        var attention: String?
        /// What is on the screen when it has begun.
        var text = "."

        var isInstalled: Bool {
            ["/usr/local/bin/", "/usr/bin/", "/bin/"].contains {
                FileManager.default.isExecutableFile(atPath: $0 + executable)
            }
        }
    }

    private static let asking: [Program] = [
        Program(
            name: "read", executable: "bash", script: "bash -c 'read -p \"Name: \" x'", attention: "question"),
        Program(
            name: "read-n1", executable: "bash", script: "bash -c 'read -n1 -p \"Weiter (j/n) \" x'",
            attention: "question"),
        Program(
            name: "select", executable: "bash", script: "bash -c 'select x in red green; do :; done'",
            attention: "question"),
        Program(
            name: "input", executable: "python3", script: "python3 -c 'input(\"Wie viele \")'",
            attention: "question"),
        Program(
            name: "getpass", executable: "python3", script: "python3 -c 'import getpass; getpass.getpass()'",
            attention: "authentication"),
        Program(
            name: "thread", executable: "python3",
            script:
                "python3 -c 'import threading; t = threading.Thread(target=input, args=[\"Nom : \"]); t.start(); t.join()'",
            attention: "question"),
        Program(
            name: "ssh-keygen", executable: "ssh-keygen", script: "ssh-keygen -t ed25519",
            attention: "question"),
        Program(
            name: "openssl", executable: "openssl",
            script: "openssl req -new -newkey rsa:2048 -nodes -keyout k.pem -out c.pem", attention: "question"
        ),
        Program(name: "rm", executable: "rm", script: "touch a; rm -i a", attention: "question"),
        Program(name: "cp", executable: "cp", script: "touch a b; cp -i a b", attention: "question"),
        Program(
            name: "xargs", executable: "xargs", script: "echo a > w; xargs -p -a w echo",
            attention: "question"),
        Program(
            name: "find", executable: "find", script: "touch a; find a -ok cat {} ';'", attention: "question"),
        Program(
            name: "git-add", executable: "git",
            script: "git init -q g; cd g; echo a > a; git add a; echo b > a; git add -p",
            attention: "question"),
        Program(
            name: "git-clean", executable: "git", script: "git init -q h; cd h; echo a > a; git clean -i",
            attention: "question"),
        Program(
            name: "login", executable: "bash",
            script: "bash -c 'echo please paste the token found on https://crates.io/me below; read x'",
            attention: "authentication"),
    ]

    private static let showing: [Program] = [
        Program(
            name: "tail", executable: "tail",
            script: "printf 'Do you want to continue? [Y/n] ' > a; tail -f a",
            text: "continue"),
        Program(
            name: "tail-login", executable: "tail",
            script: "echo 'and enter the code ABCD12345' > b; tail -f b",
            text: "ABCD12345"),
        Program(
            name: "sleep", executable: "sleep", script: "printf 'Password: '; exec sleep 600",
            text: "Password"),
        Program(
            name: "less", executable: "less", script: "echo 'Go on? [y/n]' > c; less -X c", text: "Go on"),
        Program(
            name: "less-long", executable: "less", script: "seq 200 > d; LESS=X less d", text: "20"),
        Program(
            name: "git-log", executable: "git",
            script:
                "git init -q i; cd i; git -c user.name=a -c user.email=a@b commit -q --allow-empty -m 'Ask: Name:'; "
                + "GIT_PAGER='less -X' git log", text: "Ask"),
        Program(name: "python", executable: "python3", script: "python3 -q", text: ">>>"),
        Program(name: "cat", executable: "cat", script: "echo 'Continue? [y/n]'; exec cat", text: "Continue"),
        Program(
            name: "cooked-dialog", executable: "bash",
            script:
                "printf 'Do you want to proceed?\\n❯ 1. Yes\\n  2. No\\n\\nEsc to cancel\\n'; exec sleep 600",
            text: "Esc"),
        Program(
            name: "shell", executable: "bash", script: "PS1='ready (y/n) ' exec bash --norc -i", text: "ready"
        ),
    ]

    @Test func `programs that ask need somebody, and those that show what others ask do not`() async throws {
        try await Home.with { home in
            func start(_ program: Program) throws {
                let folder = "\(home.path)/\(program.name)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                _ = try home.output(
                    "new", "-d", "-n", program.name, "-c", folder, "--size", "80x24", "--", "sh", "-c",
                    program.script)
            }
            let showing = Self.showing.filter(\.isInstalled)
            for program in showing { try start(program) }
            for program in showing {
                _ = try home.output("wait", program.name, "--text", program.text, "--timeout", "60")
            }
            // These began later, and what they ask is seen after a second of silence: so would have been the others'.
            let asking = Self.asking.filter(\.isInstalled)
            #expect(asking.count >= 6)
            for program in asking { try start(program) }
            for program in asking {
                let found = try home.run([
                    "wait", program.name, "--attention", program.attention ?? "", "--timeout", "60",
                ])
                let screen = found.status == 0 ? "" : try home.output("capture", program.name)
                #expect(found.status == 0, "\(program.name): \(screen)")
            }
            let sessions = try home.sessions()
            for program in showing {
                let session = try #require(sessions.first { $0["name"] as? String == program.name })
                #expect(session["attention"] is NSNull, "\(program.name): \(session)")
            }
        }
    }
}
