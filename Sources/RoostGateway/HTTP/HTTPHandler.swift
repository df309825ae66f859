import NIOCore
import NIOHTTP1
import NIOWebSocket

/// One connection: puts calls together, hands them to the gateway, and writes what it answers.
final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Bytes of a body.
    static let bodyLimit = 1 << 20

    private let gateway: Gateway
    private let deadline: HeaderDeadline
    private let peer: String
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    /// It was refused: what still comes of it is not looked at.
    private var isRefused = false
    /// The answer to the present call has no body.
    private var isHead = false
    private var listener: SocketID?
    /// When the header of the present call had come, and what it said.
    private var began: (method: String, uri: String, at: NIODeadline)?

    init(_ gateway: Gateway, _ deadline: HeaderDeadline, peer: String) {
        self.gateway = gateway
        self.deadline = deadline
        self.peer = peer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): began(head, context)
        case .body(let buffer):
            guard head != nil, !isRefused else { return }
            guard body.count + buffer.readableBytes <= Self.bodyLimit else {
                return refuse(Self.tooLarge, context)
            }
            body += buffer.readableBytesView
        case .end:
            guard let head, !isRefused else { return }
            deadline.callEnded()
            self.head = nil
            let bytes = body
            body = []
            isHead = head.method == .HEAD
            called(head, bytes, context)
        }
    }

    private func began(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.head = head
        began = (head.method.rawValue, head.uri, .now())
        body = []
        deadline.headEnded()
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        if length > Self.bodyLimit { refuse(Self.tooLarge, context) }
    }

    private static let tooLarge = APIError(
        .tooLarge, "read the body", cause: "it has more than \(bodyLimit) bytes", advice: "send less at once")

    // MARK: - Calls

    private func called(_ head: HTTPRequestHead, _ body: [UInt8], _ context: ChannelHandlerContext) {
        let request: APIRequest
        do throws(APIError) {
            request = APIRequest(
                method: head.method.rawValue, target: try RequestTarget(head.uri),
                headers: head.headers.map { ($0.name.lowercased(), $0.value) }, body: body, peer: peer)
        } catch {
            return write(APIResponse(error), keepAlive: head.isKeepAlive, context)
        }
        if request.headers.contains(where: { $0.name == "upgrade" }), request.target.path.last == "ws" {
            return upgrade(request, head, context)
        }
        if request.method == "GET", request.target.path == ["events"] {
            return listen(request, head, context)
        }
        let channel = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let keepAlive = head.isKeepAlive
        gateway.serve(request) { response in
            let (handler, context) = channel.value
            handler.write(response, keepAlive: keepAlive, context)
        }
    }

    private func write(
        _ response: APIResponse, keepAlive: Bool, _ context: ChannelHandlerContext,
        says connection: String? = nil
    ) {
        count(response.status)
        guard context.channel.isActive else { return }
        var headers = Self.headers(response.type, policy: response.policy)
        // Without a length NIO sends chunks (RFC 9112 section 7.1).
        if response.parts == nil { headers.add(name: "content-length", value: "\(response.body.count)") }
        for (name, value) in response.headers { headers.add(name: name, value: value) }
        if let word = connection ?? (keepAlive ? nil : "close") {
            headers.add(name: "connection", value: word)
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if let parts = response.parts, !isHead { return send(parts, keepAlive: keepAlive, context) }
        if !isHead {
            let buffer = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if connection == nil { deadline.answered() }
        guard !keepAlive else { return }
        let channel = context.channel
        end.whenComplete { _ in channel.close(promise: nil) }
    }

    /// Sends the parts of a body as they are made; one that breaks off is closed without its end, which tells so.
    private func send(
        _ parts: @escaping APIResponse.Parts, keepAlive: Bool, _ context: ChannelHandlerContext
    ) {
        context.flush()
        let channel = context.channel
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        gateway.send(parts, to: channel) { isWhole in
            let (handler, context) = bound.value
            guard isWhole, channel.isActive else { return channel.close(promise: nil) }
            let end = context.writeAndFlush(handler.wrapOutboundOut(.end(nil)))
            handler.deadline.answered()
            if !keepAlive { end.whenComplete { _ in channel.close(promise: nil) } }
        }
    }

    /// The present call was answered.
    private func count(_ status: Int) {
        let call = began
        began = nil
        let path = call.flatMap { try? RequestTarget($0.uri) }?.path
        let seconds = call.map { Double((NIODeadline.now() - $0.at).nanoseconds) / 1e9 }
        gateway.assumeIsolated { $0.countCall(path, call?.method ?? "", status, after: seconds) }
    }

    private static func headers(_ type: String, policy: String) -> HTTPHeaders {
        [
            "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff",
            "content-security-policy": policy,
        ]
    }

    /// Answers before the call is whole, and reads no more of it.
    private func refuse(_ error: APIError, _ context: ChannelHandlerContext) {
        isRefused = true
        deadline.callEnded()
        // What the client still sends would make a close a reset, and the answer would be lost with it.
        write(APIResponse(error), keepAlive: true, context, says: "close")
        let channel = context.channel
        channel.close(mode: .output, promise: nil)
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    // MARK: - Events

    private func listen(_ request: APIRequest, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let (channel, last) = (context.channel, request.header("last-event-id"))
        let result = gateway.assumeIsolated { gateway -> Result<(SocketID, Access), APIError> in
            Result { () throws(APIError) in
                (gateway.takeSocketID(), try gateway.admitListener(request))
            }
        }
        switch result {
        case .failure(let error): write(APIResponse(error), keepAlive: head.isKeepAlive, context)
        case .success(let (id, access)):
            listener = id
            count(200)
            var headers = Self.headers("text/event-stream", policy: "default-src 'none'")
            headers.add(name: "connection", value: "close")
            let answer = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
            context.writeAndFlush(wrapOutboundOut(.head(answer)), promise: nil)
            gateway.assumeIsolated { $0.listens(id, channel, access, lastEvent: last) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let listener { gateway.assumeIsolated { $0.stoppedListening(listener) } }
        context.fireChannelInactive()
    }

    // MARK: - WebSockets

    private func upgrade(_ request: APIRequest, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let admitted = gateway.assumeIsolated { gateway in
            Result { () throws(APIError) in try gateway.admitSocket(request) }
        }
        switch admitted {
        case .failure(let error): write(APIResponse(error), keepAlive: false, context)
        case .success(let (accept, parameters)):
            count(101)
            let answer = HTTPResponseHead(
                version: .http1_1, status: .switchingProtocols,
                headers: ["upgrade": "websocket", "connection": "upgrade", "sec-websocket-accept": accept])
            context.write(wrapOutboundOut(.head(answer)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            do {
                try becomeSocket(parameters, context)
            } catch {
                context.close(promise: nil)
            }
        }
    }

    /// Puts handlers for frames in the place of those for calls.
    ///
    /// The new ones come first and the decoder goes last: what it has read beyond the call is theirs.
    private func becomeSocket(_ parameters: Socket.Parameters, _ context: ChannelHandlerContext) throws {
        let pipeline = context.pipeline.syncOperations
        let encoder = try pipeline.context(handlerType: HTTPResponseEncoder.self)
        let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let order = try pipeline.context(handlerType: HTTPServerPipelineHandler.self)
        let socket = SocketHandler(gateway, parameters)
        try pipeline.addHandlers(
            [
                WebSocketFrameEncoder(),
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: SocketHandler.messageLimit)),
                FrameCheck(),
                NIOWebSocketFrameAggregator(
                    minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 10_000,
                    maxAccumulatedFrameSize: SocketHandler.messageLimit),
                socket,
            ], position: .before(self))
        pipeline.removeHandler(context: encoder, promise: nil)
        pipeline.removeHandler(deadline, promise: nil)
        pipeline.removeHandler(context: order, promise: nil)
        pipeline.removeHandler(context: context, promise: nil)
        socket.opened()
        pipeline.removeHandler(context: decoder, promise: nil)
    }

    // MARK: - Errors

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let parser = error as? HTTPParserError, !isRefused else { return context.close(promise: nil) }
        let refusal: APIError =
            parser == .headerOverflow
            ? APIError(
                .headersTooLarge, "read the header", cause: "it is longer than 16 KiB",
                advice: "send less in it")
            : APIError(
                .badRequest, "read the call", cause: "it is not HTTP/1.1", advice: "see RFC 9112")
        refuse(refusal, context)
    }
}
