import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import RoostTasks
import Synchronization

/// An HTTP server on the loopback that does what a test says, byte for byte.
///
/// It runs on NIO's own threads: tests may block theirs. Each connection takes the next script, and plays it when its
/// first request is whole.
final class ScriptedServer: Sendable {
    /// What a connection does next.
    enum Step: Sendable {
        case send(String)
        /// Each byte in a packet of its own.
        case sendByByte(String)
        /// Waits for another request.
        case awaitRequest
        /// Speaks TLS from here on, as behind a proxy's `CONNECT`.
        case startTLS
        /// In order, with what was sent before it.
        case close
        /// As a machine does that is switched off and on.
        case reset
    }

    /// What a client sent.
    struct Request: Sendable {
        /// `POST /v1/messages HTTP/1.1`.
        let line: String
        /// By name in small letters.
        let headers: [String: String]
        let body: String

        var json: JSONValue { JSONParser.parse(body) ?? .null }
    }

    private struct State {
        var scripts: [[Step]]
        var requests: [Request] = []
    }

    private let state: Mutex<State>
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - scripts: One for each connection; one more connection is closed at once.
    ///   - isSecure: It speaks TLS from the first byte on.
    /// - Throws: What NIO throws without a port.
    init(_ scripts: [Step]..., isSecure: Bool = false) throws {
        state = Mutex(State(scripts: scripts))
        let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    if isSecure {
                        let context = try TestCertificate.serverContext.get()
                        try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try child.pipeline.syncOperations.addHandler(ScriptHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
        self.channel.withLock { $0 = channel }
    }

    /// Stops listening; connections end with their clients.
    func stop() {
        channel.withLock { $0?.close(promise: nil) }
    }

    var port: Int { channel.withLock { $0?.localAddress?.port } ?? 0 }
    /// `http://127.0.0.1:PORT`.
    var address: String { "http://127.0.0.1:\(port)" }
    /// All that were whole, oldest first.
    var requests: [Request] { state.withLock { $0.requests } }

    fileprivate func nextScript() -> [Step] {
        state.withLock { $0.scripts.isEmpty ? [.close] : $0.scripts.removeFirst() }
    }

    fileprivate func record(_ request: Request) {
        state.withLock { $0.requests.append(request) }
    }
}

extension ScriptedServer.Request {
    /// Takes a request off the front of bytes; nil as long as it is not whole.
    fileprivate init?(from bytes: inout [UInt8]) {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let gap = bytes.firstRange(of: end) else { return nil }
        let lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for header in lines.dropFirst() {
            let parts = header.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard bytes.count >= gap.upperBound + length else { return nil }
        line = lines.first.map { String($0) } ?? ""
        self.headers = headers
        body = String(decoding: bytes[gap.upperBound..<(gap.upperBound + length)], as: UTF8.self)
        bytes.removeFirst(gap.upperBound + length)
    }
}

/// Plays the script of one connection.
private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: ScriptedServer
    private var received: [UInt8] = []
    private var steps: [ScriptedServer.Step]?
    private var isWaiting = true

    init(_ server: ScriptedServer) {
        self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        takeRequest(context)
    }

    /// The client is gone, or was cut off on purpose.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func takeRequest(_ context: ChannelHandlerContext) {
        guard isWaiting, let request = ScriptedServer.Request(from: &received) else { return }
        isWaiting = false
        server.record(request)
        if steps == nil { steps = server.nextScript() }
        play(context)
    }

    private func play(_ context: ChannelHandlerContext) {
        guard let step = steps?.first else { return }
        steps?.removeFirst()
        switch step {
        case .send(let text): write(Array(text.utf8)[...], packet: .max, context)
        case .sendByByte(let text): write(Array(text.utf8)[...], packet: 1, context)
        case .awaitRequest:
            isWaiting = true
            takeRequest(context)
        case .startTLS:
            do {
                let handler = NIOSSLServerHandler(context: try TestCertificate.serverContext.get())
                try context.pipeline.syncOperations.addHandler(handler, position: .first)
                play(context)
            } catch {
                context.close(promise: nil)
            }
        case .close: context.close(promise: nil)
        case .reset:
            // socket(7): closing throws away what is unsent, and the other side sees ECONNRESET.
            let socket = context.channel as? any SocketOptionProvider
            socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>, packet: Int, _ context: ChannelHandlerContext) {
        guard !bytes.isEmpty else { return play(context) }
        let part = bytes.prefix(packet)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: part))).assumeIsolated().whenSuccess {
            self.write(bytes.dropFirst(packet), packet: packet, context)
        }
    }
}
