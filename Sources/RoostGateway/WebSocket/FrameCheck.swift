import NIOCore
import NIOWebSocket

/// What RFC 6455 asks of each frame and NIO does not look at: masks, reserved bits, opcodes, close frames.
///
/// Before the aggregator, which drops masks and reserved bits.
final class FrameCheck: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        if let code = Self.problem(frame) {
            context.fireErrorCaught(FrameError(code: code))
        } else {
            context.fireChannelRead(data)
        }
    }

    /// Why a frame of a client cannot be; nil for one that can.
    static func problem(_ frame: WebSocketFrame) -> CloseCode? {
        guard frame.maskKey != nil, frame.reservedBits.isEmpty else { return .protocolError }
        switch frame.opcode {
        case .continuation, .text, .binary: return nil
        case .ping, .pong: return frame.fin ? nil : .protocolError
        case .connectionClose:
            guard frame.fin else { return .protocolError }
            var data = frame.unmaskedData
            guard data.readableBytes > 0 else { return nil }
            guard let code = data.readInteger(as: UInt16.self), CloseCode.isValid(code) else {
                return .protocolError
            }
            let reason = data.readableBytesView
            return String(validating: reason, as: UTF8.self) == nil ? .invalidText : nil
        default: return .protocolError
        }
    }
}

/// A frame that cannot be.
struct FrameError: Error, Hashable {
    let code: CloseCode
}
