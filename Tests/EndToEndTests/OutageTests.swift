import Foundation
import RoostTestSupport
import Testing

/// A database that cannot be written: sessions go on, it is said, and nothing is lost when it can be again.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct OutageTests {
    /// Another process that writes to the database, until its input ends.
    private func lock(_ database: String) throws -> ChildProcess {
        let process = try ChildProcess(
            [
                "python3", "-c",
                """
                import sqlite3, sys
                database = sqlite3.connect(sys.argv[1], isolation_level=None)
                database.execute("BEGIN IMMEDIATE")
                print("locked", flush=True)
                sys.stdin.read()
                """, database,
            ], input: .pipe, output: .pipe)
        #expect(process.read().starts(with: Array("locked".utf8)))
        return process
    }

    @Test func `a server starts beside a process that locks the database, and takes it up later`()
        async throws
    {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            let child = try #require(try home.sessions().first?["pid"] as? Int)
            _ = try home.output("server", "stop")
            let lock = try lock(home.path + "/r/roost.sqlite")
            _ = try home.output("send", "a", "--enter", "while it is locked")
            _ = try home.output("wait", "a", "--text", "^while it is locked$", "--timeout", "60")
            #expect(try home.sessions().first?["pid"] as? Int == child)
            #expect(try home.run(["doctor"]).output.contains("waits in memory"))
            lock.closeInput()
            try lock.wait(seconds: Home.patience)
            try home.until("the database is taken up") {
                try !home.run(["doctor"]).output.contains("waits in memory")
            }
            let history = try home.output("history", "a", "--type", "output")
            #expect(history.contains("while it is locked"))
        }
    }
}
