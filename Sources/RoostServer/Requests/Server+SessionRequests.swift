import RoostModel
import RoostStore
import RoostTerminal
import RoostWire

// What is asked of sessions.
extension Server {
    func perform(_ request: Request.Session, for id: ClientID) async throws(Failure) -> Response {
        switch request {
        case .list(let all): return .sessions(await list(all: all))
        case .create(let request): return .session(try await start(request))
        case .capture(let target, let format, let scrollback):
            let session = try await session(try directory.resolve(target, for: "capture"), for: "capture")
            return .capture(try await session.capture(format: format, withScrollback: scrollback))
        case .send(let target, let text, let enter):
            try await living(target, for: "send to").type(text, enter: enter)
        case .sendKeys(let target, let names):
            let keys = try names.map { name throws(Failure) in
                guard let key = Key(name: name) else {
                    throw Failure(
                        "send key \(name)", cause: "there is no key of that name",
                        advice: "for example C-c, Enter, F5, M-x")
                }
                return key
            }
            try await living(target, for: "send to").press(keys)
        case .paste(let target, let bytes, let part):
            try await living(target, for: "paste into").paste(bytes, part: part)
        case .wait(let target, let condition, let milliseconds):
            return try await wait(target, condition, milliseconds, for: id)
        case .waitAny(let target, let conditions, let milliseconds):
            return try await waitAny(target, conditions, milliseconds, for: id)
        case .ask(let target, let text, let queues): return try await ask(target, text, queues: queues)
        case .turn(let turn, let milliseconds): return try await self.turn(turn, milliseconds, for: id)
        case .explain(let target): return .findings(await (try living(target, for: "explain")).findings())
        case .answer(let target, let option, let dialog):
            let session = try living(target, for: "answer")
            let known = dialog ?? directory[session.id]?.attention?.id
            try await session.answer(target, with: option, dialog: known)
        case .report(let target, let report):
            let session = try living(target, for: "report on")
            session.run { $0.take(report) }
        case .setState(let target, let name, let data): try await setState(of: target, to: name, data)
        case .resize(let target, let rows, let columns):
            let id = try directory.resolve(target, for: "resize")
            let session = try await session(id, for: "resize")
            if let workspace = directory[id]?.workspace {
                throw Failure(
                    "resize \(target)", cause: "workspace \(workspace) shows it, and its pane says the size",
                    advice: "roost pane resize")
            }
            let size = TerminalSize(rows: rows, columns: columns)
            session.run { $0.resize(to: size) }
        case .rename(let target, let name):
            let id = try directory.resolve(target, for: "rename")
            guard try directory.rename(id, to: name) else { break }
            directory[id].map(writeName)
        case .annotate(let target, let metadata):
            try annotate(try directory.resolve(target, for: "annotate"), with: metadata)
        case .restart(let target, let how, let environment):
            return .session(
                try await restart(
                    try directory.resolve(target, for: "restart"), how: how, environment: environment))
        case .kill(let target, let force):
            let id = try directory.resolve(target, for: "kill")
            guard directory.isLiving(id) else {
                throw Failure(
                    "kill \(target)", cause: "it has ended already",
                    advice: "roost remove \(target) forgets it")
            }
            end(id, force: force)
            await untilEnded(id)
        case .remove(let target): try remove(try directory.resolve(target, for: "remove"))
        case .scrollback(let id, let from, let count):
            let session = try await session(id, for: "read scrollback of")
            return .scrollback(await session.scrollback(from: from, count: count))
        }
        return .done
    }

    /// Starts a session, in a pane unless it is to run without one.
    func start(_ request: SessionRequest) async throws(Failure) -> SessionInfo {
        guard !request.isDetached || request.workspace != nil else { return try await create(request) }
        let name = request.workspace ?? workspaces.last
        if !workspaces.contains(name) { try SessionName.check(name, of: "workspace") }
        return try await open(request, inWorkspace: name)
    }

    private func list(all: Bool) async -> [SessionInfo] {
        var list: [SessionInfo] = []
        for id in infos.keys.sorted() {
            guard let known = directory[id], all || !known.state.isEnded || known.workspace != nil else {
                continue
            }
            guard let session = sessions[id] else {
                list.append(known)
                continue
            }
            var info: SessionInfo
            if let atOnce = session.infoAtOnce {
                info = atOnce
            } else {
                info = await session.snapshotOfInfo()
            }
            // Renamed or removed meanwhile.
            guard let now = directory[id] else { continue }
            info.name = now.name
            info.workspace = now.workspace
            list.append(info)
        }
        return list
    }

    func living(_ target: String, for action: String) throws(Failure) -> Session {
        let id = try directory.resolve(target, for: action)
        guard let session = sessions[id], directory.isLiving(id) else {
            throw Failure(
                "\(action) \(target)", cause: "it has ended",
                advice: "roost restart \(target) starts it again")
        }
        return session
    }
}
