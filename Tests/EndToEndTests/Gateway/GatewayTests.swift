import Foundation
import Glibc
import RoostTestSupport
import Testing

/// The gateway with the real server, as clients of another make find it: `requests`, `websockets`, and sockets alone.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct GatewayTests {
    /// Runs one of the scripts beside this file; it counts its checks, and says which failed.
    private func run(
        _ script: String, _ arguments: String..., in home: Home, environment more: [String: String] = [:],
        file: String = #filePath
    ) throws {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Clients")
            .path
        let outcome = try ChildProcess(
            ["/usr/bin/python3", "-B", "\(folder)/\(script).py"] + arguments,
            environment: home.environment.merging(more) { $1 }, directory: home.path
        ).wait(seconds: 600)
        print(outcome.output)
        #expect(outcome.status == 0, "\(outcome.output.suffix(4000))\(outcome.errors.suffix(4000))")
    }

    private func withGateway(_ configuration: String = "", _ body: (Home) throws -> Void) async throws {
        try await Home.with { home in
            if !configuration.isEmpty {
                try Data(configuration.utf8).write(to: URL(fileURLWithPath: home.path + "/r/config.toml"))
            }
            let address = try home.output("gateway", "start", "--port", "0")
            #expect(address.hasPrefix("http://127.0.0.1:"))
            try body(home)
            _ = try home.output("gateway", "stop")
        }
    }

    @Test func `a conversation, every refusal and every way to be let go`() async throws {
        try await withGateway { try run("conversation", in: $0) }
    }

    @Test func `HTTP and WebSocket to the letter`() async throws {
        try await withGateway { home in
            let token = try home.output("gateway", "token", "--user", "ann").trimmingCharacters(in: .newlines)
            let address = try home.output("gateway", "status", "--json")
            #expect(address.contains("http:"))
            let request = try ChildProcess(
                [
                    "/usr/bin/python3", "-c",
                    """
                    import json, os, sys, urllib.request
                    url = json.load(open(os.environ["ROOST_HOME"] + "/run/gateway.json"))["url"]
                    call = urllib.request.Request(url + "/cli/sessions", method="POST",
                        data=json.dumps({"name": "one", "arguments": ["cat"]}).encode(),
                        headers={"Authorization": "Bearer " + sys.argv[1], "Content-Type": "application/json"})
                    print(urllib.request.urlopen(call, timeout=30).status)
                    """, token,
                ], environment: home.environment, directory: home.path
            ).wait(seconds: 60)
            #expect(request.output == "201\n", "\(request.errors)")
            try run("conformance", in: home)
        }
    }

    @Test func `the dashboard in a browser`() async throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let dialog = tests.appending(path: "RoostDetectTests/Fixtures/claude-17-permission-bash.txt").path
        try await withGateway { home in
            // A program of that name that shows a recorded dialog, and what it is answered.
            let program = home.path + "/claude"
            let script = """
                #!/bin/bash
                stty raw -echo
                sed 's/$/\\r/' '\(dialog)'
                key=$(head -c 1)
                printf '\\033[2J\\033[Hanswered: %s\\r\\n' "$key"
                exec cat
                """
            try script.write(toFile: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            var more = ["ROOST_TEST_CLAUDE": program]
            // A browser elsewhere, and more to look at for a person.
            for name in ["ROOST_TEST_CHROMIUM", "ROOST_TEST_PICTURES", "ROOST_TEST_RECORDINGS"] {
                more[name] = ProcessInfo.processInfo.environment[name]
            }
            try run("dashboard", in: home, environment: more)
        }
    }

    @Test func `gateway and server are killed while a session prints, and nothing is missing`() async throws {
        try await withGateway { try run("kills", in: $0) }
    }

    @Test func `tasks are run, ended and shown to whom they belong, and recordings are whole`() async throws {
        try await Home.with(claude: TaskTests.claude) { home in
            _ = try home.output("gateway", "start", "--port", "0")
            try run("tasks", in: home)
            _ = try home.output("gateway", "stop")
        }
    }

    @Test func `metrics are what has happened, in both forms`() async throws {
        let configuration = "[gateway]\nper_second = 1000000\n"
        try await Home.with(claude: TaskTests.claude, configuration: configuration) { home in
            _ = try home.output("gateway", "start", "--port", "0")
            try run("metrics", in: home)
            _ = try home.output("gateway", "stop")
        }
    }

    @Test func `programs of this machine read metrics without a token, where that is configured`()
        async throws
    {
        try await withGateway("[gateway]\nmetrics = true\n") { try run("metrics", "open", in: $0) }
    }

    @Test func `the commands say what runs, and what is in the way`() async throws {
        try await Home.with { home in
            #expect(try home.run(["gateway", "status"]).status == 1)
            #expect(try home.run(["gateway", "stop"]).errors.contains("none is running"))
            let open = try home.run(["gateway", "start", "--address", "0.0.0.0", "--port", "0"])
            #expect(open.status == 1 && open.errors.contains("--insecure"), "\(open.errors)")
            let address = try home.output("gateway", "start", "--port", "0")
            #expect(try home.output("gateway", "status").contains(address.trimmingCharacters(in: .newlines)))
            #expect(try home.run(["gateway", "start"]).errors.contains("runs already"))
            let port = try #require(address.split(separator: ":").last).trimmingCharacters(in: .newlines)
            #expect(try home.output("gateway", "log").contains(port))
            for name in ["gateway.secrets", "run/gateway.json", "run/gateway.lock", "log/gateway.log"] {
                let path = home.path + "/r/" + name
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
            #expect(try home.output("gateway", "token", "--user", "ann").split(separator: ".").count == 3)
            let scope = try home.run(["gateway", "token", "--user", "ann", "--scope", "root"])
            #expect(scope.status == 1 && scope.errors.contains("read, write and admin"))
            #expect(try home.run(["gateway", "token"]).status == 2)
            let status = try JSONSerialization.jsonObject(
                with: Data(try home.output("gateway", "status", "--json").utf8))
            let pid = try #require((status as? [String: Any])?["pid"] as? Int)
            kill(Int32(pid), SIGHUP)
            try home.until("it reads its secrets again") {
                try home.output("gateway", "log").contains("were read again")
            }
            _ = try home.output("gateway", "stop")
            #expect(try home.output("gateway", "log").contains(" stops"))
            #expect(try home.run(["gateway", "status"]).status == 1)
            try Data("short\n".utf8).write(to: URL(fileURLWithPath: home.path + "/r/gateway.secrets"))
            let short = try home.run(["gateway", "start", "--port", "0"])
            #expect(short.status == 1 && short.errors.contains("32 bytes"), "\(short.errors)")
        }
    }
}
