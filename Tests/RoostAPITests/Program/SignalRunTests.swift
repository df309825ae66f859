import Foundation
import Glibc
import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@testable import roost_api

/// The real program that is stopped, or that nobody listens to.
@Suite(.timeLimit(.minutes(5))) struct SignalRunTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `a signal ends it in order in the middle of an answer`(signal: Int32) throws {
        let server = try ScriptedServer([
            .send(Answers.head + Answers.begin(.anthropic) + Answers.piece(.anthropic, "half"))
        ])
        defer { server.stop() }
        let program = try Program(server)
        let child = try program.start(
            .anthropic, ["--output-format=stream-json", "--include-partial-messages", "hi"], output: .pipe)
        var output = ""
        while !output.contains("half") {
            let bytes = child.read()
            try #require(!bytes.isEmpty, "it ended: \(output)")
            output += String(decoding: bytes, as: UTF8.self)
        }
        // A thread that does not block it would be ended by it, and with it all others, wherever they are.
        #expect(try Self.threads(of: child.pid).allSatisfy { $0 & (1 << UInt64(signal - 1)) != 0 })
        kill(child.pid, signal)
        let outcome = try child.wait(seconds: Home.patience)
        #expect(outcome.status == 128 + signal)
        output += String(decoding: child.readToEnd(), as: UTF8.self)
        #expect(output.hasSuffix("\n"))
        #expect(output.split(separator: "\n").allSatisfy { JSONParser.parse(String($0)) != nil })
        #expect(program.conversations.isEmpty)
    }

    /// The signals that each thread of a process blocks; proc_pid_status(5).
    private static func threads(of pid: Int32) throws -> [UInt64] {
        let folder = "/proc/\(pid)/task"
        let masks = try FileManager.default.contentsOfDirectory(atPath: folder).map { thread in
            let lines = try String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8)
            let mask = lines.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
            return try #require(mask.flatMap { UInt64($0.suffix(16), radix: 16) })
        }
        try #require(!masks.isEmpty)
        return masks
    }

    @Test func `a signal ends it also while it waits for its prompt`() throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        let program = try Program(server)
        let child = try program.start(.anthropic, [], input: .pipe)
        // More than the pipe holds: it has been read from when all of it is written.
        child.write(String(repeating: "x", count: 1 << 20))
        kill(child.pid, SIGTERM)
        #expect(try child.wait(seconds: Home.patience).status == 128 + SIGTERM)
    }

    @Test func `an output that cannot be written is said`() throws {
        let server = try ScriptedServer([
            .send(Answers.head + Answers.body(.anthropic, ["text"])), .close,
        ])
        defer { server.stop() }
        let program = try Program(server)
        let words = [Home.binaries + "/roost-api", "--provider=anthropic", "--model=m", "hi"]
        let outcome = try ChildProcess(
            ["bash", "-c", "exec \"$0\" \"$@\" > /dev/full"] + words, environment: program.environment
        ).wait(seconds: Home.patience)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "roost-api: cannot write to the standard output: No space left on device\n")
    }
}
