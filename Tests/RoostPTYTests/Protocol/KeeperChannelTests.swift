import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostTestSupport
import Testing

@Suite struct KeeperChannelTests {
    /// Two ends of one connection.
    private struct Ends: ~Copyable {
        var first: KeeperChannel
        var second: KeeperChannel

        init() throws {
            let pair = try UnixSocket.pair().take()
            first = KeeperChannel(owning: pair.first)
            second = KeeperChannel(owning: pair.second)
        }
    }

    private func inode(_ descriptor: Int32) -> UInt64 {
        var facts = stat()
        return unsafe fstat(descriptor, &facts) == 0 ? UInt64(facts.st_ino) : 0
    }

    @Test func `each frame gets the descriptor that was sent with it`() throws {
        var ends = try Ends()
        let folder = try TemporaryFolder()
        let files = (0..<40).map { number in
            unsafe open("\(folder.path)/\(number)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        }
        defer { files.forEach { close($0) } }
        for (number, file) in files.enumerated() {
            try ends.first.send(.master, body: [UInt8(number)], descriptor: file)
            if number.isMultiple(of: 3) { try ends.first.send(.exited, body: pattern(number * 300)) }
        }
        var next = 0
        while next < files.count {
            try ends.first.flush()
            _ = try ends.second.receive()
            while let (frame, descriptor) = try ends.second.next() {
                guard frame.kind == KeeperProtocol.Kind.master.rawValue else {
                    #expect(descriptor == -1)
                    continue
                }
                #expect(frame.body == [UInt8(next)])
                #expect(inode(descriptor) == inode(files[next]))
                #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
                close(descriptor)
                next += 1
            }
        }
    }

    @Test func `what the socket does not take waits, and goes in order`() throws {
        var ends = try Ends()
        let bodies = (0..<30).map { pattern(40_000, from: $0) }
        for body in bodies { try ends.first.send(.spawn, body: body) }
        #expect(ends.first.pendingByteCount > 0)
        var received: [[UInt8]] = []
        while received.count < bodies.count {
            try ends.first.flush()
            _ = try ends.second.receive()
            while let (frame, _) = try ends.second.next() { received.append(frame.body) }
        }
        #expect(received == bodies)
        #expect(ends.first.pendingByteCount == 0)
    }

    @Test func `a descriptor that was queued is open until it is sent`() throws {
        var ends = try Ends()
        try ends.first.send(.spawn, body: pattern(1 << 20))
        let folder = try TemporaryFolder()
        let file = unsafe open("\(folder.path)/file", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let number = inode(file)
        try ends.first.send(.master, body: [1], descriptor: file)
        close(file)
        while true {
            try ends.first.flush()
            _ = try ends.second.receive()
            guard let (frame, descriptor) = try ends.second.next(), frame.body == [1] else { continue }
            #expect(inode(descriptor) == number)
            close(descriptor)
            return
        }
    }

    @Test func `the end of the other side is a failure without an errno`() throws {
        let pair = try UnixSocket.pair().take()
        var channel = KeeperChannel(owning: pair.first)
        #expect(try channel.receive() == false)
        close(pair.second)
        #expect(throws: KeeperChannel.Failure.self) { try channel.receive() }
        #expect(throws: KeeperChannel.Failure.self) { try channel.send(.rest, body: []) }
    }

    @Test func `what was sent before the end still comes`() throws {
        let pair = try UnixSocket.pair().take()
        var channel = KeeperChannel(owning: pair.first)
        do {
            var other = KeeperChannel(owning: pair.second)
            try other.send(.rest, body: [])
        }
        #expect(try channel.receive())
        #expect(try channel.next()?.frame.kind == KeeperProtocol.Kind.rest.rawValue)
        #expect(throws: KeeperChannel.Failure.self) { try channel.receive() }
    }
}
