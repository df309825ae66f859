import RoostModel
import RoostTasks
import RoostTerminal
import RoostWire

// What clients say over WebSockets.
extension Gateway {
    /// A whole message of text came.
    func said(_ id: SocketID, _ text: String) {
        heard(id)
        if sockets[id]?.parameters.isScreen == true, sockets[id]?.access != nil {
            return saidOfScreen(id, text)
        }
        let message: SocketRequest
        do throws(APIError) {
            message = try SocketRequest(text)
        } catch {
            countMessage("invalid", .received)
            return fail(id, error, .invalidMessage)
        }
        countMessage(message.type, .received)
        guard let access = sockets[id]?.access else {
            guard case .token(let token) = message else {
                let error = APIError(
                    .unauthorized, "do this", cause: "no token came yet",
                    advice: #"send {"type": "auth", "data": {"token": "…"}} first"#)
                return fail(id, error, .unauthorized, close: .unauthorized)
            }
            return authenticate(id, token)
        }
        switch message {
        case .ping: say(id, .pong)
        case .pong: break
        case .token(let token): authenticate(id, token)
        case .cancel, .command, .secret:
            do throws(APIError) {
                try admit(user: access.claims.userID)
                try access.demand(.write)
            } catch {
                return fail(id, error, error.code == .forbidden ? .forbidden : .rateLimited)
            }
            guard let session = sockets[id]?.session, let info = mirror[session] else {
                let error = APIError(
                    .conflict, "do this", cause: "the first status has not come yet", advice: "wait for it")
                return fail(id, error, .notReady)
            }
            act(id, message, info)
        }
    }

    /// A client is there.
    func heard(_ id: SocketID) {
        sockets[id]?.lastHeard = milliseconds
    }

    /// Does what a client that was let in asks for.
    func act(_ id: SocketID, _ message: SocketRequest, _ info: SessionInfo) {
        switch message {
        case .command(let text, let priority, let timeout):
            let command = SessionStream.Command(text: text, priority: priority, timeout: timeout, socket: id)
            guard streams[info.number]?.enqueue(command) == true else {
                let error = APIError(
                    .conflict, "take the command", cause: "\(SessionStream.mostCommands) wait already",
                    advice: "wait until they are typed")
                return fail(id, error, .queueFull)
            }
            guard streams[info.number]?.isTyping == false else { return }
            streams[info.number]?.isTyping = true
            Task { await self.typeCommands(into: info.number) }
        case .cancel:
            let key = InterruptKey.name(info.kind)
            Task {
                await self.perform(
                    .sendKeys(target: "\(info.number)", keys: [key]), for: id, info)
            }
        case .secret(let text):
            guard info.attention?.kind == .authentication else {
                let error = APIError(
                    .conflict, "sign in", cause: "the session asks for nothing of the kind",
                    advice: "see its attention")
                return fail(id, error, .notReady)
            }
            // The server keeps nothing of what is typed while somebody has to sign in.
            Task {
                await self.perform(
                    .send(target: "\(info.number)", text: text, enter: true), for: id, info)
            }
        case .ping, .pong, .token: break
        }
    }

    /// Types what waits, one after the other: each as a person would.
    private func typeCommands(into session: SessionID) async {
        while let command = streams[session]?.dequeue() {
            guard let info = mirror[session] else { break }
            let since = now
            let isTyped = await type(command, info)
            guard isTyped, let timeout = command.timeout else { continue }
            let turn = Turn(session: session, since: since, prompt: command.text)
            Task { await self.watch(turn, for: command.socket, seconds: timeout) }
        }
        streams[session]?.isTyping = false
    }

    private func type(_ command: SessionStream.Command, _ info: SessionInfo) async -> Bool {
        do throws(APIError) {
            try Self.checkIsReady(info)
        } catch {
            fail(command.socket, error, error.code == .processTerminated ? .processTerminated : .notReady)
            return false
        }
        return await perform(
            .send(target: "\(info.number)", text: command.text, enter: true), for: command.socket, info)
    }

    /// Asks for something to be done for a client, and tells it when it was not.
    @discardableResult
    private func perform(_ request: Request.Session, for id: SocketID, _ info: SessionInfo) async -> Bool {
        do throws(APIError) {
            _ = try await done(.session(request), of: info, within: 30_000)
            return true
        } catch {
            let code: SocketErrorCode =
                switch error.code {
                case .notReady, .conflict: .notReady
                case .processTerminated: .processTerminated
                case .sessionNotFound: .sessionNotFound
                case .serverRestarting: .serverRestarting
                default: .internalError
                }
            fail(id, error, code)
            return false
        }
    }

    /// Says so when a command takes longer than it may; the program is left alone.
    private func watch(_ turn: Turn, for id: SocketID, seconds: Double) async {
        let milliseconds = Int64((seconds * 1000).rounded(.up))
        let request = Request.Session.turn(turn, timeoutMilliseconds: milliseconds)
        let response = try? await ask(.session(request), within: milliseconds + 15_000)
        guard case .timedOut? = response else { return }
        let error = APIError(
            .requestTimeout, "finish the command in \(seconds) s", cause: "it still works",
            advice: "wait for it, or send cancel")
        fail(id, error, .commandTimeout)
    }
}

/// The key that interrupts what a program does.
enum InterruptKey {
    /// Escape ends a turn of these; C-c would end the program itself.
    private static let escaping: Set<String> = ["claude", "codex", "gemini", "cursor"]

    static func name(_ kind: SessionKind) -> String {
        escaping.contains(kind.provider) ? "Escape" : "C-c"
    }
}
