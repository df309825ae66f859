import GRDB
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct OutputTests {
    private static func all(_ store: Store, from: UInt64 = 0) throws -> [UInt8] {
        try store.output(session: .one, from: from, limitBytes: .max).flatMap(\.bytes)
    }

    @Test(arguments: [0, 1, 48, 49, 1000, 65_535, 65_536, 65_537, 200_000])
    func `output of any length comes back byte for byte`(count: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let scratch = try Scratch()
        let store = try scratch.open()
        let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let text = (0..<count).map { UInt8(65 + $0 % 20) }
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: noise))
        store.enqueue(.output(session: .one, offset: UInt64(count), at: .at(0), bytes: text))
        try await store.flush()
        #expect(try Self.all(store) == noise + text)
        #expect(try store.outputEnd(session: .one) == UInt64(2 * count))
        await store.close()
    }

    @Test func `reading begins and stops anywhere`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        let bytes = (0..<100).map { UInt8($0) }
        for start in stride(from: 0, to: 100, by: 10) {
            store.enqueue(
                .output(
                    session: .one, offset: UInt64(start), at: .at(Int64(start)),
                    bytes: Array(bytes[start..<start + 10])))
            try await store.flush()
        }
        for from in 0...101 {
            for limit in [0, 1, 7, 10, 25, 1000] {
                let blocks = try store.output(session: .one, from: UInt64(from), limitBytes: limit)
                #expect(blocks.flatMap(\.bytes) == Array(bytes.dropFirst(from).prefix(limit)))
                var next = UInt64(from)
                for block in blocks {
                    #expect(block.offset == next)
                    #expect(block.at == .at(Int64(block.offset / 10 * 10)))
                    next += UInt64(block.bytes.count)
                }
            }
        }
        await store.close()
    }

    @Test func `bytes that come twice are stored once`() async throws {
        let scratch = try Scratch()
        let bytes = Array("0123456789".utf8)
        let first = try scratch.open()
        first.enqueue(.session(.sample(1)))
        first.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array(bytes[..<6])))
        first.enqueue(.output(session: .one, offset: 2, at: .at(0), bytes: Array(bytes[2..<5])))
        await first.close()
        // After a crash the journal is played again, from a place before the end of what is stored.
        let store = try scratch.open()
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array(bytes[..<3])))
        store.enqueue(.output(session: .one, offset: 3, at: .at(0), bytes: Array(bytes[3...])))
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: bytes))
        try await store.flush()
        #expect(try Self.all(store) == bytes)
        #expect(try store.outputEnd(session: .one) == 10)
        await store.close()
    }

    @Test func `a number that is used again after its removal begins anew`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: [1, 2, 3]))
        store.enqueue(.removeSession(.one))
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: [4]))
        try await store.flush()
        #expect(try Self.all(store) == [4])
        await store.close()
    }

    @Test func `a gap stays a gap`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 10, at: .at(0), bytes: [1, 2]))
        store.enqueue(.output(session: .one, offset: 20, at: .at(0), bytes: [3]))
        try await store.flush()
        let blocks = try store.output(session: .one, from: 0, limitBytes: 100)
        #expect(blocks.map(\.offset) == [10, 20])
        #expect(blocks.map(\.bytes) == [[1, 2], [3]])
        let inside = try store.output(session: .one, from: 15, limitBytes: 100)
        #expect(inside.map(\.offset) == [20])
        await store.close()
    }

    @Test func `a damaged block is left out and said`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        for start in 0..<3 {
            let bytes = [UInt8](repeating: UInt8(start), count: 100)
            store.enqueue(.output(session: .one, offset: UInt64(start * 100), at: .at(0), bytes: bytes))
            try await store.flush()
        }
        try await store.pool.write {
            try $0.execute(sql: "UPDATE output SET bytes = zeroblob(10) WHERE offset = 100")
        }
        #expect(try store.output(session: .one, from: 0, limitBytes: 1000).map(\.offset) == [0, 200])
        #expect(store.damage == ["a part of the output of session 1 cannot be read"])
        await store.close()
    }
}
