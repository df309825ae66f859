private import CPosix
private import Glibc

extension UnixSocket {
    /// The most descriptors that one message carries (the kernel's SCM_MAX_FD).
    package static let descriptorLimit = Int(ROOST_MAXIMUM_RIGHTS)

    /// Sends bytes, and copies of descriptors with the first of them; never waits, raises no SIGPIPE.
    ///
    /// - Parameters:
    ///   - bytes: At least one: a stream carries no descriptors without.
    ///   - descriptors: At most ``descriptorLimit``; they stay open here.
    ///   - socket: Where to.
    /// - Returns: How many bytes went; 0 if there is no room now. If any went, all descriptors did.
    /// - Throws: ``IOError`` with EPIPE or ECONNRESET when the peer is gone, EINVAL for a wrong count.
    package static func send(
        _ bytes: [UInt8], descriptors: [Int32] = [], to socket: Int32
    ) throws(IOError) -> Int {
        let answer = SystemCall.send(bytes, descriptors: descriptors, to: socket)
        guard answer != -Int(EAGAIN) else { return 0 }
        return try IOError.check(
            .send(byteCount: bytes.count, descriptorCount: descriptors.count, descriptor: socket), answer)
    }

    /// Takes what came, at most `maximum` bytes, with the descriptors that came with it; never waits.
    ///
    /// The kernel ends a message after the bytes that descriptors were sent with, so those of two sends never come
    /// in one.
    ///
    /// - Parameters:
    ///   - socket: Where from.
    ///   - maximum: Room for bytes.
    ///   - descriptors: Room for descriptors, at most ``descriptorLimit``; more are closed and noted.
    /// - Returns: nil if nothing came yet.
    /// - Throws: ``IOError``, as with ECONNRESET.
    package static func receive(
        from socket: Int32, maximum: Int, descriptors: Int
    ) throws(IOError) -> SocketMessage? {
        var bytes: [UInt8] = []
        var numbers: [Int32] = []
        var lost = false
        let answer = pastReset {
            bytes = [UInt8](repeating: 0, count: max(0, maximum))
            numbers = [Int32](repeating: -1, count: min(max(0, descriptors), descriptorLimit))
            return SystemCall.receive(from: socket, &bytes, &numbers, lost: &lost)
        }
        guard answer != -Int(EAGAIN) else { return nil }
        try IOError.check(.receive(descriptor: socket), answer)
        return SocketMessage(bytes: bytes, descriptors: numbers, lostDescriptors: lost)
    }

    /// Reads into the front of `buffer`, without descriptors: those that came are closed.
    ///
    /// - Returns: How many bytes; 0 at the end; nil if nothing came yet.
    /// - Throws: ``IOError``.
    package static func read(from descriptor: Int32, into buffer: inout [UInt8]) throws(IOError) -> Int? {
        let answer = pastReset { SystemCall.read(descriptor, into: &buffer) }
        guard answer != -Int(EAGAIN) else { return nil }
        return try IOError.check(.read(descriptor: descriptor), answer)
    }

    /// Reads on behind a reset, which says that the peer has not read all that was sent to it.
    ///
    /// The kernel tells it once. What the peer sent before it went can still be read, and then the end.
    private static func pastReset(_ read: () -> Int) -> Int {
        var answer = read()
        for _ in 0..<8 where answer == -Int(ECONNRESET) { answer = read() }
        return answer
    }
}

/// What one ``UnixSocket/receive(from:maximum:descriptors:)`` took; closes the descriptors that nobody took from it.
package struct SocketMessage: ~Copyable, Sendable {
    /// What came; empty at the end of the stream.
    package let bytes: [UInt8]
    /// Whether descriptors came for which there was no room, or no number; they are closed.
    package let lostDescriptors: Bool
    private var descriptors: [Int32]

    fileprivate init(bytes: [UInt8], descriptors: [Int32], lostDescriptors: Bool) {
        self.bytes = bytes
        self.descriptors = descriptors.reversed()
        self.lostDescriptors = lostDescriptors
    }

    deinit {
        for descriptor in descriptors { _ = Descriptor(descriptor) }
    }

    /// Whether the peer will send nothing more.
    package var isEnd: Bool { bytes.isEmpty }

    /// How many descriptors are left to take.
    package var descriptorCount: Int { descriptors.count }

    /// Takes the next descriptor, in the order of sending; nil when all are taken.
    package mutating func takeDescriptor() -> Descriptor? {
        descriptors.popLast().map { Descriptor($0) }
    }
}
