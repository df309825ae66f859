import GRDB
import Synchronization

extension Store {
    /// Runs statements on a reader and says what their failure means.
    ///
    /// Where the file turns out to be damaged the writer gets over that, and later reads see what could be brought
    /// over; see ``setCommitHandler(_:)``.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try connection.reader.read(body)
        } catch {
            let failure = StoreError(error, doing: "read", path: path)
            guard case .corrupt = failure, suspicion.withLock({ $0.met(at: .now) }) else { throw failure }
            return try readAgain(body)
        }
    }

    /// Reads from the file once more, not from what is in memory of it; what is damaged there, too, is renewed.
    private func readAgain<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            try connection.pool.releaseMemory()
            return try connection.reader.read(body)
        } catch {
            let failure = StoreError(error, doing: "read", path: path)
            if case .corrupt = failure { writer.renew(because: error, failure) }
            throw failure
        }
    }
}
