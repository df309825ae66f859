import NIOCore
import RoostClient
import RoostWire

/// Cuts what comes from the server into frames, for the link that owns the connection.
final class LinkChannel: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let link: ServerLink
    /// Which of the link's connections this is.
    private let generation: Int
    private var decoder = FrameDecoder()

    init(_ link: ServerLink, generation: Int) {
        self.link = link
        self.generation = generation
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let generation = generation
        decoder.append(Array(unwrapInboundIn(data).readableBytesView)[...])
        do throws(WireError) {
            while let frame = try decoder.next() {
                link.assumeIsolated { $0.take(frame, of: generation) }
            }
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let generation = generation
        link.assumeIsolated { $0.lost(generation) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
