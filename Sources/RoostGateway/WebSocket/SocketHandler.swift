import NIOCore
import NIOWebSocket

/// One WebSocket: hands whole messages to the gateway, and answers what the protocol itself asks.
final class SocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// Bytes of a message.
    static let messageLimit = 1 << 20

    private let gateway: Gateway
    private let parameters: Socket.Parameters
    private let id: SocketID
    private var context: ChannelHandlerContext?
    private var isClosing = false

    init(_ gateway: Gateway, _ parameters: Socket.Parameters) {
        self.gateway = gateway
        self.parameters = parameters
        id = gateway.assumeIsolated { $0.takeSocketID() }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// The pipeline is ready.
    func opened() {
        guard let channel = context?.channel else { return }
        let (id, parameters) = (id, parameters)
        gateway.assumeIsolated { $0.opened(id, channel, parameters) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        let id = id
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text:
            guard let text = String(validating: frame.unmaskedData.readableBytesView, as: UTF8.self) else {
                return close(.invalidText, context)
            }
            gateway.assumeIsolated { $0.said(id, text) }
        case .binary: close(.unsupportedData, context)
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
            gateway.assumeIsolated { $0.heard(id) }
        case .pong: gateway.assumeIsolated { $0.heard(id) }
        case .connectionClose:
            var data = frame.unmaskedData
            let code = data.readInteger(as: UInt16.self).flatMap(CloseCode.init(rawValue:)) ?? .normal
            close(code, context)
        default: close(.protocolError, context)
        }
    }

    private func close(_ code: CloseCode, _ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        let id = id
        gateway.assumeIsolated { $0.close(id, code) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        // Who does not read what is said is not listened to either.
        context.channel.setOption(.autoRead, value: context.channel.isWritable).whenFailure { _ in }
        let id = id
        if context.channel.isWritable { gateway.assumeIsolated { $0.pump(id) } }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosing = true
        let id = id
        gateway.assumeIsolated { $0.closed(id) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as FrameError: close(error.code, context)
        case NIOWebSocketError.invalidFrameLength: close(.tooLarge, context)
        case is NIOWebSocketError: close(.protocolError, context)
        case NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge,
            NIOWebSocketFrameAggregator.Error.tooManyFragments:
            close(.tooLarge, context)
        case is NIOWebSocketFrameAggregator.Error: close(.protocolError, context)
        default: context.close(promise: nil)
        }
    }
}
