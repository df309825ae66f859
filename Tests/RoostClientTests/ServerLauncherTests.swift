import Foundation
import RoostModel
import RoostWire
import Testing

@testable import RoostClient
@testable import RoostIO

/// With shell scripts in the place of the keeper: what matters here is what happens around it.
@Suite(.timeLimit(.minutes(1))) struct ServerLauncherTests {
    private func programs(_ home: TemporaryHome, keeper script: String) throws -> ServerPrograms {
        try script.write(toFile: home.paths.runtime + "/script", atomically: true, encoding: .utf8)
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return ServerPrograms(
            server: "/opt/roost-server", keeper: folder.appendingPathComponent("Fixtures/keeper.sh").path)
    }

    private func failure(_ home: TemporaryHome, keeper script: String) throws -> ClientError? {
        let programs = try programs(home, keeper: script)
        do throws(ClientError) {
            try ServerLauncher.ensureRunning(paths: home.paths, programs: programs)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the keeper is told everything, and awaited`() throws {
        let home = try TemporaryHome()
        let script = "printf '%s ' \"$@\" > '\(home.path)/words'; printf k >&3; printf s >&3"
        #expect(try failure(home, keeper: script) == nil)
        let words = try String(contentsOfFile: home.path + "/words", encoding: .utf8)
        #expect(
            words == "--home \(home.paths.runtime) --log \(home.paths.log)/keeper.log "
                + "--server /opt/roost-server --ready-fd 3 ")
    }

    @Test func `the keeper has a session of its own, no terminal and no other descriptor`() throws {
        let home = try TemporaryHome()
        let script = """
            ls -l /proc/$$/fd > '\(home.path)/fds'
            cut -d' ' -f1,6 /proc/$$/stat > '\(home.path)/ids'
            readlink /proc/$$/fd/0 > '\(home.path)/input'
            printf ks >&3
            """
        #expect(try failure(home, keeper: script) == nil)
        let ids = try String(contentsOfFile: home.path + "/ids", encoding: .utf8)
            .split(whereSeparator: \.isWhitespace)
        #expect(ids.count == 2)
        #expect(ids.first == ids.last)
        #expect(try String(contentsOfFile: home.path + "/input", encoding: .utf8) == "/dev/null\n")
        let descriptors = try String(contentsOfFile: home.path + "/fds", encoding: .utf8)
            .split(separator: "\n").compactMap { line -> Int? in
                let words = line.split(separator: " ")
                return words.firstIndex(of: "->").flatMap { Int(words[$0 - 1]) }
            }
        // The shell keeps its script at 10 or above.
        #expect(Set(descriptors.filter { $0 < 10 }) == [0, 1, 2, 3])
    }

    @Test func `a keeper that fails is explained by its last words`() throws {
        let home = try TemporaryHome()
        let error = try failure(home, keeper: "echo first; echo 'no such luck' >&2")
        #expect(error?.reason == .notStarted)
        #expect(error?.cause == "it ended at once: no such luck")
        #expect(error?.advice == "see \(home.paths.log)/keeper.log")
    }

    @Test func `a server that ends before it listens is a failure`() throws {
        let home = try TemporaryHome()
        #expect(
            try failure(home, keeper: "printf k >&3; echo 'database is locked'")?.cause.hasSuffix(
                ": database is locked") == true)
    }

    @Test func `a keeper that says so failed`() throws {
        let home = try TemporaryHome()
        #expect(try failure(home, keeper: "printf e >&3; exec sleep 20")?.reason == .notStarted)
    }

    @Test func `a keeper that is not there is a failure`() throws {
        let home = try TemporaryHome()
        let programs = ServerPrograms(server: "/opt/roost-server", keeper: "/no/such/keeper")
        #expect(throws: ClientError.self) {
            try ServerLauncher.ensureRunning(paths: home.paths, programs: programs)
        }
    }

    @Test func `a server that runs is left alone`() throws {
        let home = try TemporaryHome()
        let listener = try UnixSocket.listen(at: home.paths.socket)
        #expect(try failure(home, keeper: "exit 9") == nil)
        #expect(!FileManager.default.fileExists(atPath: home.paths.log))
        _ = consume listener
    }

    @Test func `a keeper that lives is asked to start its server`() throws {
        let home = try TemporaryHome()
        let keeper = try UnixSocket.listen(at: home.paths.runtime + "/keeper.sock").take()
        let socket = home.paths.socket
        Thread.detachNewThread {
            let keeper = Descriptor(keeper)
            guard Deadline(after: .seconds(30)).wait(for: keeper.raw),
                let client = try? UnixSocket.accept(keeper),
                Deadline(after: .seconds(30)).wait(for: client.raw)
            else { return }
            var byte: [UInt8] = [0]
            guard (try? UnixSocket.read(from: client.raw, into: &byte)) == 1, byte == [1] else { return }
            // Never accepts: that somebody listens is enough.
            _ = try? UnixSocket.listen(at: socket).take()
        }
        #expect(try failure(home, keeper: "exit 9") == nil)
    }

    @Test func `a keeper whose server was about to stop is asked again`() throws {
        let home = try TemporaryHome()
        let keeper = try UnixSocket.listen(at: home.paths.runtime + "/keeper.sock").take()
        let socket = home.paths.socket
        Thread.detachNewThread {
            let keeper = Descriptor(keeper)
            var hasStopped = false
            while Deadline(after: .seconds(30)).wait(for: keeper.raw),
                let client = try? UnixSocket.accept(keeper),
                Deadline(after: .seconds(30)).wait(for: client.raw)
            {
                var byte: [UInt8] = [0]
                _ = try? UnixSocket.read(from: client.raw, into: &byte)
                if byte == [1], hasStopped {
                    _ = try? UnixSocket.listen(at: socket).take()
                    return
                }
                let answer =
                    "roost-keeper 1 pid 7 server 0 sessions 2 \(hasStopped ? "stopped" : "running")\n"
                _ = try? UnixSocket.send(Array(answer.utf8), to: client.raw)
                // The poke came too early; by the question the server is gone.
                hasStopped = true
            }
        }
        #expect(try failure(home, keeper: "exit 9") == nil)
    }

    @Test func `a keeper that has given up is not waited for`() throws {
        let home = try TemporaryHome()
        let keeper = try UnixSocket.listen(at: home.paths.runtime + "/keeper.sock").take()
        Thread.detachNewThread {
            let keeper = Descriptor(keeper)
            while Deadline(after: .seconds(30)).wait(for: keeper.raw),
                let client = try? UnixSocket.accept(keeper)
            {
                guard Deadline(after: .seconds(30)).wait(for: client.raw) else { return }
                var byte: [UInt8] = [0]
                _ = try? UnixSocket.read(from: client.raw, into: &byte)
                let answer = "roost-keeper 1 pid 7 server 0 sessions 2 failed\n"
                _ = try? UnixSocket.send(Array(answer.utf8), to: client.raw)
                if byte == [0x81] { return }
            }
        }
        let error = try failure(home, keeper: "exit 9")
        #expect(error?.reason == .notStarted)
        #expect(error?.cause == "it ends as soon as it is started")
    }

    @Test func `a keeper says how it is`() throws {
        let home = try TemporaryHome()
        #expect(KeeperProbe.ask(paths: home.paths) == nil)
        let keeper = try UnixSocket.listen(at: home.paths.runtime + "/keeper.sock").take()
        Thread.detachNewThread {
            let keeper = Descriptor(keeper)
            var byte: [UInt8] = [0]
            guard Deadline(after: .seconds(30)).wait(for: keeper.raw),
                let client = try? UnixSocket.accept(keeper),
                Deadline(after: .seconds(30)).wait(for: client.raw),
                (try? UnixSocket.read(from: client.raw, into: &byte)) == 1, byte == [0x81]
            else { return }
            for part in ["roost-keeper 1 pid 7", " server 8 sessions 2 running\n"] {
                _ = try? UnixSocket.send(Array(part.utf8), to: client.raw)
            }
        }
        #expect(KeeperProbe.ask(paths: home.paths) == "roost-keeper 1 pid 7 server 8 sessions 2 running")
    }

    @Test func `of many callers at once one starts`() async throws {
        let home = try TemporaryHome()
        let log = home.path + "/starts"
        let script = "echo begin >> '\(log)'; printf k >&3; echo end >> '\(log)'; printf s >&3"
        let programs = try programs(home, keeper: script)
        let paths = home.paths
        // The script never listens, so every caller in its turn finds nobody and starts; never two at once.
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (try? ServerLauncher.ensureRunning(paths: paths, programs: programs)) != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: true, count: 8))
        let steps = try String(contentsOfFile: log, encoding: .utf8)
        #expect(steps == String(repeating: "begin\nend\n", count: 8))
    }

    @Test func `whoever waits for another start uses its server`() async throws {
        let home = try TemporaryHome()
        let programs = try programs(home, keeper: "echo started > '\(home.path)/starts'; printf ks >&3")
        guard let lock = try Files.lock(home.paths.runtime + "/start.lock")?.take() else {
            Issue.record("the lock is taken")
            return
        }
        let paths = home.paths
        let waiting = Task.detached { try ServerLauncher.ensureRunning(paths: paths, programs: programs) }
        let listener = try UnixSocket.listen(at: paths.socket)
        try await waiting.value
        #expect(!FileManager.default.fileExists(atPath: home.path + "/starts"))
        _ = Descriptor(lock)
        _ = consume listener
    }

    @Test func `directories are made for us alone`() throws {
        let home = try TemporaryHome()
        try ServerLauncher.prepareDirectories(home.paths)
        for path in [home.paths.state, home.paths.runtime, home.paths.log] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o700, "\(path)")
        }
    }

    @Test func `a directory that others can write to is refused`() throws {
        let home = try TemporaryHome()
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: home.path)
        let error = try failure(home, keeper: "exit 0")
        #expect(error?.reason == .untrusted)
        #expect(
            error?.description
                == "cannot use the directory \(home.path): others may write to it (mode 777) (chmod 700 \(home.path))"
        )
    }

    @Test func `server and keeper beside this program or in the path are found`() throws {
        let home = try TemporaryHome()
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
        func place(_ name: String) throws -> String {
            let inPath = "\(home.path)/\(name)"
            try "".write(toFile: inPath, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: inPath)
            let beside = "\(folder)/\(name)"
            return FileManager.default.isExecutableFile(atPath: beside) ? beside : inPath
        }
        let expected = ServerPrograms(server: try place("roost-server"), keeper: try place("roost-keeper"))
        #expect(try ServerPrograms.installed(path: "/nowhere:\(home.path)") == expected)
    }

    @Test func `the server of a roost lies beside it, and one from before is its own`() throws {
        let home = try TemporaryHome()
        #expect(ServerPrograms.server(besides: home.path + "/roost") == home.path + "/roost")
        let server = home.path + "/roost-server"
        try "".write(toFile: server, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: server)
        #expect(ServerPrograms.server(besides: home.path + "/roost") == server)
        #expect(ServerPrograms.server(besides: server) == server)
    }
}
