private import CPosix
private import Glibc

/// One end of the connection between keeper and server: frames in order, one descriptor at most with each.
///
/// Owns its socket, which is non-blocking. Never blocks: what the socket does not take waits here, and the owner
/// bounds that by ``pendingByteCount``. The second fence of the module: sendmsg(2) and recvmsg(2) take pointers.
@safe package struct KeeperChannel: ~Copyable {
    /// The connection cannot be used any more; errno, 0 when the peer closed it.
    package struct Failure: Error, Hashable {
        package let errno: Int32
    }

    private struct Outgoing {
        var bytes: [UInt8]
        var sent = 0
        /// A duplicate, closed when it is sent; -1 for none.
        var descriptor: Int32
    }

    /// The socket; watch it for input always, and for output while ``pendingByteCount`` is above 0.
    package let descriptor: Int32
    private var decoder = FrameDecoder()
    /// Descriptors whose frames are not taken yet, in order; -1 for one that the kernel could not give.
    private var arrived: [Int32] = []
    private var queue: [Outgoing] = []
    private var scratch: [UInt8] = []
    /// Bytes that wait for the socket.
    package private(set) var pendingByteCount = 0

    /// Takes over a connected, non-blocking Unix stream socket.
    package init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        for passed in arrived where passed >= 0 { _ = close(passed) }
        for outgoing in queue where outgoing.descriptor >= 0 { _ = close(outgoing.descriptor) }
        _ = close(descriptor)
    }

    /// Sends a frame now or later; `passed` stays the caller's.
    ///
    /// What has to wait keeps a duplicate of `passed`. When no descriptor is left for that, the frame goes without
    /// it, and the peer learns that there was none: a connection that has sent all else in order is worth more.
    package mutating func send(
        _ kind: KeeperProtocol.Kind, body: [UInt8], descriptor passed: Int32? = nil
    ) throws(Failure) {
        let frame = KeeperFrame(kind, body: body, carriesDescriptor: passed != nil)
        var outgoing = Outgoing(bytes: frame.encoded, descriptor: passed ?? -1)
        if queue.isEmpty { outgoing.sent = try transmitNow(outgoing) }
        guard outgoing.sent < outgoing.bytes.count else { return }
        // The first byte takes the descriptor along.
        outgoing.descriptor = -1
        if outgoing.sent == 0, let passed {
            outgoing.descriptor = roost_duplicate(passed)
            if outgoing.descriptor < 0 {
                outgoing.bytes = KeeperFrame(kind, body: body, carriesDescriptor: false).encoded
            }
        }
        pendingByteCount += outgoing.bytes.count - outgoing.sent
        queue.append(outgoing)
    }

    /// How many bytes the socket takes at once, 0 when it takes none now.
    private func transmitNow(_ outgoing: Outgoing) throws(Failure) -> Int {
        let sent = transmit(outgoing)
        // ETOOMANYREFS: as many descriptors are under way as we may have open; the peer takes them.
        if sent == -EAGAIN || sent == -ETOOMANYREFS { return 0 }
        guard sent >= 0 else { throw Failure(errno: Int32(truncatingIfNeeded: -sent)) }
        return sent
    }

    /// Sends what waits, as far as the socket takes it.
    package mutating func flush() throws(Failure) {
        var done = 0
        defer { if done > 0 { queue.removeFirst(done) } }
        while done < queue.count {
            let sent = try transmitNow(queue[done])
            guard sent > 0 else { return }
            pendingByteCount -= sent
            queue[done].sent += sent
            if queue[done].descriptor >= 0 {
                _ = close(queue[done].descriptor)
                queue[done].descriptor = -1
            }
            if queue[done].sent == queue[done].bytes.count { done += 1 }
        }
    }

    private func transmit(_ outgoing: Outgoing) -> Int {
        unsafe outgoing.bytes.withUnsafeBytes { bytes in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[outgoing.sent...])
            guard outgoing.descriptor >= 0 else {
                return unsafe roost_send(descriptor, rest.baseAddress, rest.count, nil, 0)
            }
            return unsafe withUnsafePointer(to: outgoing.descriptor) { passed in
                unsafe roost_send(descriptor, rest.baseAddress, rest.count, passed, 1)
            }
        }
    }

    /// Receives once; gives false when nothing waits.
    package mutating func receive() throws(Failure) -> Bool {
        if scratch.isEmpty { scratch = Array(repeating: 0, count: 16 << 10) }
        var passed: Int32 = -1
        var passedCount: Int32 = 1
        var lost: Int32 = 0
        let socket = descriptor
        let received = unsafe scratch.withUnsafeMutableBytes { bytes in
            unsafe roost_receive(socket, bytes.baseAddress, bytes.count, &passed, &passedCount, &lost)
        }
        if received == -EAGAIN { return false }
        guard received > 0 else { throw Failure(errno: Int32(truncatingIfNeeded: -received)) }
        if passedCount > 0 {
            arrived.append(passed)
        } else if lost != 0 {
            arrived.append(-1)
        }
        decoder.append(scratch[..<received])
        return true
    }

    /// Takes the next whole frame, with its descriptor, which becomes the caller's: -1 when there is none.
    package mutating func next() throws(Failure) -> (frame: KeeperFrame, descriptor: Int32)? {
        let frame: KeeperFrame?
        do {
            frame = try decoder.next()
        } catch {
            throw Failure(errno: EMSGSIZE)
        }
        guard let frame else { return nil }
        guard frame.carriesDescriptor, !arrived.isEmpty else { return (frame, -1) }
        return (frame, arrived.removeFirst())
    }
}
