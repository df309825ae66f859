import RoostModel
import RoostWire

// One answer for each request.
extension Server {
    func answer(_ request: Request, number: UInt32, client id: ClientID) async {
        if case .client(.attach(let request)) = request {
            return await answerAttach(request, number: number, client: id)
        }
        let response: Response
        do throws(Failure) {
            response = try await perform(request, for: id)
        } catch {
            response = .failed(error)
        }
        if request.isDurable { await stored() }
        respond(response, to: number, client: id)
        if case .done = response { afterAnswer(to: request) }
    }

    /// What ends the server comes after its answer.
    private func afterAnswer(to request: Request) {
        switch request {
        case .server(.stop): begin { await $0.stop(.stopping) }
        case .server(.upgrade): begin { await $0.stop(.upgrading) }
        case .server(.kill): begin { await $0.killAll() }
        default: break
        }
    }

    private func perform(_ request: Request, for id: ClientID) async throws(Failure) -> Response {
        if clients[id]?.onlyLooks == true, !request.isReadOnly {
            throw Failure("do this", cause: "this client only looks on", advice: "attach without --read-only")
        }
        switch request {
        case .session(let request): return try await perform(request, for: id)
        case .history(let request): return try await perform(request, for: id)
        case .client(let request): return try perform(request, for: id)
        case .workspace(let request): return try perform(request, for: id)
        case .buffer(let request): return try await perform(request)
        case .layout(let name, let command):
            let client = clients[id]
            return try await perform(
                command, in: name ?? client?.view?.workspace ?? workspaces.last, for: client)
        case .server(let request): return try await perform(request)
        case .task(let request): return try await perform(request)
        }
    }
}
