import Logging
import RoostIO
import RoostModel
import RoostStore
import RoostWire

// What is asked of the past.
extension Server {
    func perform(_ request: Request.History, for client: ClientID) async throws(Failure) -> Response {
        switch request {
        case .entries(let target, let type, let limit):
            return .history(try await history(target, type, limit: min(max(limit, 0), 10_000_000)))
        case .search(let query, let target, let limit):
            let id = try target.map { target throws(Failure) in try directory.resolve(target, for: "search") }
            await storeOutput(of: id)
            return .hits(
                try await read("search") { [store] () throws(StoreError) in
                    try store.search(query, session: id, limit: limit)
                })
        case .page(let target, let type, let place):
            return try await historyPage(target, type, place)
        case .recording(let target, let from): return try await recording(target, from: from)
        case .output(let id, let from): return try await recordedOutput(id, from: from)
        case .follow(let id, let from, let milliseconds):
            return try await follow(id, from: from, milliseconds, for: client)
        case .place(let place): return try await self.place(place)
        }
    }

    private func history(
        _ target: String?, _ type: HistoryEntry.Kind?, limit: Int
    ) async throws(Failure) -> [HistoryEntry] {
        let id = try target.map { target throws(Failure) in
            try directory.resolve(target, for: "show the history of")
        }
        await storeOutput(of: id)
        return try await read("read the history") { [store] () throws(StoreError) in
            try store.history(session: id, type: type, limit: limit)
        }
    }

    /// What was read a moment ago is part of the history, too.
    private func storeOutput(of id: SessionID?) async {
        for (number, session) in sessions where id == nil || number == id { await session.handToStore() }
        do {
            try await store.flush()
        } catch {
            Log.server.warning("\(error)")
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
