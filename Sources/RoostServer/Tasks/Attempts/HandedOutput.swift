import RoostModel
import RoostStore
import Synchronization

/// Takes what the two pumps of an attempt hand over, in order, for the attempt to make messages of.
///
/// To a pump it is the store. It is always open: while the database cannot be written a print-mode program waits,
/// since nobody sits before it, and loses nothing.
final class HandedOutput: SessionStore {
    private let outputs = Mutex<[TaskOutput]>([])
    private let store: any SessionStore

    init(store: any SessionStore) {
        self.store = store
    }

    var isOpen: Bool { true }

    func enqueue(_ record: Store.Record) {
        guard case .output(let id, let offset, _, let bytes) = record, let stream = TaskStreamID(id)?.stream
        else { return store.enqueue(record) }
        outputs.withLock { $0.append(TaskOutput(stream: stream, offset: offset, bytes: bytes)) }
    }

    func enqueue(_ commands: [CommandRecord], after output: Store.Record?) {
        if let output { enqueue(output) }
        store.enqueue(commands, after: nil)
    }

    func flush() async throws(StoreError) { try await store.flush() }

    /// What was handed over since the last time.
    func take() -> [TaskOutput] {
        outputs.withLock { outputs in
            defer { outputs = [] }
            return outputs
        }
    }
}
