import RoostDetect
import RoostModel
import RoostTasks
import RoostTerminal
import RoostWire

// The calls that read what was.
extension Gateway {
    func history(_ call: Call) async throws(APIError) -> APIResponse {
        let target = call.request.target
        let page = try Page(target)
        let (since, until) = (try target.time("since"), try target.time("until"))
        var type: HistoryEntry.Kind?
        if let word = target["message_type"] {
            type = HistoryEntry.Kind(rawValue: word)
            guard type != nil else {
                throw .parameter("message_type", "it is none of command, output, status, error, auth")
            }
        }
        let info = try await session(call)
        var selection = HistorySelection(page: page, since: since, until: until)
        var place: [Int64]?
        repeat {
            let request = Request.History.page(target: "\(info.number)", type: type, after: place)
            guard case .historyPage(let part) = try await done(.history(request), of: info) else {
                throw .silentServer
            }
            selection.take(part.entries)
            place = part.next
        } while place != nil
        let redactor = Redactor()
        return APIResponse(
            200,
            .members([
                "messages": .array(selection.chosen.map { $0.json.mapStrings(redactor.redact) }),
                "total": .integer(selection.total), "limit": .integer(page.limit),
                "offset": .integer(page.offset),
            ]))
    }

    func search(_ call: Call) async throws(APIError) -> APIResponse {
        let target = call.request.target
        let page = try Page(target)
        guard let query = target["q"], !query.isEmpty else { throw .parameter("q", "it is missing or empty") }
        var session: SessionInfo?
        if let text = target["session"] {
            if mirror[text] == nil { _ = try await refreshed() }
            session = mirror[text]
            guard let session, call.access.sees(session) else { throw .session(text) }
        }
        // Hits of sessions that are not the caller's are left out: so many more are looked at.
        let request = Request.History.search(
            query: query, target: session.map { "\($0.number)" }, limit: session == nil ? 5000 : page.limit)
        switch try await ask(.history(request), within: 30_000) {
        case .hits(let hits):
            let redactor = Redactor()
            let visible = hits.compactMap { hit -> JSONValue? in
                guard let info = mirror[hit.session], call.access.sees(info) else { return nil }
                return .members([
                    "session_id": .string(info.uuid), "name": .string(hit.name), "timestamp": .time(hit.at),
                    "text": .string(redactor.redact(hit.text)), "offset": .integer(hit.offset),
                ])
            }
            return APIResponse(200, .members(["hits": .array(Array(visible.prefix(page.limit)))]))
        case .failed(let failure):
            throw APIError(
                .badRequest, failure.what, cause: failure.cause, advice: failure.advice ?? "change q",
                field: "q")
        default: throw .silentServer
        }
    }

    func screen(_ call: Call) async throws(APIError) -> APIResponse {
        let target = call.request.target
        let word = target["format"] ?? "text"
        guard ["text", "ansi", "json", "html"].contains(word) else {
            throw .parameter("format", "it is none of text, ansi, json, html")
        }
        let scrollback = try target.flag("scrollback")
        let info = try await session(call)
        let format: CaptureFormat = word == "text" ? .text : word == "ansi" ? .ansi : .json
        let text = try await capture(info, format, scrollback: scrollback)
        switch word {
        case "text": return APIResponse(Redactor().redact(text), type: "text/plain; charset=utf-8")
        case "ansi": return APIResponse(OutputCutter.whole(text), type: "text/plain; charset=utf-8")
        default:
            guard let document = JSONParser.parse(text) else { throw .silentServer }
            let page = ScreenDocument(document)
            return word == "json"
                ? APIResponse(200, page.json) : APIResponse(page.html, type: "text/html; charset=utf-8")
        }
    }

    /// A screen as the server has it.
    func capture(
        _ info: SessionInfo, _ format: CaptureFormat, scrollback: Bool = false
    ) async throws(APIError) -> String {
        let request = Request.Session.capture(
            target: "\(info.number)", format: format, scrollback: scrollback)
        guard case .capture(let text) = try await done(.session(request), of: info) else {
            throw .silentServer
        }
        return text
    }

    func diagnostics(_ call: Call) async throws(APIError) -> APIResponse {
        _ = try await refreshed()
        let info = try await session(call)
        let target = "\(info.number)"
        guard
            case .history(let entries) = try await done(
                .history(.entries(target: target, type: nil, limit: 50)), of: info),
            case .status(let status) = try await ask(.server(.status)),
            case .recordedOutput(let output) = try await done(
                .history(.follow(session: info.number, from: nil, timeoutMilliseconds: 0)), of: info)
        else { throw .silentServer }
        // Only of one that lives is there anything to explain.
        var findings: [Finding] = []
        if case .findings(let found) = try await ask(.session(.explain(target: target))) { findings = found }
        let screen = OutputCutter.whole(try await capture(info, .ansi))
        let redactor = Redactor()
        let connections = streams[info.number]?.members.compactMap { sockets[$0]?.json } ?? []
        return APIResponse(
            200,
            .members([
                "session": info.json, "processes": .array(info.pid.map(ProcessTree.json) ?? []),
                "history": .array(entries.map(\.json)), "connections": .array(connections),
                "output": .members([
                    "end": .integer(output.runs.last?.offset),
                    "newest_message_id": .integer(streams[info.number]?.window?.newest.rawValue),
                ]),
                "findings": .array(
                    findings.map {
                        .members([
                            "level": .string($0.level.rawValue), "subject": .string($0.subject),
                            "text": .string($0.text),
                        ])
                    }),
                "server": .members([
                    "version": .string(status.version), "started_at": .time(status.startedAt),
                    "sessions": .integer(status.sessions), "database_bytes": .integer(status.databaseBytes),
                ]),
                "screen": .string(screen),
            ]).mapStrings(redactor.redact))
    }
}
