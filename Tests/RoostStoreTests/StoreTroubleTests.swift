import Foundation
import GRDB
import Glibc
import RoostModel
import Synchronization
import Testing

@testable import RoostStore

/// Disk full and database locked: nothing is lost, and it goes on by itself.
@Suite struct StoreTroubleTests {
    /// A limit on the size of files is the full disk that needs no rights.
    private static func limitFiles(to bytes: UInt) {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        limit.rlim_cur = min(bytes, limit.rlim_max)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    }

    @Test func `on a full disk records wait, and are stored when there is room again`() async throws {
        let scratch = try Scratch()
        let path = scratch.database
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let store = try Store.open(path: path)
            let failures = Mutex<[StoreError]>([])
            let stored = Mutex<UInt64>(0)
            store.setCommitHandler { report in
                if let failure = report.failure { failures.withLock { $0.append(failure) } }
                if let end = report.storedOutput[.one] { stored.withLock { $0 = end } }
            }
            store.enqueue(.session(.sample(1)))
            try await store.flush()
            Self.limitFiles(to: 1_000_000)
            var offset: UInt64 = 0
            while failures.withLock({ $0.isEmpty }) {
                let bytes = StoreCrashTests.bytes(offset..<offset + 20_000, of: .one)
                store.enqueue(.output(session: .one, offset: offset, at: .at(0), bytes: bytes))
                offset += 20_000
                try? await store.flush()
            }
            // Reading goes on, and what is said to be stored is there.
            try #require(try store.outputEnd(session: .one) == stored.withLock { $0 })
            try #require(store.pendingByteCount >= 20_000)
            store.enqueue(
                .event(.init(session: .one, at: .at(1), .outputLost(bytes: 7), offset: offset)))
            try #require(throws: StoreError.self) { try store.flushBlocking(timeout: .seconds(60)) }
            Self.limitFiles(to: .max)
            try await store.flush()
            try #require(store.pendingByteCount == 0)
            try #require(try store.outputEnd(session: .one) == offset)
            let bytes = try store.output(session: .one, from: 0, limitBytes: .max).flatMap(\.bytes)
            try #require(bytes == StoreCrashTests.bytes(0..<offset, of: .one))
            let lost = try store.history(session: .one, type: .error, limit: 9)
            try #require(lost.map(\.transition?.change) == [.outputLost(bytes: 7)])
            await store.close()
        }
    }

    @Test func `on a full disk what matters is stored from the reserve, and output when there is room again`()
        async throws
    {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        await setReserve(of: store) { _, _, _ in -ENOSPC }
        let bytes = StoreCrashTests.bytes(0..<100_000, of: .one)
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: bytes))
        let workspace = Workspace(name: "w", rows: 24, columns: 80)
        store.enqueue(together: [.session(.sample(2)), .workspace(workspace, position: 0, isLast: true)])
        store.enqueue(.event(.question(.one, at: 1, "now")))
        await #expect {
            try await store.flush()
        } throws: { error in
            guard case .io(_, _, let cause) = error as? StoreError else { return false }
            return cause.contains("the disk is full")
        }
        #expect(!store.isOpen)
        #expect(try store.sessions().map(\.number.rawValue) == [1, 2])
        #expect(try store.workspaces().map(\.workspace.name) == ["w"])
        #expect(try store.history(session: .one, type: nil, limit: 9).map(\.text) == ["question: now"])
        #expect(try store.outputEnd(session: .one) == 0)
        #expect(store.pendingByteCount >= 100_000)
        await setReserve(of: store) { _, _, _ in 0 }
        try await store.flush()
        #expect(store.isOpen)
        #expect(try store.outputEnd(session: .one) == 100_000)
        #expect(store.pendingByteCount == 0)
        await store.close()
    }

    @Test func `output that a full disk keeps waiting is left out beyond a bound, and the history says so`()
        async throws
    {
        let scratch = try Scratch()
        var options = StoreOptions()
        options.waitingBytes = 1 << 20
        let store = try Store.start(path: scratch.database, options: options) { .at(0) }
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        await setReserve(of: store) { _, _, _ in -EDQUOT }
        let part: UInt64 = 256 << 10
        store.enqueue(
            .output(session: .one, offset: 0, at: .at(0), bytes: StoreCrashTests.bytes(0..<part, of: .one)))
        await #expect(throws: StoreError.self) { try await store.flush() }
        for number in 1..<8 as Range<UInt64> {
            let bytes = StoreCrashTests.bytes(number * part..<(number + 1) * part, of: .one)
            store.enqueue(.output(session: .one, offset: number * part, at: .at(0), bytes: bytes))
        }
        #expect(store.pendingByteCount <= options.waitingBytes)
        await setReserve(of: store) { _, _, _ in 0 }
        try await store.flush()
        store.enqueue(.output(session: .one, offset: 8 * part, at: .at(0), bytes: [65]))
        try await store.flush()
        let lost = try store.history(session: .one, type: .error, limit: 9)
        #expect(lost.map(\.transition?.change) == [.outputLost(bytes: 4 * part)])
        #expect(try store.outputEnd(session: .one) == 8 * part + 1)
        await store.close()
    }

    /// What the file system says from now on when the log's reserve is renewed.
    private func setReserve(of store: Store, _ allocate: @escaping DiskReserve.Allocation) async {
        await withCheckedContinuation { continuation in
            store.writer.submit { work in
                work.reserve = DiskReserve(allocate)
                continuation.resume()
            }
        }
    }

    @Test func `on a locked database records wait, and are stored in order without being asked`() async throws
    {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        let other = try scratch.lock()
        for number in 0..<5 as Range<Int64> {
            store.enqueue(.event(.question(.one, at: number, "\(number)")))
        }
        await #expect {
            try await store.flush()
        } throws: { error in
            guard case .io(_, _, let cause) = error as? StoreError else { return false }
            return cause.contains("locked")
        }
        #expect(store.pendingByteCount > 0)
        #expect(try store.history(session: .one, type: nil, limit: 10).isEmpty)
        store.enqueue(.event(.question(.one, at: 5, "5")))
        await withCheckedContinuation { continuation in
            let waiting = Mutex<CheckedContinuation<Void, Never>?>(continuation)
            store.setCommitHandler { report in
                if report.failure == nil { waiting.withLock { $0.take() }?.resume() }
            }
            try? other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        }
        try await store.flush()
        let texts = try store.history(session: .one, type: nil, limit: 10).map(\.text)
        #expect(texts == (0...5).map { "question: \($0)" })
        #expect(store.pendingByteCount == 0)
        try other.close()
        await store.close()
    }

    @Test func `a database that another process locks cannot be opened, and says so`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await store.close()
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
        let other = try DatabaseQueue(path: scratch.database, configuration: configuration)
        try await other.write { try $0.execute(sql: "UPDATE meta SET value = value") }
        let path = scratch.database
        await #expect(processExitsWith: .success) { [path = path as String] in
            try #require {
                try Store.open(path: path)
            } throws: { error in
                guard case .cannotOpen(_, let cause) = error as? StoreError else { return false }
                return cause.contains("locked")
            }
        }
        try other.close()
    }
}
