import Foundation
import GRDB
import RoostModel
import Testing

@testable import RoostStore

@Suite struct StoreOpeningTests {
    @Test func `only their owner may read the files and the folder`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        #expect(try scratch.mode(of: scratch.folder + "/state") == 0o700)
        for suffix in ["", "-wal", "-shm"] {
            #expect(try scratch.mode(of: scratch.database + suffix) == 0o600, "\(suffix)")
        }
        #expect(store.byteCount() > 4096)
        await store.close()
    }

    @Test func `rights that were too wide are taken back`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await store.close()
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.database)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.folder + "/state")
        let again = try scratch.open()
        #expect(try scratch.mode(of: scratch.database) == 0o600)
        #expect(try scratch.mode(of: scratch.folder + "/state") == 0o700)
        await again.close()
    }

    @Test func `a database of a newer version is named and not touched`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        await store.close()
        let queue = try DatabaseQueue(path: scratch.database)
        try await queue.write { try $0.execute(sql: "UPDATE meta SET value = '77' WHERE key = 'schema'") }
        try queue.close()
        let before = try scratch.contents()
        #expect(
            throws: StoreError.newerVersion(found: 77, known: Schema.number, path: scratch.database)
        ) {
            try scratch.open()
        }
        #expect(try scratch.contents() == before)
    }

    @Test func `the message for a newer version names both`() {
        let error = StoreError.newerVersion(found: 9, known: 1, path: "/x/roost.sqlite")
        #expect(
            "\(error)" == "cannot open /x/roost.sqlite: a newer roost wrote it (schema 9, this one knows 1)")
    }

    @Test func `a folder that cannot be made is said`() throws {
        let scratch = try Scratch()
        try Data().write(to: URL(fileURLWithPath: scratch.folder + "/state"))
        #expect {
            try scratch.open()
        } throws: { error in
            guard case .cannotOpen = error as? StoreError else { return false }
            return true
        }
    }

    @Test func `a damaged file is set aside with its log, and a new one begins`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await store.close()
        try Data(repeating: 0x55, count: 10_000).write(to: URL(fileURLWithPath: scratch.database))
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: scratch.database + "-wal"))
        #expect {
            try scratch.open()
        } throws: { error in
            guard case .corrupt = error as? StoreError else { return false }
            return true
        }
        let first = try Store.setAside(path: scratch.database, at: .at(0))
        #expect(first == scratch.database + ".corrupt-20260921T141320.000Z")
        #expect(try Data(contentsOf: URL(fileURLWithPath: first)).count == 10_000)
        #expect(FileManager.default.fileExists(atPath: first + "-wal"))
        #expect(!FileManager.default.fileExists(atPath: scratch.database + "-wal"))
        let again = try scratch.open()
        #expect(try again.sessions().isEmpty)
        await again.close()
        #expect(try Store.setAside(path: scratch.database, at: .at(0)) == first + "-2")
    }

    @Test func `an old log beside a new file is not played into it`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        try await store.flush()
        let log = try scratch.contents("-wal")
        await store.close()
        try FileManager.default.removeItem(atPath: scratch.database)
        try log.write(to: URL(fileURLWithPath: scratch.database + "-wal"))
        let again = try scratch.open()
        #expect(try again.sessions().isEmpty)
        await again.close()
    }
}
