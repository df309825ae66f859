import NIOCore
import NIOWebSocket
import RoostModel
import RoostTasks
import RoostWire

// WebSockets: letting in, and letting go.
extension Gateway {
    /// Looks at what would open a WebSocket.
    ///
    /// - Returns: The value of the answer's `Sec-WebSocket-Accept`, and what the address says. The token is looked at
    ///   when it is open: only then can a browser be told why it is not.
    func admitSocket(_ request: APIRequest) throws(APIError) -> (
        accept: String, parameters: Socket.Parameters
    ) {
        try enter(request)
        let (route, texts) = try Router.find(request.method, request.target)
        let isScreen = route.operation == .screenSocket
        guard isScreen || route.operation == .sessionSocket, let session = texts.first else {
            throw APIError(
                .badRequest, "open a WebSocket", cause: "there is none at this path",
                advice: "see GET /openapi.json")
        }
        let accept = try SocketHandshake.accept(request)
        var parameters = Socket.Parameters(session: session, token: try token(of: request))
        parameters.isScreen = isScreen
        if let text = request.target["last_message_id"] {
            guard let number = UInt64(text) else {
                throw .parameter("last_message_id", "it is no number of a message")
            }
            parameters.last = MessageID(rawValue: number)
        }
        parameters.isPlain = try request.target.flag("plain")
        parameters.peer = request.peer
        return (accept, parameters)
    }

    /// A WebSocket is open.
    func opened(_ id: SocketID, _ channel: any Channel, _ parameters: Socket.Parameters) {
        sockets[id] = Socket(channel, parameters, at: now, milliseconds: milliseconds)
        if let token = parameters.token {
            authenticate(id, token)
        } else {
            sockets[id]?.timer = schedule(settings.patience.authentication) { gateway in
                guard gateway.sockets[id]?.access == nil else { return }
                let error = APIError(
                    .unauthorized, "go on", cause: "no token came in time",
                    advice: #"send {"type": "auth", "data": {"token": "…"}} first"#)
                gateway.fail(id, error, .unauthorized, close: .unauthorized)
            }
        }
    }

    /// A WebSocket is closed, by whomever.
    func closed(_ id: SocketID) {
        guard let socket = sockets.removeValue(forKey: id) else { return }
        socket.timer?.cancel()
        socket.expiry?.cancel()
        socket.screen?.channel?.close(promise: nil)
        if socket.screen == nil, let session = socket.session { leaveStream(session, id) }
    }

    /// Reads a token: the first one lets in, a later one renews.
    func authenticate(_ id: SocketID, _ token: String) {
        let access: Access
        do throws(APIError) {
            access = try self.access(token)
            try admit(user: access.claims.userID)
        } catch {
            let isRate = error.code == .rateLimited
            return fail(
                id, error, isRate ? .rateLimited : .unauthorized,
                close: isRate ? .tryAgainLater : .unauthorized)
        }
        do throws(APIError) {
            try access.demand(.read)
            if let known = sockets[id]?.session.flatMap({ mirror[$0] }), !access.sees(known) {
                throw APIError(
                    .forbidden, "go on with this token", cause: "it is not for this session",
                    advice: "use one of the same user")
            }
        } catch {
            return fail(id, error, .forbidden, close: .forbidden)
        }
        let isFirst = sockets[id]?.access == nil
        sockets[id]?.access = access
        sockets[id]?.expiry?.cancel()
        let left = access.claims.expiresAt * 1000 - Double(now.milliseconds)
        // One that lives longer is looked at again then.
        sockets[id]?.expiry = schedule(Int64(min(max(left, 0), 86_400_000))) { $0.expire(id) }
        guard isFirst else { return }
        sockets[id]?.timer?.cancel()
        ping(id)
        Task { await self.join(id) }
    }

    private func expire(_ id: SocketID) {
        guard let claims = sockets[id]?.access?.claims else { return }
        let left = claims.expiresAt * 1000 - Double(now.milliseconds)
        guard left <= 0 else {
            sockets[id]?.expiry = schedule(Int64(min(left, 86_400_000))) { $0.expire(id) }
            return
        }
        fail(id, TokenVerifier.Problem.expired.error, .unauthorized, close: .unauthorized)
    }

    /// Lets a client in to the session that its address names.
    private func join(_ id: SocketID) async {
        guard let text = sockets[id]?.parameters.session else { return }
        do throws(APIError) {
            if mirror[text] == nil { _ = try await refreshed() }
        } catch {
            return fail(id, error, .serverRestarting, close: .tryAgainLater)
        }
        guard let access = sockets[id]?.access else { return }
        guard let info = mirror[text], access.sees(info) else {
            return fail(id, .session(text), .sessionNotFound, close: .sessionNotFound)
        }
        let isScreen = sockets[id]?.parameters.isScreen ?? false
        let count = isScreen ? screenCount(of: info.number) : streams[info.number]?.members.count ?? 0
        guard count < settings.sessionConnections else {
            let error = APIError(
                .conflict, "connect to \(info.name)",
                cause: "\(settings.sessionConnections) connections are open already",
                advice: "close one, or raise gateway.session_connections")
            return fail(id, error, .tooManyConnections, close: .tryAgainLater)
        }
        guard !isScreen else { return beginScreen(id, info) }
        beginStream(info)
        sockets[id]?.session = info.number
        streams[info.number]?.members.insert(id)
        welcome(id)
    }

    /// Tells the first status, as soon as it is known where the output stands.
    func welcome(_ id: SocketID) {
        guard let socket = sockets[id], !socket.isLive, let session = socket.session,
            let stream = streams[session], let window = stream.window, let info = mirror[session]
        else { return }
        let last = socket.parameters.last ?? window.newest
        guard last <= window.newest else {
            sockets[id]?.cursor = window.newest
            sockets[id]?.isLive = true
            return skip(id)
        }
        sockets[id]?.cursor = last
        sockets[id]?.isLive = true
        sockets[id]?.direct.append(.status(SocketStatus(info, queued: stream.commands.count)))
        pump(id)
    }

    // MARK: - Saying

    /// Tells a client alone; one that reads nothing is let go.
    func say(_ id: SocketID, _ message: SocketMessage) {
        guard let count = sockets[id]?.direct.count, sockets[id]?.closing == nil else { return }
        guard count < Socket.mostDirect else { return close(id, .tryAgainLater) }
        sockets[id]?.direct.append(message)
        pump(id)
    }

    /// Tells a client what is wrong, and closes where it cannot go on.
    func fail(_ id: SocketID, _ error: APIError, _ code: SocketErrorCode, close: CloseCode? = nil) {
        guard sockets[id] != nil, sockets[id]?.closing == nil else { return }
        sockets[id]?.direct.append(.error(error, code, recoverable: close == nil))
        sockets[id]?.closing = close
        if close != nil {
            // One that reads nothing is not waited for.
            sockets[id]?.timer?.cancel()
            sockets[id]?.timer = schedule(2000) { $0.sockets[id]?.channel.close(promise: nil) }
        }
        pump(id)
    }

    /// Sends a close frame and lets go.
    func close(_ id: SocketID, _ code: CloseCode) {
        guard let channel = sockets[id]?.channel else { return }
        closed(id)
        var data = channel.allocator.buffer(capacity: 2)
        data.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: Int(code.rawValue)))
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: .connectionClose, data: data))
            .whenComplete { _ in
                channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
            }
    }

    /// Sends what there is for a client, one frame after the other.
    func pump(_ id: SocketID) {
        // A frame that is written at once comes back here: the loop below goes on with the next.
        guard sockets[id]?.isPumping == false else { return }
        sockets[id]?.isPumping = true
        while sendNext(id) {}
        sockets[id]?.isPumping = false
    }

    /// Sends the next thing that there is, unless one is on its way; false when that was nothing.
    private func sendNext(_ id: SocketID) -> Bool {
        guard let socket = sockets[id], !socket.isSending, socket.channel.isWritable else { return false }
        if let message = socket.direct.first {
            sockets[id]?.direct.removeFirst()
            send(id, message, socket.cursor)
            return true
        }
        if let code = socket.closing {
            close(id, code)
            return false
        }
        guard socket.isLive, !socket.isCatchingUp, let session = socket.session,
            let window = streams[session]?.window
        else { return false }
        if let next = socket.backlog.first {
            sockets[id]?.backlog.removeFirst()
            sockets[id]?.cursor = next.id
            send(id, next.message, next.id)
            return true
        }
        guard window.covers(socket.cursor) else { return catchUp(id) }
        guard let entry = window.next(after: socket.cursor) else { return false }
        sockets[id]?.cursor = entry.id
        send(id, entry.message, entry.id)
        return true
    }

    private func send(_ id: SocketID, _ message: SocketMessage, _ number: MessageID) {
        guard let socket = sockets[id] else { return }
        let uuid = socket.session.flatMap { mirror[$0]?.uuid ?? streams[$0]?.uuid } ?? ""
        let text = message.text(session: uuid, id: number, at: now, plain: socket.parameters.isPlain)
        sockets[id]?.isSending = true
        countMessage(message.type, .sent)
        let frame = WebSocketFrame(
            fin: true, opcode: .text, data: socket.channel.allocator.buffer(string: text))
        socket.channel.writeAndFlush(frame).whenComplete { [weak self] result in
            self?.assumeIsolated { $0.sent(id, result) }
        }
    }

    private func sent(_ id: SocketID, _ result: Result<Void, any Error>) {
        guard sockets[id] != nil else { return }
        sockets[id]?.isSending = false
        guard case .success = result else {
            sockets[id]?.channel.close(promise: nil)
            return
        }
        pump(id)
    }

    // MARK: - Silence

    /// Asks a client from time to time whether it is there.
    private func ping(_ id: SocketID) {
        sockets[id]?.timer = schedule(settings.patience.ping) { gateway in
            guard let socket = gateway.sockets[id] else { return }
            guard gateway.milliseconds - socket.lastHeard < gateway.settings.patience.silence else {
                return gateway.close(id, .goingAway)
            }
            gateway.say(id, .ping)
            let frame = WebSocketFrame(
                fin: true, opcode: .ping, data: socket.channel.allocator.buffer(capacity: 0))
            socket.channel.writeAndFlush(frame, promise: nil)
            gateway.ping(id)
        }
    }
}
