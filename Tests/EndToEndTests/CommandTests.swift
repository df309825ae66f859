import Foundation
import RoostTestSupport
import Testing

/// The commands, with the real server, as a script would use them.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct CommandTests {
    @Test func `a script needs no sleep`() async throws {
        try await Home.with { home in
            for number in 1...25 {
                let name = "a\(number)"
                #expect(try home.output("new", "-d", "-n", name, "--", "bash") == name + "\n")
                _ = try home.output("send", name, "--enter", "echo hi")
                _ = try home.output("wait", name, "--text", "^hi$", "--timeout", "60")
                let rows = try home.output("capture", name).split(separator: "\n")
                #expect(rows.contains("hi"))
                _ = try home.output("kill", name)
            }
        }
    }

    @Test func `list tells what runs, in JSON that scripts rely on`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "one", "--size", "100x30", "--", "cat")
            let session = try #require(try home.sessions().first)
            #expect(session["name"] as? String == "one")
            #expect(session["cols"] as? Int == 100)
            #expect(session["rows"] as? Int == 30)
            #expect(session["state"] as? String == "running")
            #expect(session["attention"] is NSNull)
            #expect(session["exit_code"] is NSNull)
            #expect((session["created_at"] as? String)?.hasSuffix("Z") == true)
            for key in ["number", "provider", "command", "cwd", "pid", "last_activity", "title", "workspace"]
            {
                #expect(session[key] != nil, "\(key)")
            }
        }
    }

    @Test func `an ended session keeps its screen and status until it is removed`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "brief", "--", "sh", "-c", "echo last words; exit 7")
            _ = try home.output("wait", "brief", "--exit", "--timeout", "60")
            #expect(try home.output("capture", "brief").contains("last words"))
            let session = try #require(try home.sessions().first)
            #expect(session["exit_code"] as? Int == 7)
            #expect(session["state"] as? String == "error")
            _ = try home.output("remove", "brief")
            #expect(try home.sessions().isEmpty)
        }
    }

    @Test func `wait ends with status 3 when its time is over`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "c", "--", "cat")
            #expect(try home.run(["wait", "c", "--text", "never", "--timeout", "0.2"]).status == 3)
            #expect(try home.run(["wait", "c", "--state", "running", "--timeout", "60"]).status == 0)
        }
    }

    @Test func `a hundred sessions are created and listed`() async throws {
        try await Home.with { home in
            for number in 1...100 { _ = try home.output("new", "-d", "-n", "s\(number)", "--", "cat") }
            #expect(try home.sessions().count == 100)
            #expect(try home.sessions().allSatisfy { $0["state"] as? String == "running" })
        }
    }
}

/// What goes wrong is said in one line, with the next step, and loses nothing.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct BadInputTests {
    /// One line of the contract's form on standard error, nothing else, and the status.
    private func expectFailure(
        _ home: Home, _ arguments: [String], environment: [String: String] = [:], status: Int32 = 1,
        saying parts: String..., location: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try home.run(arguments, environment: environment)
        #expect(outcome.status == status, "\(outcome)", sourceLocation: location)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(outcome.errors)", sourceLocation: location)
        #expect(outcome.errors.hasPrefix("roost: cannot "), "\(outcome.errors)", sourceLocation: location)
        for part in parts {
            #expect(outcome.errors.contains(part), "\(outcome.errors)", sourceLocation: location)
        }
    }

    @Test func `an upgrade to a program that does not live is said, and the server from before runs again`()
        async throws
    {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            let child = try home.sessions().first?["pid"] as? Int
            let server = try home.pids().server
            try expectFailure(home, ["server", "upgrade", "/bin/false"], saying: "/bin/false", "runs again")
            #expect(try home.pids().server != server)
            _ = try home.output("send", "a", "--enter", "still here")
            _ = try home.output("wait", "a", "--text", "^still here$", "--timeout", "60")
            #expect(try home.sessions().first?["pid"] as? Int == child)
        }
    }

    @Test func `targets, names, programs and folders that are not there`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "api", "--", "cat")
            _ = try home.output("new", "-d", "-n", "apple", "--", "cat")
            try expectFailure(home, ["capture", "nobody"], saying: "nobody", "roost list")
            try expectFailure(home, ["capture", "ap"], saying: "api, apple")
            try expectFailure(home, ["new", "-d", "-n", "api", "--", "cat"], saying: "api", "taken")
            try expectFailure(home, ["new", "-d", "--", "no-such-program"], saying: "no-such-program")
            try expectFailure(home, ["new", "-d", "-c", "/no/such", "--", "cat"], saying: "/no/such")
            try expectFailure(home, ["attach"], saying: "not a terminal")
            #expect(try home.run(["send"]).status == 2)
            #expect(try home.run(["frobnicate"]).status == 2)
            #expect(try home.sessions().count == 2)
        }
    }

    @Test func `a dead socket is replaced`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            let pids = try home.pids()
            kill(pids.keeper, SIGKILL)
            kill(pids.server, SIGKILL)
            try home.until("both are gone") { kill(pids.server, 0) != 0 && kill(pids.keeper, 0) != 0 }
            let session = try #require(try home.sessions().first)
            #expect(session["state"] as? String == "error")
            #expect(session["reason"] as? String == "interrupted")
        }
    }

    @Test func `a config error names file, line and key`() async throws {
        try await Home.with { home in
            let file = home.path + "/r/config.toml"
            try "[ui]\ntheme = \"roost-dark\"\nmouze = true\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            try expectFailure(home, ["config", "check"], saying: "config.toml", "3", "mouze")
        }
    }

    @Test func `a database from a newer version is left alone`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            _ = try home.output("kill-server", "--force")
            let database = home.path + "/r/roost.sqlite"
            try home.until("the server is gone") { home.processes().isEmpty }
            let sqlite = try ChildProcess([
                "sqlite3", database, "UPDATE meta SET value = '9999' WHERE key = 'schema'",
            ]).wait(seconds: Home.patience)
            try #require(sqlite.status == 0, "\(sqlite.errors)")
            try expectFailure(home, ["new", "-d", "--", "cat"], saying: "9999")
        }
    }

    @Test(arguments: ["dumb", "no-such-terminal"])
    func `a terminal that cannot be drawn on`(term: String) async throws {
        try await Home.with { home in
            var environment = home.environment
            environment["TERM"] = term
            let outer = try OuterTerminal(
                [Home.binaries + "/roost"], environment: environment, directory: home.path)
            try outer.wait(forText: "roost: cannot ")
            #expect(outer.text.contains(term))
            #expect(try outer.waitForExit() >> 8 == 1)
        }
    }
}
