import RoostIO
import RoostWire
import Testing

@testable import RoostServer

/// A client's connection, whose other end a test reads when it likes.
struct StalledClient: ~Copyable {
    let client: Client
    private let loop: EventLoop
    private let peer: Descriptor
    private let writable: AsyncStream<Void>

    init() throws {
        let pair = try UnixSocket.pair()
        let (ours, theirs) = pair.take()
        let loop = try EventLoop(name: "test")
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let writer = StreamWriter(
            descriptor: ours, loop: loop, marks: Client.marks, onWritable: { continuation.yield() },
            onError: { Issue.record("\($0)") })
        try loop.start()
        self.loop = loop
        writable = stream
        client = Client(id: ClientID(rawValue: 1), descriptor: Descriptor(ours), writer: writer, pid: 1)
        peer = Descriptor(theirs)
    }

    deinit {
        client.writer.close()
        loop.stop()
    }

    /// Reads until the writer, which is above its high mark, can take more.
    func readUntilWritable() async throws {
        let raw = peer.raw
        let watch = try loop.watch(raw, for: .readable) { _ in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            _ = try? UnixSocket.read(from: raw, into: &buffer)
        }
        for await _ in writable { break }
        watch.cancel()
    }

    /// What is in the socket now.
    func readRest() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while let count = try UnixSocket.read(from: peer.raw, into: &buffer), count > 0 {
            bytes += buffer[..<count]
        }
        return bytes
    }

    func frames(_ bytes: [UInt8]) throws -> [Frame] {
        var decoder = FrameDecoder()
        decoder.append(bytes)
        var frames: [Frame] = []
        while let frame = try decoder.next() { frames.append(frame) }
        return frames
    }
}
