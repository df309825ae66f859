import Foundation
import RoostTestSupport
import Testing

/// The way to the server is made again when somebody deletes it.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct RuntimeFolderTests {
    private func start(_ home: Home) throws -> (server: Int32, child: Int) {
        _ = try home.output("new", "-d", "-n", "a", "--", "cat")
        return (try home.pids().server, try #require(try home.sessions().first?["pid"] as? Int))
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func echoes(_ home: Home, _ text: String) throws {
        _ = try home.output("send", "a", "--enter", text)
        _ = try home.output("wait", "a", "--text", "^\(text)$", "--timeout", "60")
    }

    @Test func `a deleted socket is made again by the same server`() async throws {
        try await Home.with { home in
            let before = try start(home)
            let socket = home.path + "/r/run/server.sock"
            try FileManager.default.removeItem(atPath: socket)
            try home.until("the socket is back") {
                FileManager.default.fileExists(atPath: socket)
            }
            #expect(try mode(socket) == 0o600)
            #expect(try home.pids().server == before.server)
            try echoes(home, "through")
        }
    }

    @Test(arguments: [false, true])
    func `a deleted runtime folder is made again, and so is the way to the children`(
        isHurried: Bool
    ) async throws {
        try await Home.with { home in
            let before = try start(home)
            let keeper = try home.pids().keeper
            let folder = home.path + "/r/run"
            try FileManager.default.removeItem(atPath: folder)
            // In a hurry a command starts a keeper and a server of its own, which find that there is one.
            if isHurried {
                _ = try home.output("list")
            } else {
                try home.until("the sockets are back") {
                    ["server", "keeper"].allSatisfy {
                        FileManager.default.fileExists(atPath: "\(folder)/\($0).sock")
                    }
                }
                #expect(try mode(folder) == 0o700)
            }
            #expect(try home.pids().server == before.server)
            try echoes(home, "through")
            try home.until("a keeper can be reached") {
                FileManager.default.fileExists(atPath: folder + "/keeper.sock")
            }
            #expect(try home.pids().keeper == keeper)
            // The keeper is found again, too: nothing is lost when the server stops or is killed.
            _ = try home.output("server", "stop")
            try echoes(home, "after a stop")
            kill(try home.pids().server, SIGKILL)
            try echoes(home, "after a kill")
            #expect(try home.sessions().first?["pid"] as? Int == before.child)
            #expect(kill(Int32(before.child), 0) == 0)
        }
    }

    @Test func `a deleted lock is taken anew`() async throws {
        try await Home.with { home in
            let before = try start(home)
            let lock = home.path + "/r/server.lock"
            try FileManager.default.removeItem(atPath: lock)
            try home.until("the lock is back") { FileManager.default.fileExists(atPath: lock) }
            #expect(try home.pids().server == before.server)
        }
    }

    @Test func `a server whose lock another has taken ends, its children live on`() async throws {
        try await Home.with { home in
            let before = try start(home)
            let path = home.path + "/r/server.lock"
            // Whoever comes first after the deletion: held before the server looks.
            let other = unsafe open(path + ".new", O_RDWR | O_CREAT, 0o600)
            #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
            #expect(unsafe rename(path + ".new", path) == 0)
            try home.until("the server is gone") {
                (try? String(contentsOfFile: "/proc/\(before.server)/stat", encoding: .utf8))
                    .map { $0.contains(") Z") } ?? true
            }
            #expect(kill(Int32(before.child), 0) == 0)
            close(other)
            try echoes(home, "kept")
            #expect(try home.sessions().first?["pid"] as? Int == before.child)
        }
    }

    @Test func `a server without sessions ends when its home is deleted`() async throws {
        try await Home.with { home in
            _ = try start(home)
            _ = try home.output("kill", "a")
            try FileManager.default.removeItem(atPath: home.path + "/r")
            try home.until("server and keeper are gone") { home.processes().isEmpty }
            #expect(!FileManager.default.fileExists(atPath: home.path + "/r"))
        }
    }
}
