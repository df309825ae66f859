import RoostDetect
import RoostModel
import RoostTasks
import RoostWire

// Print-mode tasks: a prompt each, run in their turn. A task belongs to its user, as a session does.
extension Gateway {
    func createTask(_ call: Call) async throws(APIError) -> APIResponse {
        let access = try Self.taskAccess(call)
        let body = try CreateTaskBody(try call.request.object())
        let user = body.userID ?? access.claims.userID
        guard user == access.claims.userID || access.claims.scope.contains(.admin) else {
            throw APIError(
                .forbidden, "run a task for another user", cause: "the token is not theirs",
                advice: "leave user_id out, or use a token with the scope admin", field: "user_id")
        }
        var request = body.request
        request.userID = user
        for id in request.after {
            do throws(APIError) {
                _ = try await details(of: id, access)
            } catch {
                throw error.code == .taskNotFound ? .invalid("after", "there is no task \(id)") : error
            }
        }
        let response = try await ask(
            .task(.run(request, environment: settings.environment)), within: 30_000)
        switch response {
        case .task(let task): return APIResponse(201, task.json)
        case .failed(let failure):
            throw APIError(
                .cannotStart, failure.what, cause: failure.cause,
                advice: failure.advice ?? "see GET /providers")
        default: throw .silentServer
        }
    }

    func listTasks(_ call: Call) async throws(APIError) -> APIResponse {
        let access = try Self.taskAccess(call)
        let target = call.request.target
        let page = try Page(target)
        var filter = TaskFilter(name: target["name"], provider: target["cli_tool"], stage: target["stage"])
        filter.states = try Self.states(target["state"])
        filter.since = try target.time("since")
        filter.until = try target.time("until")
        for parameter in target.parameters where parameter.name.hasPrefix("metadata.") {
            filter.metadata[String(parameter.name.dropFirst("metadata.".count))] = parameter.value
        }
        filter.userID = access.claims.scope.contains(.admin) ? target["user_id"] : access.claims.userID
        // One more tells whether there are more.
        filter.limit = page.offset + page.limit + 1
        let tasks = try await tasks(filter).filter(access.sees)
        let rest = tasks.reversed().dropFirst(page.offset)
        return APIResponse(
            200,
            .members([
                "tasks": .array(rest.prefix(page.limit).map(\.json)), "more": .bool(rest.count > page.limit),
                "limit": .integer(page.limit), "offset": .integer(page.offset),
            ]))
    }

    func getTask(_ call: Call) async throws(APIError) -> APIResponse {
        let details = try await details(call)
        return APIResponse(
            200,
            details.progress.task.json.adding("messages", .integer(details.progress.messages))
                .adding("history", .array(details.history.map(\.json))))
    }

    func taskLog(_ call: Call) async throws(APIError) -> APIResponse {
        let target = call.request.target
        let from = try target.integer("from", in: 1...1_000_000_000) ?? 1
        let limit = try target.integer("limit", in: 1...Page.largestLimit) ?? Page.standardLimit
        let details = try await details(call)
        let id = details.progress.task.id.description
        guard
            case .taskLog(let entries) = try await ask(
                .task(.messages(target: id, from: from, limit: limit)), within: 30_000)
        else { throw .silentServer }
        let redactor = Redactor()
        return APIResponse(
            200,
            .members([
                "messages": .array(
                    entries.map { (JSONValue(encoding: $0) ?? .null).mapStrings(redactor.redact) }),
                "total": .integer(details.progress.messages),
            ]))
    }

    func cancelTask(_ call: Call) async throws(APIError) -> APIResponse {
        let details = try await details(call)
        return try await change(details, .cancel(target: details.progress.task.id.description), call)
    }

    func retryTask(_ call: Call) async throws(APIError) -> APIResponse {
        let details = try await details(call)
        return try await change(details, .retry(target: details.progress.task.id.description), call)
    }

    /// Does something to a task, and answers with what it is then.
    private func change(
        _ details: TaskDetails, _ request: Request.Task, _ call: Call
    ) async throws(APIError) -> APIResponse {
        if case .failed(let failure) = try await ask(.task(request)) {
            throw APIError(
                .conflict, failure.what, cause: failure.cause,
                advice: "see the task with GET /tasks/\(details.progress.task.id)")
        }
        return APIResponse(200, try await self.details(call).progress.task.json)
    }

    // MARK: - Finding

    private static func states(_ word: String?) throws(APIError) -> [TaskState] {
        switch word {
        case nil, "all": return []
        case "active": return TaskState.allCases.filter { !$0.isEnded }
        case "ended": return TaskState.allCases.filter(\.isEnded)
        case let word?:
            guard let state = TaskState(rawValue: word) else {
                throw .parameter("state", "it is no state, nor active, ended or all")
            }
            return [state]
        }
    }

    private func tasks(_ filter: TaskFilter) async throws(APIError) -> [TaskInfo] {
        switch try await ask(.task(.list(filter)), within: 30_000) {
        case .tasks(let tasks): return tasks
        case .failed(let failure):
            throw APIError(
                .badRequest, failure.what, cause: failure.cause, advice: failure.advice ?? "ask for less")
        default: throw .silentServer
        }
    }

    /// A token for some sessions is for no tasks.
    private static func taskAccess(_ call: Call) throws(APIError) -> Access {
        guard call.access.claims.sessions == .all else {
            throw APIError(
                .forbidden, "use tasks", cause: "the token is for some sessions alone",
                advice: "use a token without sessions")
        }
        return call.access
    }

    /// The task that a path names, if the caller may see it; nothing tells one that is not there from another's.
    private func details(_ call: Call) async throws(APIError) -> TaskDetails {
        let access = try Self.taskAccess(call)
        let text = call.texts.first ?? ""
        guard let number = UInt64(text) else { throw .task(text) }
        return try await details(of: TaskID(rawValue: number), access)
    }

    private func details(of id: TaskID, _ access: Access) async throws(APIError) -> TaskDetails {
        // One that is not there is a failure, as is one that cannot be read.
        guard case .taskDetails(let details) = try await ask(.task(.show(target: id.description))),
            access.sees(details.progress.task)
        else { throw .task(id.description) }
        return details
    }
}

extension Access {
    /// A task belongs to its user; others' are not seen without `admin`, nor are those of the host.
    func sees(_ task: TaskInfo) -> Bool {
        claims.scope.contains(.admin) || task.request.userID == claims.userID
    }
}
