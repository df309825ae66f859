import NIOCore
import NIOPosix
import RoostClient
import RoostDetect
import RoostIO
import RoostModel
import RoostTasks
import RoostWire

// Terminals in browsers: cells there, keys back.
extension Gateway {
    /// Milliseconds until a connection to the server is tried again.
    private static let screenRetry: Int64 = 500

    /// Shows a session to a client that was let in.
    func beginScreen(_ id: SocketID, _ info: SessionInfo) {
        sockets[id]?.session = info.number
        sockets[id]?.screen = ScreenView()
        let canWrite = sockets[id]?.access?.claims.scope.contains(.write) ?? false
        say(id, .ready(name: info.name, uuid: info.uuid, canWrite: canWrite))
        openScreen(id)
    }

    /// How many terminals show a session.
    func screenCount(of session: SessionID) -> Int {
        sockets.values.count { $0.screen != nil && $0.session == session }
    }

    /// A session was removed.
    func endScreens(of session: SessionID, _ uuid: String) {
        for (id, socket) in sockets where socket.screen != nil && socket.session == session {
            fail(id, .session(uuid), .sessionNotFound, close: .sessionNotFound)
        }
    }

    /// There is a server again.
    func resumeScreens() {
        for (id, socket) in sockets where socket.screen != nil { openScreen(id) }
    }

    // MARK: - To the server

    private func openScreen(_ id: SocketID) {
        guard let socket = sockets[id], let screen = socket.screen, screen.channel == nil, !screen.isOpening,
            let session = socket.session, !isStopping
        else { return }
        let raw: Int32
        do throws(SystemError) {
            raw = try UnixSocket.connect(to: settings.paths.socket).take()
        } catch {
            // ``resumeScreens()`` goes on when there is a server.
            return
        }
        let generation = screen.generation + 1
        sockets[id]?.screen?.generation = generation
        sockets[id]?.screen?.isOpening = true
        let isReadOnly = !(socket.access?.claims.scope.contains(.write) ?? false)
        let bootstrap = ClientBootstrap(group: loop).channelInitializer { [weak self] channel in
            channel.eventLoop.makeCompletedFuture {
                guard let self else { return }
                try channel.pipeline.syncOperations.addHandler(
                    ScreenChannel(
                        self, id, generation: generation, session: session, isReadOnly: isReadOnly))
            }
        }
        bootstrap.withConnectedSocket(raw).assumeIsolated().whenComplete { [weak self] result in
            self?.assumeIsolated { $0.openedScreen(id, generation, result) }
        }
    }

    private func openedScreen(_ id: SocketID, _ generation: Int, _ result: Result<any Channel, any Error>) {
        guard case .success(let channel) = result else { return lostScreen(id, generation) }
        guard sockets[id]?.screen?.generation == generation else { return channel.close(promise: nil) }
        sockets[id]?.screen?.isOpening = false
        sockets[id]?.screen?.channel = channel
        do throws(WireError) {
            let frame = try Frame(Handshake.greeting)
            channel.writeAndFlush(channel.allocator.buffer(bytes: frame.encoded), promise: nil)
        } catch {
            channel.close(promise: nil)
        }
    }

    /// The server is gone, or has let this client go.
    func lostScreen(_ id: SocketID, _ generation: Int) {
        guard sockets[id]?.screen?.generation == generation else { return }
        sockets[id]?.screen?.channel = nil
        sockets[id]?.screen?.isOpening = false
        _ = schedule(Self.screenRetry) { $0.openScreen(id) }
    }

    /// What the server says to a client that shows a session.
    func heard(_ message: ServerMessage, for id: SocketID, _ generation: Int) {
        guard let screen = sockets[id]?.screen, screen.generation == generation else { return }
        switch message {
        case .screen(let update): say(id, .screen(CellFrame.screen(update)))
        case .notice(.message(let text, let isError)):
            say(id, .notice(Redactor().redact(text), isError: isError))
        case .response(_, .success(.failed(let failure))):
            let error = APIError(
                .conflict, failure.what, cause: failure.cause, advice: failure.advice ?? "see roost doctor")
            fail(id, error, .internalError, close: .tryAgainLater)
        case .goodbye: screen.channel?.close(promise: nil)
        case .hello, .response, .workspace, .workspaceRemoved, .sessions, .tasks, .notice: break
        }
    }

    // MARK: - From the browser

    /// A whole message of a terminal came, from a client that was let in.
    func saidOfScreen(_ id: SocketID, _ text: String) {
        let message: ScreenRequest
        do throws(APIError) {
            message = try ScreenRequest(text)
            if message.isChange { try sockets[id]?.access?.demand(.write) }
        } catch {
            return fail(id, error, error.code == .forbidden ? .forbidden : .invalidMessage)
        }
        guard let session = sockets[id]?.session, sockets[id]?.screen != nil, let info = mirror[session]
        else { return }
        let number = session.rawValue
        switch message {
        case .acknowledge(let sequence):
            let body = ScreenAcknowledgement(session: number, sequence: sequence).encoded
            send(id, [Frame(kind: .acknowledge, body: body)])
        case .keys(let keys):
            type(id, keys.map { Frame(kind: .key, body: KeyInput(session: number, key: $0).encoded) }, info)
        case .paste(let bytes):
            type(
                id, [Frame(kind: .paste, body: PasteInput(session: number, bytes: bytes).encoded)], info)
        case .mouse(let event):
            send(id, [Frame(kind: .mouse, body: MouseInput(session: number, event: event).encoded)])
        case .focus(let isFocused):
            send(id, [Frame(kind: .focus, body: FocusInput(isFocused: isFocused).encoded)])
        case .size(let rows, let columns):
            Task { await self.resize(id, info, rows: rows, columns: columns) }
        case .scrollback(let from, let count): Task { await self.fetch(id, session, from, count) }
        case .common(let common): saidInCommon(id, common, info)
        }
    }

    private func saidInCommon(_ id: SocketID, _ message: SocketRequest, _ info: SessionInfo) {
        switch message {
        case .ping: say(id, .pong)
        case .pong: break
        case .token(let token): authenticate(id, token)
        case .cancel, .secret: act(id, message, info)
        case .command:
            let error = APIError(
                .badRequest, "take the command", cause: "a terminal has none",
                advice: "type it, or use /cli/session/\(info.uuid)/ws")
            fail(id, error, .invalidMessage)
        }
    }

    /// Types; what can reach nobody is an error.
    private func type(_ id: SocketID, _ frames: [Frame], _ info: SessionInfo) {
        guard !info.state.isEnded else {
            let error = APIError(
                .processTerminated, "type into \(info.name)", cause: "its program has ended",
                advice: "start it again with POST /cli/sessions/\(info.uuid)/restart")
            return fail(id, error, .processTerminated)
        }
        guard send(id, frames) else { return fail(id, .noServer, .serverRestarting) }
    }

    /// Sends frames to the server; false where there is none, or it reads nothing.
    @discardableResult
    private func send(_ id: SocketID, _ frames: [Frame]) -> Bool {
        guard let channel = sockets[id]?.screen?.channel, channel.isWritable else { return false }
        for frame in frames {
            channel.write(channel.allocator.buffer(bytes: frame.encoded), promise: nil)
        }
        channel.flush()
        return true
    }

    private func resize(_ id: SocketID, _ info: SessionInfo, rows: Int, columns: Int) async {
        let request = Request.Session.resize(target: "\(info.number)", rows: rows, columns: columns)
        do throws(APIError) {
            _ = try await done(.session(request), of: info)
        } catch {
            fail(id, error, error.code == .serverRestarting ? .serverRestarting : .notReady)
        }
    }

    private func fetch(_ id: SocketID, _ session: SessionID, _ from: Int, _ count: Int) async {
        guard sockets[id]?.screen?.isFetching == false else {
            let error = APIError(
                .rateLimited, "give lines", cause: "others are on their way", advice: "wait for them")
            return fail(id, error, .rateLimited)
        }
        sockets[id]?.screen?.isFetching = true
        defer { sockets[id]?.screen?.isFetching = false }
        do throws(APIError) {
            let response = try await ask(.session(.scrollback(session: session, from: from, count: count)))
            guard case .scrollback(let page) = response, let lines = CellFrame.scrollback(page) else {
                throw .silentServer
            }
            say(id, .scrollback(lines))
        } catch {
            fail(id, error, .internalError)
        }
    }
}
