import RoostModel
import RoostTasks
import RoostWire

// The calls that start, list, change and end sessions.
extension Gateway {
    func createSession(_ call: Call) async throws(APIError) -> APIResponse {
        let body = try CreateSessionBody(try call.request.object())
        let claims = call.access.claims
        let user = body.userID ?? claims.userID
        guard user == claims.userID || claims.scope.contains(.admin) else {
            throw APIError(
                .forbidden, "start a session for another user", cause: "the token is not theirs",
                advice: "leave user_id out, or use a token with the scope admin", field: "user_id")
        }
        if let name = body.name, mirror.all.contains(where: { $0.name == name }) {
            throw APIError(
                .nameTaken, "name a session \(name)", cause: "the name is taken", advice: "choose another",
                field: "name")
        }
        let request = body.request(for: user, environment: settings.environment)
        switch try await ask(.session(.create(request)), within: 30_000) {
        case .session(let info):
            mirror.take(info)
            let path = "/cli/session/\(info.uuid)/ws"
            let host = call.request.header("host") ?? "localhost"
            return APIResponse(
                201,
                .members([
                    "session_id": .string(info.uuid), "status": .string("created"),
                    "websocket_url": .string("\(settings.tls == nil ? "ws" : "wss")://\(host)\(path)"),
                    "created_at": .time(info.createdAt), "name": .string(info.name),
                    "number": .integer(info.number.rawValue),
                ]))
        case .failed(let failure):
            throw APIError(
                .cannotStart, failure.what, cause: failure.cause,
                advice: failure.advice ?? "see GET /providers")
        default: throw .silentServer
        }
    }

    func listSessions(_ call: Call) async throws(APIError) -> APIResponse {
        let filter = try SessionFilter(call.request.target)
        let all = try await refreshed().filter { call.access.sees($0) && filter.matches($0) }
        let part = all.dropFirst(filter.page.offset).prefix(filter.page.limit)
        return APIResponse(
            200,
            .members([
                "sessions": .array(part.map(\.json)), "total": .integer(all.count),
                "limit": .integer(filter.page.limit), "offset": .integer(filter.page.offset),
            ]))
    }

    func getSession(_ call: Call) async throws(APIError) -> APIResponse {
        _ = try await refreshed()
        let info = try await session(call)
        let request = Request.History.entries(target: "\(info.number)", type: .command, limit: 50)
        guard case .history(let commands) = try await done(.history(request), of: info) else {
            throw .silentServer
        }
        return APIResponse(200, info.json.adding("command_history", .array(commands.map(\.json))))
    }

    func deleteSession(_ call: Call) async throws(APIError) -> APIResponse {
        let (isForced, isRemoved) = (
            try call.request.target.flag("force"), try call.request.target.flag("remove")
        )
        _ = try await refreshed()
        var info = try await session(call)
        if !info.state.isEnded {
            // It may end by itself meanwhile, which is what was wanted.
            let end = try await ask(
                .session(.kill(target: "\(info.number)", force: isForced)), within: 20_000)
            let id = info.number
            info = try await refreshed().first { $0.number == id } ?? info
            if case .failed(let failure) = end, !info.state.isEnded {
                throw APIError(
                    .conflict, failure.what, cause: failure.cause, advice: failure.advice ?? "try again")
            }
        }
        if isRemoved { _ = try await done(.session(.remove(target: "\(info.number)")), of: info) }
        return APIResponse(200, info.json)
    }

    func updateSession(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let body = try UpdateSessionBody(try call.request.object())
        if let name = body.name, name != info.name {
            let target = "\(info.number)"
            switch try await ask(.session(.rename(target: target, name: name))) {
            case .failed(let failure):
                let isTaken = mirror.all.contains { $0.name == name && $0.number != info.number }
                throw APIError(
                    isTaken ? .nameTaken : .invalidField, failure.what, cause: failure.cause,
                    advice: failure.advice ?? "choose another", field: "name")
            default: break
            }
        }
        if let metadata = body.metadata {
            _ = try await done(
                .session(.annotate(target: "\(info.number)", metadata: metadata)), of: info)
        }
        return try await state(of: info)
    }

    func resize(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let body = try SizeBody(try call.request.object())
        _ = try await done(
            .session(.resize(target: "\(info.number)", rows: body.rows, columns: body.columns)), of: info)
        return try await state(of: info)
    }

    func setState(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let body = try StateBody(try call.request.object())
        _ = try await done(
            .session(.setState(target: "\(info.number)", name: body.name, data: body.data)), of: info)
        return try await state(of: info)
    }

    func restart(_ call: Call) async throws(APIError) -> APIResponse {
        let info = try await session(call)
        let body = try RestartBody(call.request.body.isEmpty ? .object([]) : try call.request.object())
        let request = Request.Session.restart(
            target: "\(info.number)", how: body.how, environment: settings.environment)
        switch try await ask(.session(request), within: 30_000) {
        case .failed(let failure):
            let now = try await refreshed().first { $0.number == info.number }
            throw APIError(
                now?.state.isEnded == false ? .conflict : .cannotStart, failure.what, cause: failure.cause,
                advice: failure.advice ?? "see the session")
        default: return try await state(of: info)
        }
    }

    func providers() async throws(APIError) -> APIResponse {
        guard case .providers(let providers) = try await ask(.server(.providers)) else { throw .silentServer }
        return APIResponse(
            200,
            .members([
                "providers": .array(
                    providers.map {
                        .members([
                            "name": .string($0.name), "command": .array($0.command.map(JSONValue.string)),
                            "full_access": .array($0.fullAccess.map(JSONValue.string)),
                            "resumes": .bool($0.resumes ?? false), "problem": .text($0.problem),
                        ])
                    })
            ]))
    }

    /// The session as it is after a change.
    func state(of info: SessionInfo) async throws(APIError) -> APIResponse {
        guard let now = try await refreshed().first(where: { $0.number == info.number }) else {
            throw .session(info.uuid)
        }
        return APIResponse(200, now.json)
    }
}
