import Logging
import RoostModel
import RoostStore
import RoostWire

// What a replay and an export read of the past, in parts.
//
// An answer is encoded on the server's loop: a part is so small that a key which comes meanwhile hardly waits.
extension Server {
    /// Bytes of output in one answer.
    private static let outputLimit = 256 << 10
    /// About how many bytes of history are in one answer.
    private static let historyLimit = 128 << 10
    /// Blocks in one answer; each takes some ten bytes.
    private static let blockLimit = 10_000

    func recording(_ target: String, from offset: UInt64?) async throws(Failure) -> Response {
        let id = try directory.resolve(target, for: "replay")
        if offset == nil { await storeOutput(of: id) }
        let timeline = try await read("replay \(target)") { [store] () throws(StoreError) in
            try store.timeline(session: id, from: offset ?? 0, limit: Self.blockLimit)
        }
        guard let info = directory[id] else { throw removed(target, for: "replay") }
        return .recording(
            Recording(
                session: id, name: info.name, command: info.command, rows: info.rows, columns: info.cols,
                blocks: RecordedBlocks(
                    timeline.blocks.map { .init(offset: $0.offset, length: $0.length, at: $0.at) }),
                resizes: timeline.resizes.map {
                    .init(offset: $0.offset, rows: $0.rows, columns: $0.columns, at: $0.at)
                },
                commands: timeline.commands.map { .init(offset: $0.offset, text: $0.text, at: $0.at) },
                next: timeline.next))
    }

    func recordedOutput(_ id: SessionID, from offset: UInt64) async throws(Failure) -> Response {
        let blocks = try await read("read the output") { [store] () throws(StoreError) in
            try store.output(session: id, from: offset, limitBytes: Self.outputLimit)
        }
        var runs: [RecordedOutput.Run] = []
        for block in blocks {
            if let last = runs.last, last.offset &+ UInt64(last.bytes.count) == block.offset {
                runs[runs.count - 1].bytes += block.bytes
            } else {
                runs.append(.init(offset: block.offset, bytes: block.bytes))
            }
        }
        return .recordedOutput(RecordedOutput(runs: runs))
    }

    func historyPage(
        _ target: String, _ type: HistoryEntry.Kind?, _ numbers: [Int64]?
    ) async throws(Failure) -> Response {
        let id = try directory.resolve(target, for: "export the history of")
        let place = numbers.map(HistoryPlace.init(numbers:))
        if case .some(.none) = place {
            throw Failure("export the history of \(target)", cause: "the place to go on is none")
        }
        if place == nil { await storeOutput(of: id) }
        let part = try await read("export the history of \(target)") { [store] () throws(StoreError) in
            try store.historyPart(session: id, type: type, after: place ?? nil, byteLimit: Self.historyLimit)
        }
        return .historyPage(HistoryPage(entries: part.entries, next: part.next?.numbers))
    }

    /// What was read from the child a moment ago is part of the past, too.
    ///
    /// If it cannot be written, there is what was written before.
    func storeOutput(of id: SessionID) async {
        await sessions[id]?.handToStore()
        do {
            try await store.flush()
        } catch {
            Log.session(id).warning("\(error)")
        }
    }

    private func removed(_ target: String, for action: String) -> Failure {
        Failure("\(action) \(target)", cause: "the session was removed", advice: "see roost list --all")
    }
}
