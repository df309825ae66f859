import Foundation
import RoostModel
import Testing

@testable import RoostStore

@Suite struct TimelineTests {
    private static func fill(_ store: Store, blocks: Int) async throws {
        store.enqueue(.session(.sample(1)))
        for block in 0..<blocks {
            let offset = UInt64(block * 10)
            store.enqueue(
                .output(
                    session: .one, offset: offset, at: .at(Int64(block) * 100),
                    bytes: Array("0123456789".utf8)))
            if block % 4 == 0 {
                store.enqueue(
                    .event(
                        .init(
                            session: .one, at: .at(Int64(block) * 100 + 1),
                            .resized(rows: block + 1, columns: 80), offset: offset + 10)))
            }
            if block % 3 == 0 {
                store.enqueue(
                    .command(
                        .init(
                            session: .one, id: Int64(block), at: .at(Int64(block) * 100), isPrompt: true,
                            text: "c\(block)", offset: offset + 5)))
            }
            try await store.flush()
        }
    }

    @Test func `blocks come with their times, sizes and commands with their offsets`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, blocks: 9)
        let timeline = try store.timeline(session: .one, from: 0, limit: 100)
        #expect(timeline.next == nil)
        #expect(timeline.blocks.map(\.offset) == (0..<9).map { UInt64($0 * 10) })
        #expect(timeline.blocks.allSatisfy { $0.length == 10 })
        #expect(timeline.blocks.map(\.at) == (0..<9).map { .at(Int64($0) * 100) })
        #expect(timeline.resizes.map(\.offset) == [10, 50, 90])
        #expect(timeline.resizes.map(\.rows) == [1, 5, 9])
        #expect(timeline.resizes.map(\.at) == [.at(1), .at(401), .at(801)])
        #expect(timeline.commands.map(\.text) == ["c0", "c3", "c6"])
        #expect(timeline.commands.map(\.offset) == [5, 35, 65])
        await store.close()
    }

    @Test(arguments: 1...10)
    func `parts of any length make up the whole`(limit: Int) async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, blocks: 9)
        let whole = try store.timeline(session: .one, from: 0, limit: 100)
        var blocks: [OutputTimeline.Block] = []
        var resizes: [OutputTimeline.Resize] = []
        var commands: [OutputTimeline.Command] = []
        var next: UInt64? = 0
        while let offset = next {
            let part = try store.timeline(session: .one, from: offset, limit: limit)
            #expect(part.blocks.count <= limit)
            blocks += part.blocks
            resizes += part.resizes
            commands += part.commands
            next = part.next
        }
        #expect(blocks == whole.blocks)
        #expect(resizes == whole.resizes)
        #expect(commands == whole.commands)
        await store.close()
    }

    @Test func `a session that is not there has an empty timeline`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let timeline = try store.timeline(session: .two, from: 0, limit: 10)
        #expect(timeline.blocks.isEmpty && timeline.next == nil)
        await store.close()
    }

    @Test func `a shell's commands start at their marks, before what they print`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        func command(_ id: Int64, at offset: Int, isPrompt: Bool = false) {
            store.enqueue(
                .command(
                    .init(
                        session: .one, id: id, at: .at(id), isPrompt: isPrompt, text: "c\(id)",
                        offset: UInt64(offset))))
        }
        // Two commands in one read, one in a read of its own, one whose mark is missing, a prompt.
        let first = "$ a\r\n\u{1B}]133;C\u{7}one\r\n$ b\r\n\u{1B}]133;C\u{7}two\r\n$ "
        let second = "c\r\n\u{1B}]133;C;cmdline_url=c\u{7}three\r\n"
        let third = "$ d\r\nfour\r\n"
        var offset = 0
        for (index, text) in [first, second, third].enumerated() {
            store.enqueue(
                .output(
                    session: .one, offset: UInt64(offset), at: .at(Int64(index)), bytes: Array(text.utf8)))
            try await store.flush()
            offset += text.utf8.count
        }
        let ends = [first.utf8.count, first.utf8.count + second.utf8.count, offset]
        command(1, at: ends[0])
        command(2, at: ends[0])
        command(3, at: ends[1])
        command(4, at: ends[2])
        command(5, at: ends[2], isPrompt: true)
        try await store.flush()
        let commands = try store.timeline(session: .one, from: 0, limit: 10).commands
        #expect(commands.map(\.text) == ["c1", "c2", "c3", "c4", "c5"])
        #expect(commands.map { Int($0.offset) } == [5, 23, ends[0] + 3, ends[2], ends[2]])
        await store.close()
    }

    @Test func `commands stay in order when one is found to start earlier`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        let text = "$ x\r\n\u{1B}]133;C\u{7}y"
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array(text.utf8)))
        for (id, isPrompt) in [(Int64(1), true), (2, false)] {
            store.enqueue(
                .command(
                    .init(
                        session: .one, id: id, at: .at(id), isPrompt: isPrompt, text: "c\(id)",
                        offset: UInt64(text.utf8.count))))
        }
        try await store.flush()
        let commands = try store.timeline(session: .one, from: 0, limit: 10).commands
        #expect(commands.map(\.text) == ["c1", "c2"])
        #expect(commands.map(\.offset) == [5, 5])
        await store.close()
    }
}
