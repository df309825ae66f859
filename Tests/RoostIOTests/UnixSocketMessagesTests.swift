import Glibc
import Testing

@testable import RoostIO

@Suite struct UnixSocketMessagesTests {
    @Test func `descriptors arrive with their bytes, in order, and work`() throws {
        let channel = try UnixSocket.pair()
        let first = try UnixSocket.pair()
        let second = try UnixSocket.pair()
        let sent = try UnixSocket.send(
            [1, 2, 3], descriptors: [first.first.raw, second.first.raw], to: channel.first.raw)
        #expect(sent == 3)
        guard var message = try UnixSocket.receive(from: channel.second.raw, maximum: 100, descriptors: 4)
        else {
            Issue.record("nothing came")
            return
        }
        let (bytes, count, lost, isEnd) = (
            message.bytes, message.descriptorCount, message.lostDescriptors, message.isEnd
        )
        #expect(bytes == [1, 2, 3])
        #expect(count == 2)
        #expect(!lost && !isEnd)
        for (number, peer) in [first.second.raw, second.second.raw].enumerated() {
            guard let descriptor = message.takeDescriptor() else {
                Issue.record("descriptor \(number) is missing")
                return
            }
            #expect(fcntl(descriptor.raw, F_GETFD) & FD_CLOEXEC != 0)
            try write([UInt8(number)], to: descriptor.raw)
            #expect(try read(from: peer) == [UInt8(number)])
        }
        let isOver = message.takeDescriptor() == nil
        #expect(isOver)
    }

    @Test func `descriptors that nobody takes are closed`() throws {
        let channel = try UnixSocket.pair()
        let passed = try UnixSocket.pair().take()
        let peer = Descriptor(passed.second)
        _ = try UnixSocket.send([1], descriptors: [passed.first], to: channel.first.raw)
        _ = Descriptor(passed.first)
        #expect(try read(from: peer.raw) == nil)
        _ = try UnixSocket.receive(from: channel.second.raw, maximum: 10, descriptors: 1)
        #expect(try read(from: peer.raw) == [])
    }

    @Test(arguments: [0, 1, 2, 3])
    func `descriptors without room are closed and noted`(room: Int) throws {
        let channel = try UnixSocket.pair()
        let passed = try UnixSocket.pair().take()
        let peer = Descriptor(passed.second)
        _ = try UnixSocket.send(
            [1], descriptors: [passed.first, passed.first, passed.first], to: channel.first.raw)
        _ = Descriptor(passed.first)
        do {
            guard
                let message = try UnixSocket.receive(from: channel.second.raw, maximum: 9, descriptors: room)
            else {
                Issue.record("nothing came")
                return
            }
            let (count, lost) = (message.descriptorCount, message.lostDescriptors)
            #expect(count == room)
            #expect(lost == (room < 3))
            #expect(try (room > 0 ? nil : []) == read(from: peer.raw))
            _ = consume message
        }
        #expect(try read(from: peer.raw) == [])
    }

    @Test func `one message carries as many descriptors as the kernel allows`() throws {
        let channel = try UnixSocket.pair()
        let passed = try UnixSocket.pair()
        let many = [Int32](repeating: passed.first.raw, count: UnixSocket.descriptorLimit)
        #expect(try UnixSocket.send([1], descriptors: many, to: channel.first.raw) == 1)
        let count = try UnixSocket.receive(from: channel.second.raw, maximum: 1, descriptors: 300)?
            .descriptorCount
        #expect(count == 253)
        #expect(throws: IOError.self) {
            _ = try UnixSocket.send([1], descriptors: many + [0], to: channel.first.raw)
        }
        #expect(throws: IOError.self) {
            _ = try UnixSocket.send([], descriptors: [passed.first.raw], to: channel.first.raw)
        }
    }

    @Test func `the descriptors of two sends do not come in one`() throws {
        let channel = try UnixSocket.pair()
        let passed = try UnixSocket.pair()
        for byte in [UInt8(1), 2] {
            _ = try UnixSocket.send([byte], descriptors: [passed.first.raw], to: channel.first.raw)
        }
        for byte in [UInt8(1), 2] {
            guard let message = try UnixSocket.receive(from: channel.second.raw, maximum: 9, descriptors: 9)
            else {
                Issue.record("nothing came")
                return
            }
            let (bytes, count) = (message.bytes, message.descriptorCount)
            #expect(bytes == [byte])
            #expect(count == 1)
        }
    }

    @Test func `nothing, the end and a peer that is gone are three different things`() throws {
        let channel = try UnixSocket.pair()
        let nothing = try UnixSocket.receive(from: channel.first.raw, maximum: 10, descriptors: 0) == nil
        #expect(nothing)
        let other = channel.second.raw
        _ = shutdown(other, Int32(SHUT_RDWR))
        let end = try UnixSocket.receive(from: channel.first.raw, maximum: 10, descriptors: 0)?.isEnd
        #expect(end == true)
        #expect(
            throws: IOError(
                .send(byteCount: 1, descriptorCount: 0, descriptor: channel.first.raw), errno: EPIPE)
        ) {
            _ = try UnixSocket.send([1], to: channel.first.raw)
        }
    }

    @Test func `what a peer sent before it went with something unread is read, and then the end`() throws {
        let (socket, other) = try UnixSocket.pair().take()
        defer { close(socket) }
        #expect(try UnixSocket.send([1], to: socket) == 1)
        #expect(try UnixSocket.send([7, 8], to: other) == 2)
        close(other)
        var buffer = [UInt8](repeating: 0, count: 10)
        #expect(try UnixSocket.read(from: socket, into: &buffer) == 2)
        #expect(buffer.prefix(2) == [7, 8])
        #expect(try UnixSocket.read(from: socket, into: &buffer) == 0)
    }

    @Test func `a full socket takes nothing`() throws {
        let channel = try UnixSocket.pair()
        _ = fill(channel.first.raw)
        while try UnixSocket.send([1], to: channel.first.raw) == 1 {}
        #expect(try UnixSocket.send([1], to: channel.first.raw) == 0)
    }

    @Test func `bytes are cut at the maximum and go on after it`() throws {
        let channel = try UnixSocket.pair()
        _ = try UnixSocket.send([1, 2, 3, 4, 5], to: channel.first.raw)
        for expected in [[UInt8(1), 2], [3, 4], [5]] {
            let bytes = try UnixSocket.receive(from: channel.second.raw, maximum: 2, descriptors: 0)?.bytes
            #expect(bytes == expected)
        }
    }
}
