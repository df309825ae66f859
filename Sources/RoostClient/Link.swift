private import FoundationEssentials
import RoostIO
import RoostWire

/// One connection of an ``AttachedConnection``: cuts what comes into frames, and writes what goes.
///
/// Lives on the loop. Its end closes the socket.
final class Link {
    private let socket: Descriptor
    private let writer: StreamWriter
    private let watch: Watch
    private var decoder = FrameDecoder()
    private var buffer = [UInt8](repeating: 0, count: Link.readSize)

    /// A repaint of a large screen in few reads, without a large buffer to clear.
    private static let readSize = 1 << 15
    /// Keys are few bytes: what is above the high mark is a server that does not read; a paste goes in one frame.
    private static let marks = WaterMarks(low: 32 << 10, high: 64 << 10, limit: Frame.maximumLength + 1 << 20)

    /// Takes over a connected socket.
    ///
    /// - Parameters:
    ///   - socket: Connected; owned from now on.
    ///   - loop: Where it lives.
    ///   - onReadable: Called on the loop whenever ``receive()`` has something to do.
    ///   - onWritable: Called on the loop when ``isWritable`` turns true again.
    ///   - onBroken: Called on the loop when nothing more can be written.
    /// - Throws: ``IOError`` when the socket cannot be watched.
    init(
        socket: consuming Descriptor, loop: EventLoop, onReadable: @escaping @Sendable () -> Void,
        onWritable: @escaping @Sendable () -> Void, onBroken: @escaping @Sendable (IOError) -> Void
    ) throws(IOError) {
        let raw = socket.raw
        watch = try loop.watch(raw, for: .readable) { _ in onReadable() }
        writer = StreamWriter(
            descriptor: raw, loop: loop, marks: Self.marks, onWritable: onWritable, onError: onBroken)
        self.socket = socket
    }

    deinit {
        close()
    }

    /// Ends the watch and drops what was not written yet.
    func close() {
        watch.cancel()
        writer.close()
    }

    /// False while more waits than a server that reads would leave.
    var isWritable: Bool { writer.isWritable }

    /// Sends a frame after all others; false when there is no room for it.
    @discardableResult
    func send(_ frame: Frame) -> Bool {
        writer.write(frame.encoded)
    }

    /// Nothing that is sent arrives any more.
    var isFailed: Bool { writer.isFailed }

    /// What one read brought.
    enum Arrival {
        /// There was nothing to read.
        case nothing
        /// The frames that are whole now, none if one is half here.
        case frames([Frame])
        /// Why nothing more will come.
        case end(String)
    }

    /// Reads once, and gives the frames that are whole now.
    ///
    /// The frames that came before a bad one are lost with it: the connection is of no use any more.
    func receive() -> Arrival {
        do {
            guard let count = try UnixSocket.read(from: socket.raw, into: &buffer) else { return .nothing }
            guard count > 0 else { return .end("the server closed the connection") }
            decoder.append(buffer[..<count])
            var frames: [Frame] = []
            while let frame = try decoder.next() { frames.append(frame) }
            return .frames(frames)
        } catch {
            return .end("\(error)")
        }
    }
}
