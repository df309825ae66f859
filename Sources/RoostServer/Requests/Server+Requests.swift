import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
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
        let client = clients[id]
        if client?.view?.isReadOnly == true, !request.isReadOnly {
            throw Failure("do this", cause: "this client only looks on", advice: "attach without --read-only")
        }
        switch request {
        case .session(.list(let all)): return .sessions(await list(all: all))
        case .session(.create(let request)):
            let info = try await create(request)
            if !request.isDetached || request.workspace != nil {
                let name = request.workspace ?? workspaces.last
                carryOut(workspaces.open(name, rows: request.rows ?? 24, columns: request.columns ?? 80))
                change(name) { $0.openWindow(showing: info.number) }
            }
            return .session(directory[info.number] ?? info)
        case .session(.capture(let target, let format, let scrollback)):
            let session = try await session(try directory.resolve(target, for: "capture"), for: "capture")
            return .capture(try await session.capture(format: format, withScrollback: scrollback))
        case .session(.send(let target, let text, let enter)):
            try await living(target, for: "send to").type(text, enter: enter)
        case .session(.sendKeys(let target, let names)):
            let keys = try names.map { name throws(Failure) in
                guard let key = Key(name: name) else {
                    throw Failure(
                        "send key \(name)", cause: "there is no key of that name",
                        advice: "for example C-c, Enter, F5, M-x")
                }
                return key
            }
            try await living(target, for: "send to").press(keys)
        case .session(.paste(let target, let bytes)):
            try await living(target, for: "paste into").paste(bytes)
        case .session(.wait(let target, let condition, let milliseconds)):
            return try await wait(target, condition, milliseconds, for: id)
        case .session(.answer(let target, let option, let dialog)):
            let session = try living(target, for: "answer")
            let known = dialog ?? directory[session.id]?.attention?.id
            try await session.answer(target, with: option, dialog: known)
        case .session(.resize(let target, let rows, let columns)):
            let id = try directory.resolve(target, for: "resize")
            let session = try await session(id, for: "resize")
            if let workspace = directory[id]?.workspace {
                throw Failure(
                    "resize \(target)", cause: "workspace \(workspace) shows it, and its pane says the size",
                    advice: "roost pane resize")
            }
            let size = TerminalSize(rows: rows, columns: columns)
            session.run { $0.resize(to: size) }
        case .session(.rename(let target, let name)):
            let id = try directory.resolve(target, for: "rename")
            guard try directory.rename(id, to: name) else { break }
            // A session in memory writes its name down itself; for one that is not, its record is all there is.
            if let session = sessions[id] {
                session.run { $0.rename(to: name) }
            } else if let info = directory[id] {
                store.enqueue(.session(info))
            }
        case .session(.restart(let target, let how, let environment)):
            return .session(
                try await restart(
                    try directory.resolve(target, for: "restart"), how: how, environment: environment))
        case .session(.kill(let target)):
            let id = try directory.resolve(target, for: "kill")
            guard directory.isLiving(id) else {
                throw Failure(
                    "kill \(target)", cause: "it has ended already",
                    advice: "roost remove \(target) forgets it")
            }
            end(id)
            await untilEnded(id)
        case .session(.remove(let target)): try remove(try directory.resolve(target, for: "remove"))
        case .history(.entries(let target, let type, let limit)):
            return .history(try await history(target, type, limit: min(max(limit, 0), 10_000_000)))
        case .history(.search(let query, let target, let limit)):
            let id = try target.map { target throws(Failure) in try directory.resolve(target, for: "search") }
            return .hits(
                try await read("search") { [store] () throws(StoreError) in
                    try store.search(query, session: id, limit: limit)
                })
        case .history(.page(let target, let type, let place)):
            return try await historyPage(target, type, place)
        case .history(.recording(let target, let from)): return try await recording(target, from: from)
        case .history(.output(let id, let from)): return try await recordedOutput(id, from: from)
        case .session(.scrollback(let id, let from, let count)):
            let session = try await session(id, for: "read scrollback of")
            return .scrollback(await session.scrollback(from: from, count: count))
        case .client(.attach): break
        case .client(.detach(let name)): try detach(name, from: id)
        case .client(.list): return .clients(clientList)
        case .client(.scroll(let pane, let line)): workspaces.scroll(id, pane, to: line)
        case .client(.subscribe(let topics)):
            subscribe(id, to: topics)
            return .subscribed(topics)
        case .workspace(.list): return .workspaces(workspaceList)
        case .workspace(.switch(let name)): try switchWorkspace(to: name, client: id)
        case .workspace(.create(let name)): try newWorkspace(name)
        case .workspace(.rename(let name, let new)): try renameWorkspace(name, to: new)
        case .workspace(.remove(let name)): try removeWorkspace(name)
        case .workspace(.show(let name)):
            guard let workspace = workspaces.seen(name, by: id) else {
                throw Workspaces.unknown(name ?? workspaces.last)
            }
            return .workspace(workspaceEvent(workspace))
        case .layout(let name, let command):
            return try await perform(
                command, in: name ?? client?.view?.workspace ?? workspaces.last, for: client)
        case .server(.status): return .status(status)
        case .server(.stop): break
        case .server(.kill(let force)):
            let living = directory.livingCount
            guard force || living == 0 else {
                throw Failure(
                    "end the server", cause: "\(living) sessions run",
                    advice: "roost kill-server --force ends them too")
            }
        case .server(.upgrade(let executable)):
            if let errno = Host.whyNotExecutable(executable) {
                throw Failure(
                    "upgrade to \(executable)", cause: Host.message(for: errno), advice: "install it first")
            }
            keeper?.swap(path: executable, arguments: Self.arguments(forServer: executable))
        case .server(.doctor): return .findings(findings)
        case .server(.configuration): return .configuration(configurationReport)
        case .server(.reloadConfiguration): return .configuration(await reloadConfiguration())
        case .server(.providers): return .providers(providerList)
        case .server(.dismissHint):
            isHintDismissed = true
            store.enqueue(.meta(key: "hint_dismissed", value: "1"))
        }
        return .done
    }

    // MARK: - Sessions

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

    private func living(_ target: String, for action: String) throws(Failure) -> Session {
        let id = try directory.resolve(target, for: action)
        guard let session = sessions[id], directory.isLiving(id) else {
            throw Failure(
                "\(action) \(target)", cause: "it has ended",
                advice: "roost restart \(target) starts it again")
        }
        return session
    }

    private func history(
        _ target: String?, _ type: HistoryEntry.Kind?, limit: Int
    ) async throws(Failure) -> [HistoryEntry] {
        let id = try target.map { target throws(Failure) in
            try directory.resolve(target, for: "show the history of")
        }
        // What was read a moment ago is part of the history, too.
        for (number, session) in sessions where id == nil || number == id { await session.handToStore() }
        do {
            try await store.flush()
        } catch {
            Log.write("\(error)")
        }
        return try await read("read the history") { [store] () throws(StoreError) in
            try store.history(session: id, type: type, limit: limit)
        }
    }

    /// Reads from the store away from the loop: a long query keeps nobody waiting.
    func read<Value: Sendable>(
        _ what: String, _ body: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(Failure) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, StoreError>, Never>) in
            parts.readers.execute {
                do throws(StoreError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        do {
            return try result.get()
        } catch {
            throw Failure(what, cause: "\(error)", advice: "see roost doctor")
        }
    }
}
