import NIOCore

/// Ends a connection whose call takes too long to come: for its header from the first byte on, for its body, and for
/// the next call.
///
/// Before the decoder, since that tells of nothing before a header is whole.
final class HeaderDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private enum Phase {
        /// Nothing of the next call has come.
        case idle
        case header
        case body
        /// It is being answered, however long that takes.
        case answering
    }

    private let patience: GatewaySettings.Patience
    private var phase = Phase.idle
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    init(_ patience: GatewaySettings.Patience) {
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        // A new connection has nothing to think about.
        set(patience.header)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if phase == .idle {
            phase = .header
            set(patience.header)
        }
        context.fireChannelRead(data)
    }

    /// A header is whole.
    func headEnded() {
        phase = .body
        set(patience.body)
    }

    /// A call is whole.
    func callEnded() {
        phase = .answering
        timer?.cancel()
    }

    /// A call was answered.
    func answered() {
        phase = .idle
        set(patience.idle)
    }

    private func set(_ milliseconds: Int64) {
        timer?.cancel()
        guard let context else { return }
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
            channel.close(promise: nil)
        }
    }
}
