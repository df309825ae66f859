import Dispatch
import Foundation
import GRDB
import RoostModel
import Synchronization
import Testing

@testable import RoostStore

@Suite struct WriterTests {
    /// Waits until `delay` is over and the writer's thread has done all that was due then.
    private static func settle(_ store: Store, after delay: DispatchTimeInterval) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + delay) { continuation.resume() }
        }
        await turn(of: store) { _, _ in }
    }

    /// Runs on the writer's thread.
    private static func turn<Value: Sendable>(
        of store: Store, _ body: @escaping @Sendable (Writer, inout Writer.Work) -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            store.writer.submit { [writer = store.writer] work in
                continuation.resume(returning: body(writer, &work))
            }
        }
    }

    /// Nothing is due on the writer's thread.
    private static func isIdle(_ store: Store) async -> Bool {
        await turn(of: store) { _, work in work.commitTime == nil && work.syncTime == nil }
    }

    @Test func `when all is committed and synced nothing is timed and nothing is written`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let commits = Mutex(0)
        store.setCommitHandler { _ in commits.withLock { $0 += 1 } }
        store.enqueue(.session(.sample(1)))
        let isSyncDue = await Self.turn(of: store) { writer, work in
            _ = writer.commitAll(&work)
            return work.syncTime != nil
        }
        #expect(isSyncDue)
        await Self.settle(store, after: .milliseconds(1100))
        // One more turn: what was due is done between two turns.
        await Self.turn(of: store) { _, _ in }
        #expect(await Self.isIdle(store))
        #expect(commits.withLock { $0 } == 1)
        let log = try scratch.contents("-wal")
        await Self.settle(store, after: .milliseconds(1100))
        #expect(await Self.isIdle(store))
        #expect(try scratch.contents("-wal") == log)
        await store.close()
    }

    @Test func `one transaction takes all that waits`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let commits = Mutex(0)
        store.setCommitHandler { _ in commits.withLock { $0 += 1 } }
        // Holds the queue, so that everything waits together.
        let gate = DispatchSemaphore(value: 0)
        store.writer.submit { _ in gate.wait() }
        store.enqueue(.session(.sample(1)))
        for number in 0..<100 as Range<UInt64> {
            store.enqueue(.output(session: .one, offset: number, at: .at(0), bytes: [1]))
        }
        gate.signal()
        try await store.flush()
        #expect(commits.withLock { $0 } == 1)
        let lengths = try await store.pool.read { try Int.fetchAll($0, sql: "SELECT length FROM output") }
        #expect(lengths == [100])
        await store.close()
    }

    @Test func `a great deal is cut into transactions of bounded size`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let commits = Mutex(0)
        store.setCommitHandler { _ in commits.withLock { $0 += 1 } }
        let gate = DispatchSemaphore(value: 0)
        store.writer.submit { _ in gate.wait() }
        store.enqueue(.session(.sample(1)))
        let part = [UInt8](repeating: 65, count: Writer.batchSize / 2)
        for number in 0..<5 as Range<UInt64> {
            store.enqueue(
                .output(session: .one, offset: number * UInt64(part.count), at: .at(0), bytes: part))
        }
        gate.signal()
        try await store.flush()
        #expect(commits.withLock { $0 } >= 3)
        #expect(try store.outputEnd(session: .one) == UInt64(5 * part.count))
        await store.close()
    }

    @Test func `what comes after the end is not said to be stored`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        await store.close()
        // All that came before the end is stored, and is so for whoever asks later.
        try await store.flush()
        store.enqueue(.session(.sample(2)))
        let path = scratch.database
        await #expect(throws: StoreError.io(operation: "write", path: path, cause: "it is closed")) {
            try await store.flush()
        }
        let again = try scratch.open()
        #expect(try again.sessions().map(\.number) == [.one])
        await again.close()
    }

    @Test func `many threads enqueue, each one's records stay in order`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        for number in 1...8 as ClosedRange<UInt64> { store.enqueue(.session(.sample(number))) }
        await withTaskGroup(of: Void.self) { group in
            for number in 1...8 as ClosedRange<UInt64> {
                group.addTask {
                    for offset in 0..<500 as Range<UInt64> {
                        store.enqueue(
                            .output(
                                session: SessionID(rawValue: number), offset: offset, at: .at(0),
                                bytes: [UInt8(truncatingIfNeeded: offset)]))
                    }
                }
            }
        }
        try await store.flush()
        for number in 1...8 as ClosedRange<UInt64> {
            let blocks = try store.output(
                session: SessionID(rawValue: number), from: 0, limitBytes: .max)
            #expect(blocks.flatMap(\.bytes) == (0..<500).map { UInt8(truncatingIfNeeded: $0) })
        }
        await store.close()
    }
}
