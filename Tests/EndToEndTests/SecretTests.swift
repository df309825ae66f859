import Foundation
import RoostTestSupport
import Testing

/// The table of the article Secrets, row by row: each secret comes in its way, and all files are searched for it.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct SecretTests {
    /// Stands in for an AI CLI: it shows `text`, reads keys without echo, shows a form for a key once it has read
    /// `ahead` of them, and tells how many it got before Enter.
    private static func form(_ text: String, ahead: Int = 0) -> String {
        """
        #!/usr/bin/env python3
        import os, termios, tty
        tty.setraw(0)
        ahead, count = \(ahead), 0
        print("\(text)", end="\\r\\n", flush=True)
        while os.read(0, 1) != b"\\r":
            count += 1
            if count == ahead:
                print("Paste your key:", end="\\r\\n", flush=True)
        print("got", count, end="\\r\\n", flush=True)
        while os.read(0, 64):
            pass
        """
    }

    /// A token as a provider gives it out, which can be told from the others by its first word.
    private static func token(_ word: String) -> String {
        "sk-ant-api03-\(word)-" + String(repeating: "Ab3dE9", count: 14)
    }

    private struct Place {
        let home: Home

        /// A program of this name, made of a script.
        func program(_ name: String, _ script: String) throws {
            let path = "\(home.path)/\(name)"
            try script.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }

        func wait(_ session: String, _ condition: String...) throws {
            let words = ["wait", session] + condition + ["--timeout", "60"]
            let outcome = try home.run(words)
            #expect(outcome.status == 0, "\(words): \(outcome.errors)")
        }

        /// All rows of all tables but those that are the output of programs.
        func rowsBesideOutput() throws -> String {
            func query(_ text: String) throws -> String {
                try ChildProcess(["sqlite3", "-readonly", home.path + "/r/roost.sqlite", text])
                    .wait(seconds: Home.patience).output
            }
            let names = try query("SELECT name FROM sqlite_master WHERE type = 'table'").split(
                separator: "\n")
            let tables = names.filter { name in
                !["output", "snapshots"].contains(name) && !name.hasPrefix("lines")
                    && !name.hasPrefix("sqlite_")
            }
            #expect(tables.contains("sessions") && tables.contains("commands") && tables.contains("events"))
            return try tables.map { try query(".dump '\($0)'") }.joined()
        }

        /// Every file of the home of roost.
        func files() throws -> [(name: String, bytes: Data)] {
            let folder = home.path + "/r"
            return try FileManager.default.subpathsOfDirectory(atPath: folder).compactMap { name in
                FileManager.default.contents(atPath: "\(folder)/\(name)").map { (name, $0) }
            }
        }
    }

    /// What is in a file, as it is or as a blob that is written in hexadecimal.
    private static func holds(_ text: String, _ secret: String) -> Bool {
        text.contains(secret) || text.contains(secret.utf8.map { String(format: "%02X", $0) }.joined())
    }

    @Test func `what is typed for nobody else to see is in no file`() async throws {
        try await Home.with { home in
            let place = Place(home: home)
            // A line discipline without echo.
            _ = try home.output("new", "-d", "-n", "shell")
            _ = try home.output("send", "shell", "--enter", "read -s -p Password: p; echo; echo got ${#p}")
            try place.wait("shell", "--attention", "authentication")
            _ = try home.output("send", "shell", "--enter", "alpha-hunter2")
            try place.wait("shell", "--text", "^got 13$")
            // A form of an AI CLI that no rule knows, by keys and by a paste.
            try place.program("claude", Self.form("Enter the thing that you were given"))
            _ = try home.output("new", "-d", "-n", "keys", "--", home.path + "/claude")
            try place.wait("keys", "--text", "Enter the thing")
            _ = try home.output("send", "keys", "--keys", "b", "r", "a", "v", "o", "-", "h", "Enter")
            try place.wait("keys", "--text", "^got 7$")
            _ = try home.output("new", "-d", "-n", "paste", "--", home.path + "/claude")
            try place.wait("paste", "--text", "Enter the thing")
            _ = try home.run(["buffer", "set", "--name", "key"], input: "charlie-hunter2\r")
            _ = try home.output("buffer", "paste", "--name", "key", "paste")
            try place.wait("paste", "--text", "^got")
            // Typed before the form was there.
            try place.program("codex", Self.form("loading", ahead: 13))
            _ = try home.output("new", "-d", "-n", "ahead", "--", home.path + "/codex")
            try place.wait("ahead", "--text", "loading")
            _ = try home.output("send", "ahead", "delta-hunter2")
            try place.wait("ahead", "--text", "Paste your key")
            _ = try home.output("send", "ahead", "--keys", "Enter")
            try place.wait("ahead", "--text", "^got 13$")
            // The environment, by a variable's name and by its value's shape.
            _ = try home.output(
                "new", "-d", "-n", "variables", "--env", "DB_PASSWORD=echo-hunter2", "--env",
                "X=" + Self.token("foxtrot"), "--", "sh", "-c",
                "test -n \"$DB_PASSWORD$X\" && echo set; exec cat")
            try place.wait("variables", "--text", "^set$")
            let printed = try home.output("history", "--export", "jsonl")
            _ = try home.output("server", "stop")
            for secret in ["alpha-h", "bravo-h", "charlie-h", "delta-h", "echo-h", "api03-foxtrot"] {
                #expect(!printed.contains(secret), "output: \(secret)")
                for file in try place.files() {
                    #expect(file.bytes.range(of: Data(secret.utf8)) == nil, "\(file.name): \(secret)")
                }
                #expect(try !Self.holds(place.rowsBesideOutput(), secret), "\(secret)")
            }
        }
    }

    @Test func `what is printed is output, and is written down nowhere else`() async throws {
        try await Home.with { home in
            let place = Place(home: home)
            _ = try home.output("new", "-d", "-n", "shell")
            let commands = [
                "curl -s -u me:golf-hunter2 file:///dev/null", "DB_PASSWORD=hotel-hunter2 true",
                "mysql -pindia-hunter2 2>/dev/null", "echo \(Self.token("juliet"))",
            ]
            for command in commands { _ = try home.output("send", "shell", "--enter", command) }
            // A title, a notification and a question, which stand elsewhere too.
            let script = """
                printf '\\033]2;\(Self.token("kilo"))\\007\\033]9;\(Self.token("lima"))\\007'
                read -p 'Use \(Self.token("mike"))? (y/n) ' answer
                """
            try place.program("asks", "#!/bin/bash\n" + script)
            _ = try home.output("new", "-d", "-n", "asks", "--size", "200x24", "--", home.path + "/asks")
            try place.wait("asks", "--attention", "question")
            // A prompt, as an AI CLI tells which one it took.
            let prompt =
                #"{"hook_event_name":"UserPromptSubmit","prompt":"use \#(Self.token("november")) now"}"#
            try place.program(
                "says", "#!/bin/sh\necho '\(prompt)' | roost event --hook claude && echo done; exec cat")
            _ = try home.output("new", "-d", "-n", "says", "--", home.path + "/says")
            try place.wait("says", "--text", "^done$")
            try place.wait("shell", "--text", "^sk-ant-api03-juliet")
            _ = try home.output("server", "stop")
            let rows = try place.rowsBesideOutput()
            for kept in ["curl -s -u me:", "DB_PASSWORD=", "mysql -p", "echo sk-ant-"] {
                #expect(rows.contains(kept), "the command is kept: \(kept)")
            }
            #expect(rows.contains("now"), "the prompt is kept")
            let secrets =
                ["golf-h", "hotel-h", "india-h"]
                + ["juliet", "kilo", "lima", "mike", "november"].map { "\($0)-Ab3d" }
            for secret in secrets {
                #expect(!Self.holds(rows, secret), "\(secret)")
                for file in try place.files() where file.name.hasPrefix("log/") {
                    #expect(file.bytes.range(of: Data(secret.utf8)) == nil, "\(file.name): \(secret)")
                }
            }
        }
    }
}
