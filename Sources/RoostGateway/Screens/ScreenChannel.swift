import NIOCore
import RoostClient
import RoostModel
import RoostWire

/// A browser's own connection to the server: it shows one session, and its frames wait for the browser.
///
/// One for each, so that the server paces each by itself: what a slow one does not acknowledge is not made.
final class ScreenChannel: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let gateway: Gateway
    private let id: SocketID
    /// Which of the browser's connections this is.
    private let generation: Int
    private let request: Request.Client
    private var decoder = FrameDecoder()
    private var hasGreeted = false

    /// Makes one that shows a session as soon as the server has greeted.
    init(_ gateway: Gateway, _ id: SocketID, generation: Int, session: SessionID, isReadOnly: Bool) {
        self.gateway = gateway
        self.id = id
        self.generation = generation
        request = .watch(session: session, isReadOnly: isReadOnly)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(Array(unwrapInboundIn(data).readableBytesView)[...])
        do {
            while let frame = try decoder.next() { try take(frame, context) }
        } catch {
            context.close(promise: nil)
        }
    }

    private func take(_ frame: Frame, _ context: ChannelHandlerContext) throws {
        let (id, generation) = (id, generation)
        guard hasGreeted else {
            _ = try Handshake.check(frame)
            hasGreeted = true
            let frame = try Frame(.client(request), number: 1)
            context.writeAndFlush(
                wrapOutboundOut(context.channel.allocator.buffer(bytes: frame.encoded)), promise: nil)
            return
        }
        guard let message = try ServerMessage(frame) else { return }
        gateway.assumeIsolated { $0.heard(message, for: id, generation) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let (id, generation) = (id, generation)
        gateway.assumeIsolated { $0.lostScreen(id, generation) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// How far a browser's terminal is.
struct ScreenView {
    /// To the server; nil while there is none.
    var channel: (any Channel)?
    /// Counts the connections.
    var generation = 0
    /// A connection is being made.
    var isOpening = false
    /// Lines of the scrollback are on their way.
    var isFetching = false
}
