import Foundation
import GRDB
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

/// The length of the write-ahead log.
@Suite struct LogLengthTests {
    private func shorten(_ store: Store) async {
        await withCheckedContinuation { continuation in
            store.writer.submit { [writer = store.writer] work in
                // Whenever the last attempt was.
                work.checkpoints = CheckpointPolicy()
                writer.shortenLog(&work)
                continuation.resume()
            }
        }
    }

    private func write(_ byteCount: Int, to store: Store, from offset: inout UInt64) async throws {
        // Each record is packed by itself, and this does not get smaller.
        var generator = SeededGenerator(seed: 7)
        let bytes = (0..<(1 << 18)).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for _ in 0..<(byteCount >> 18) {
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
        await shorten(store)
        #expect(file.logByteCount == 0)
        try await write(12 << 20, to: store, from: &offset)
        #expect(file.logByteCount <= CheckpointPolicy.busyBytes + 8 << 20)
        #expect(try store.outputEnd(session: .one) == offset)
        await store.close()
    }
}
