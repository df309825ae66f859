import Foundation
import RoostTestSupport
import Testing

/// Tab completes the names of sessions in a real shell.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct CompletionTests {
    @Test func `bash completes a session's name, and starts no server for it`() async throws {
        try await Home.with { home in
            let shell = try OuterTerminal(
                ["/bin/bash", "--norc", "-i"], environment: home.environment, directory: home.path)
            shell.type("source <(roost completions bash); echo loaded\r")
            try shell.wait(for: "the script") { $0.contains { $0.hasPrefix("loaded") } }
            #expect(try home.run(["---completion", "capture", "--", "positional@0", "1", "1"]).output == "")
            #expect(!FileManager.default.fileExists(atPath: home.path + "/r/run/server.sock"))
            _ = try home.output("new", "-d", "-n", "alphabet", "--", "cat")
            shell.type("clear; roost capture alph\t")
            try shell.wait(forText: "roost capture alphabet")
        }
    }

    @Test func `the version answers to both names`() async throws {
        try await Home.with { home in
            let version = try home.output("-V")
            #expect(version.hasPrefix("roost "))
            #expect(try home.output("--version") == version)
        }
    }
}
