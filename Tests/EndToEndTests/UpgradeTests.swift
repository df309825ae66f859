import Foundation
import RoostTestSupport
import Testing

/// A keeper outlives the programs that it was started with.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct UpgradeTests {
    private func program(of pid: Int32) throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
    }

    /// Before there was a `roost-server`, the keeper was told to start `roost server run`.
    @Test func `a keeper from before starts the server by its old words`() async throws {
        try await Home.with { home in
            let folders = ["run", "log"].map { "\(home.path)/r/\($0)" }
            for folder in folders {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o700])
            }
            let keeper = try ChildProcess(
                [
                    Home.binaries + "/roost-keeper", "--home", folders[0], "--log",
                    folders[1] + "/keeper.log", "--server", Home.binaries + "/roost", "--server-arg",
                    "server", "--server-arg", "run",
                ], environment: home.environment, directory: home.path
            ).wait(seconds: Home.patience)
            #expect(keeper.status == 0)
            _ = try home.output("new", "-d", "-n", "a", "--", "sleep", "1000")
            #expect(try program(of: home.pids().server).hasSuffix("/roost-server"))
        }
    }

    @Test func `an upgrade changes the server, and neither the keeper nor a program`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "sh", "-c", "echo here; exec sleep 1000")
            _ = try home.output("wait", "a", "--text", "here")
            let before = try home.pids()
            let child = try #require(try home.sessions().first?["pid"] as? Int)
            let words = try home.output("server", "upgrade", Home.binaries + "/roost")
            let after = try home.pids()
            #expect(words.contains("server \(before.server)"))
            #expect(words.contains("replaced by \(after.server)"))
            #expect(after.server != before.server)
            #expect(after.keeper == before.keeper)
            #expect(try home.sessions().first?["pid"] as? Int == child)
            #expect(try home.output("capture", "a").contains("here"))
        }
    }
}
