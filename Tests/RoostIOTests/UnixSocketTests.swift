import Foundation
import Glibc
import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct UnixSocketTests {
    @Test func `a connection carries bytes both ways and knows its peer`() throws {
        try TemporaryFolder.with { directory in
            let listener = try UnixSocket.listen(at: "\(directory)/s")
            #expect(try !accepts(listener.raw))
            let client = try UnixSocket.connect(to: "\(directory)/s")
            guard let accepted = try UnixSocket.accept(listener) else {
                Issue.record("no connection waits")
                return
            }
            #expect(try !accepts(listener.raw))
            try write([1], to: client.raw)
            try write([2], to: accepted.raw)
            #expect(try read(from: accepted.raw) == [1])
            #expect(try read(from: client.raw) == [2])
            for descriptor in [client.raw, accepted.raw] {
                let peer = try UnixSocket.peer(of: descriptor)
                #expect(peer.uid == geteuid())
                #expect(peer.pid == getpid())
            }
        }
    }

    @Test func `the socket file is private and the descriptors are close-on-exec and non-blocking`() throws {
        try TemporaryFolder.with { directory in
            let listener = try UnixSocket.listen(at: "\(directory)/s")
            let client = try UnixSocket.connect(to: "\(directory)/s")
            var facts = SystemCall.FileFacts()
            #expect(SystemCall.inspect("\(directory)/s", &facts) == 0)
            #expect(facts.mode == 0o600)
            #expect(facts.isSocket)
            let accepted = try UnixSocket.accept(listener)?.take()
            let descriptors = try [listener.raw, client.raw, #require(accepted)]
            for descriptor in descriptors {
                #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
                #expect(fcntl(descriptor, F_GETFL) & O_NONBLOCK != 0)
            }
            _ = Descriptor(descriptors[2])
        }
    }

    @Test func `a socket file that nobody listens at is replaced`() throws {
        try TemporaryFolder.with { directory in
            _ = try UnixSocket.listen(at: "\(directory)/s")
            #expect(throws: IOError(.connect(path: "\(directory)/s"), errno: ECONNREFUSED)) {
                _ = try UnixSocket.connect(to: "\(directory)/s")
            }
            let listener = try UnixSocket.listen(at: "\(directory)/s")
            _ = try UnixSocket.connect(to: "\(directory)/s")
            #expect(try accepts(listener.raw))
        }
    }

    @Test func `a socket that somebody listens at is left alone`() throws {
        try TemporaryFolder.with { directory in
            let listener = try UnixSocket.listen(at: "\(directory)/s")
            #expect(throws: IOError(.listen(path: "\(directory)/s"), errno: EADDRINUSE)) {
                _ = try UnixSocket.listen(at: "\(directory)/s")
            }
            _ = try UnixSocket.connect(to: "\(directory)/s")
            #expect(try accepts(listener.raw))
        }
    }

    @Test func `a full queue is a refusal, not a wait, and still somebody's socket`() throws {
        try TemporaryFolder.with { directory in
            let path = "\(directory)/s"
            let listener = try UnixSocket.listen(at: path)
            var clients: [Int32] = []
            defer { for client in clients { _ = Descriptor(client) } }
            #expect(throws: IOError(.connect(path: path), errno: EAGAIN)) {
                while true { clients.append(try UnixSocket.connect(to: path).take()) }
            }
            #expect(clients.count >= 128)
            #expect(throws: IOError(.connect(path: path), errno: EAGAIN)) {
                _ = try UnixSocket.connect(to: path, patience: 20)
            }
            #expect(throws: IOError(.listen(path: path), errno: EADDRINUSE)) {
                _ = try UnixSocket.listen(at: path)
            }
            for _ in clients { #expect(try accepts(listener.raw)) }
        }
    }

    @Test func `with patience a full queue is waited for until it has room`() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/s"
        let listener = try UnixSocket.listen(at: path)
        var clients: [Int32] = []
        defer { for client in clients { _ = Descriptor(client) } }
        while let next = try? UnixSocket.connect(to: path) { clients.append(next.take()) }
        let late = Task.detached { () throws(IOError) -> Bool in
            let descriptor = try UnixSocket.connect(to: path, patience: -1)
            return fcntl(descriptor.raw, F_GETFL) & O_NONBLOCK != 0
        }
        for _ in clients { #expect(try accepts(listener.raw)) }
        #expect(try await late.value)
    }

    @Test func `a file that is no socket is never removed`() throws {
        try TemporaryFolder.with { directory in
            try Files.writeAtomically([1], to: "\(directory)/s")
            #expect(throws: IOError(.listen(path: "\(directory)/s"), errno: EEXIST)) {
                _ = try UnixSocket.listen(at: "\(directory)/s")
            }
            #expect(try Files.readAll("\(directory)/s") == [1])
        }
    }

    @Test(arguments: [1, 60, 106, 107, 108, 109, 200, 900])
    func `a path of any length works`(length: Int) throws {
        try TemporaryFolder.with { root in
            var directory = root
            while directory.utf8.count + 2 < length {
                let missing = length - directory.utf8.count - 2
                directory += "/" + String(repeating: "d", count: min(100, max(1, missing - 1)))
            }
            try Files.makePrivateDirectory(directory)
            let path = "\(directory)/s"
            let listener = try UnixSocket.listen(at: path)
            _ = try UnixSocket.connect(to: path)
            #expect(try accepts(listener.raw))
            #expect(throws: IOError(.listen(path: path), errno: EADDRINUSE)) {
                _ = try UnixSocket.listen(at: path)
            }
            var facts = SystemCall.FileFacts()
            #expect(SystemCall.inspect(path, &facts) == 0)
            #expect(facts.isSocket && facts.mode == 0o600)
        }
    }

    @Test func `a path that cannot be is refused`() throws {
        let long = String(repeating: "x", count: 150)
        #expect(throws: IOError(.listen(path: long), errno: ENAMETOOLONG)) {
            _ = try UnixSocket.listen(at: long)
        }
        #expect(throws: IOError(.listen(path: "/tmp/\(long)"), errno: ENAMETOOLONG)) {
            _ = try UnixSocket.listen(at: "/tmp/\(long)")
        }
        #expect(throws: IOError(.connect(path: "/tmp/a\0b"), errno: EINVAL)) {
            _ = try UnixSocket.connect(to: "/tmp/a\0b")
        }
        #expect(throws: IOError(.connect(path: ""), errno: ENOENT)) {
            _ = try UnixSocket.connect(to: "")
        }
    }

    @Test func `something that is no socket has no peer`() throws {
        let null = Descriptor(SystemCall.open("/dev/null", O_RDWR))
        #expect(throws: IOError(.identifyPeer(descriptor: null.raw), errno: ENOTSOCK)) {
            _ = try UnixSocket.peer(of: null.raw)
        }
    }

    /// Needs root for a second user; says nothing elsewhere.
    @Test(.enabled(if: geteuid() == 0))
    func `a connection of another user is closed unseen`() async {
        await #expect(processExitsWith: .success) {
            try TemporaryFolder.with { directory in
                let path = "\(directory)/s"
                let listener = try UnixSocket.listen(at: path)
                try setMode(0o755, of: directory)
                try setMode(0o666, of: path)
                try #require(seteuid(12_345) == 0)
                #expect(throws: IOError(.connect(path: path), errno: EACCES)) {
                    _ = try UnixSocket.connect(to: path)
                }
                let foreign = Descriptor(SystemCall.connect(path))
                try #require(foreign.raw >= 0 && seteuid(0) == 0)
                let own = try UnixSocket.connect(to: path)
                try write([1], to: own.raw)
                guard let accepted = try UnixSocket.accept(listener) else {
                    throw IOError(.makePair, errno: 0)
                }
                let bytes = try read(from: accepted.raw)
                let end = try read(from: foreign.raw)
                guard bytes == [1], end == [] else { throw IOError(.makePair, errno: 0) }
            }
        }
    }
}
