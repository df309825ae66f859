import Logging
import NIOCore
import NIOHTTP1
import RoostModel
import RoostTasks
import RoostWire

// One answer for each call.
extension Gateway {
    /// Answers a call; `reply` is called on the loop.
    nonisolated func serve(_ request: APIRequest, _ reply: @escaping @Sendable (APIResponse) -> Void) {
        Task { await self.answer(request, reply) }
    }

    private func answer(_ request: APIRequest, _ reply: @Sendable (APIResponse) -> Void) async {
        do throws(APIError) {
            reply(try await respond(request))
        } catch {
            reply(APIResponse(error))
        }
    }

    /// Has the parts of a body made, and sends each when there is room; `done` is called on the loop.
    nonisolated func send(
        _ parts: @escaping APIResponse.Parts, to channel: any Channel,
        _ done: @escaping @Sendable (_ isWhole: Bool) -> Void
    ) {
        Task { await self.perform(parts, channel, done) }
    }

    private func perform(
        _ parts: APIResponse.Parts, _ channel: any Channel, _ done: @Sendable (_ isWhole: Bool) -> Void
    ) async {
        do {
            try await parts(self) { bytes in
                guard !bytes.isEmpty else { return }
                let buffer = channel.allocator.buffer(bytes: bytes)
                try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(buffer))).get()
            }
            done(true)
        } catch {
            log.info("an answer broke off", metadata: ["cause": "\(error)"])
            done(false)
        }
    }

    /// What every call and every connection has to pass first.
    func enter(_ request: APIRequest) throws(APIError) {
        try door.check(
            host: request.header("host"),
            origin: request.headers.filter { $0.name == "origin" }.map(\.value))
        try admit(address: request.peer)
    }

    /// The bearer of a call's token, as often as it may ask.
    func authenticate(_ request: APIRequest, token: String?) throws(APIError) -> Access {
        let access = try access(token)
        try admit(user: access.claims.userID)
        return access
    }

    private func respond(_ request: APIRequest) async throws(APIError) -> APIResponse {
        try enter(request)
        if let page = PageFile.response(request) { return page }
        let (route, texts) = try Router.find(request.method, request.target)
        guard let scope = route.scope else {
            switch route.operation {
            case .openAPI: return APIResponse(200, OpenAPI.document)
            case .health: return await health()
            case .logIn: return try logIn(request)
            case .logOut: return try logOut(request)
            default:
                throw APIError(
                    .badRequest, "answer", cause: "this is a WebSocket", advice: "send Upgrade: websocket")
            }
        }
        if route.operation == .metrics, mayScrape(request) {
            return await metrics(accept: request.header("accept"))
        }
        let access = try authenticate(request, token: try token(of: request))
        try access.demand(scope)
        let call = Call(request: request, access: access, texts: texts)
        switch route.operation {
        case .createSession: return try await createSession(call)
        case .listSessions: return try await listSessions(call)
        case .getSession: return try await getSession(call)
        case .deleteSession: return try await deleteSession(call)
        case .updateSession: return try await updateSession(call)
        case .getHistory: return try await history(call)
        case .getDiagnostics: return try await diagnostics(call)
        case .getScreen: return try await screen(call)
        case .replay: return try await replay(call)
        case .sendInput: return try await sendInput(call)
        case .answer: return try await answer(call)
        case .resize: return try await resize(call)
        case .setState: return try await setState(call)
        case .restart: return try await restart(call)
        case .search: return try await search(call)
        case .providers: return try await providers()
        case .metrics: return try await metrics(call)
        case .whoIs: return whoIs(call)
        case .createTask: return try await createTask(call)
        case .listTasks: return try await listTasks(call)
        case .getTask: return try await getTask(call)
        case .taskLog: return try await taskLog(call)
        case .cancelTask: return try await cancelTask(call)
        case .retryTask: return try await retryTask(call)
        case .events, .sessionSocket, .screenSocket, .health, .openAPI, .logIn, .logOut:
            throw APIError(.internalError, "answer", cause: "nobody does", advice: "report this")
        }
    }

    private func health() async -> APIResponse {
        let hasServer = await hasServer()
        return APIResponse(
            hasServer ? 200 : 503,
            .members([
                "status": .string(hasServer ? "ok" : "server_restarting"), "version": .string(Build.version),
                "server": .bool(hasServer),
            ]))
    }

    /// The session that a path names, if the caller may see it; nothing tells one that is not there from another's.
    func session(_ call: Call) async throws(APIError) -> SessionInfo {
        let text = call.texts.first ?? ""
        if mirror[text] == nil { _ = try await refreshed() }
        guard let info = mirror[text], call.access.sees(info) else { throw .session(text) }
        return info
    }

    /// The answer of the server to something that may be refused.
    func done(
        _ request: Request, of info: SessionInfo, within milliseconds: Int64 = ServerLink.standardPatience
    ) async throws(APIError) -> Response {
        let response = try await ask(request, within: milliseconds)
        guard case .failed(let failure) = response else { return response }
        throw await refusal(failure, of: info)
    }

    /// Why the server refused something: by what the session is now, since its words are for people.
    func refusal(_ failure: Failure, of info: SessionInfo) async -> APIError {
        let now = ((try? await refreshed()) ?? []).first { $0.number == info.number }
        let advice = failure.advice ?? "see the session with GET /cli/sessions/\(info.uuid)"
        guard let now else { return .session(info.uuid) }
        let what = failure.what
        if now.state.isEnded {
            return APIError(.processTerminated, what, cause: failure.cause, advice: advice)
        }
        var error = APIError(
            now.attention == nil ? .conflict : .notReady, what, cause: failure.cause, advice: advice)
        if let attention = now.attention { error.details = .members(["attention": attention.json]) }
        return error
    }
}

/// A call whose token was read.
struct Call: Sendable {
    let request: APIRequest
    let access: Access
    /// In the place of the names in the route's path.
    let texts: [String]
}
