import Foundation
import GRDB
import RoostModel
import Testing

@testable import RoostStore

/// The length of the write-ahead log.
@Suite struct LogLengthTests {
    private func shorten(_ store: Store) async {
        await withCheckedContinuation { continuation in
            store.writer.submit { [writer = store.writer] work in
                writer.shortenLog(&work)
                continuation.resume()
            }
        }
    }

    private func write(_ byteCount: Int, to store: Store, from offset: inout UInt64) async throws {
        for _ in 0..<(byteCount >> 18) {
            let bytes = StoreCrashTests.bytes(offset..<offset + 1 << 18, of: .one)
            store.enqueue(.output(session: .one, offset: offset, at: .at(0), bytes: bytes))
            offset += 1 << 18
            try await store.flush()
        }
    }

    @Test func `a log that a reader has held is empty soon after it, and is bounded before`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        var offset: UInt64 = 0
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: scratch.database, configuration: configuration)
        try await reader.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN")
            _ = try Row.fetchOne(database, sql: "SELECT count(*) FROM sessions")
        }
        try await write(12 << 20, to: store, from: &offset)
        let file = StoreFile(path: scratch.database)
        await shorten(store)
        #expect(file.logByteCount > 8 << 20)
        try await reader.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        // As long as it takes for the next attempt to be due, at most.
        while file.logByteCount > 0 { await shorten(store) }
        try await write(12 << 20, to: store, from: &offset)
        #expect(file.logByteCount <= CheckpointPolicy.busyBytes + 8 << 20)
        #expect(try store.outputEnd(session: .one) == offset)
        await store.close()
    }
}
