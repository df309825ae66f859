import Foundation
private import Glibc

/// A roost of its own for one test: a fresh `ROOST_HOME`, the real binaries, and an end that leaves nothing.
package final class Home: Sendable {
    /// Something took longer than anything should on the slowest machine.
    package struct TimedOut: Error, CustomStringConvertible {
        package let description: String
    }

    private let folder: TemporaryFolder
    /// The folder; also the home directory of all that runs in it.
    package var path: String { folder.path }
    package let environment: [String: String]

    /// The folder of the binaries under test: where this test program is.
    package static let binaries: String = {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return ProcessInfo.processInfo.environment["ROOST_TEST_BINARIES"]
            ?? URL(fileURLWithPath: program).deletingLastPathComponent().path
    }()

    /// How long a wait may take; generous, since the machine may be busy.
    package static let patience = 60.0

    private init() throws {
        folder = try TemporaryFolder()
        let path = folder.path
        var environment = [
            "ROOST_HOME": path + "/r", "HOME": path, "PATH": "\(Self.binaries):/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "SHELL": "/bin/bash", "PS1": "$ ", "HISTFILE": "/dev/null", "TMPDIR": "/tmp",
        ]
        // How many loops the sessions live on: `make test` runs with 1 and with 3.
        environment["ROOST_LOOPS"] = ProcessInfo.processInfo.environment["ROOST_LOOPS"]
        self.environment = environment
        try FileManager.default.createDirectory(
            atPath: path + "/r", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try folder.write("PS1='$ '\nunset HISTFILE\n", to: ".bashrc")
    }

    /// Runs `body` in a new home; whatever happens, all that ran there is ended and the folder removed.
    package static func with<Result>(_ body: (Home) async throws -> Result) async throws -> Result {
        let home = try Home()
        do {
            let result = try await body(home)
            home.end()
            return result
        } catch {
            home.printLogs()
            home.end()
            throw error
        }
    }

    private func end() {
        _ = try? run(["kill-server", "--force"])
        // Whatever a failed test left: every process that has this home in its environment, and what one of them may
        // start before its turn comes, as a keeper does with a server that dies.
        try? until("nothing is left", timeout: 10) {
            let left = processes()
            for pid in left { kill(pid, SIGKILL) }
            return left.isEmpty
        }
    }

    private func printLogs() {
        let log = path + "/r/log"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: log)) ?? [] {
            let text = (try? String(contentsOfFile: "\(log)/\(name)", encoding: .utf8)) ?? ""
            if !text.isEmpty { print("--- \(name)\n\(text.suffix(4000))") }
        }
    }

    /// The processes that have this home in their environment.
    package func processes() -> [Int32] {
        let mark = Data("ROOST_HOME=\(path)/r\0".utf8)
        return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { name in
            guard let pid = Int32(name), pid != getpid(),
                let facts = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(name)/environ")),
                facts.range(of: mark) != nil
            else { return nil }
            return pid
        }
    }

    /// Runs `roost` with arguments until it ends.
    ///
    /// - Throws: ``ChildProcess/Failure`` when it does not; it is killed then.
    @discardableResult
    package func run(
        _ arguments: [String], input: String? = nil, environment more: [String: String] = [:],
        timeout: Double = patience
    ) throws -> ChildProcess.Outcome {
        try ChildProcess(
            [Self.binaries + "/roost"] + arguments, environment: environment.merging(more) { $1 },
            directory: path, input: input.map { .text($0) } ?? .nothing
        ).wait(seconds: timeout)
    }

    /// What a command prints; it must succeed.
    package func output(_ arguments: String...) throws -> String {
        let outcome = try run(arguments)
        guard outcome.status == 0 else {
            throw TimedOut(
                description: "roost \(arguments.joined(separator: " ")): \(outcome.status) \(outcome.errors)")
        }
        return outcome.output
    }

    /// `roost list --all --json` as dictionaries.
    package func sessions() throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(try output("list", "--all", "--json").utf8))
        return json as? [[String: Any]] ?? []
    }

    /// The processes of server and keeper.
    package func pids() throws -> (server: Int32, keeper: Int32) {
        let json = try JSONSerialization.jsonObject(with: Data(try output("server", "pids", "--json").utf8))
        guard let pids = json as? [String: Int], let server = pids["server"], let keeper = pids["keeper"]
        else {
            throw TimedOut(description: "server pids: \(json)")
        }
        return (Int32(server), Int32(keeper))
    }

    /// Waits until `condition` holds: it is looked at whenever something has happened in the home.
    package func until(
        _ what: String, timeout: Double = patience, _ condition: () throws -> Bool
    ) throws {
        let end = Date().addingTimeInterval(timeout)
        let events = HomeEvents(path: path)
        while true {
            events.begin()
            if try condition() { return }
            guard Date() < end else { throw TimedOut(description: "waited in vain: \(what)") }
            events.wait(processes())
        }
    }
}
