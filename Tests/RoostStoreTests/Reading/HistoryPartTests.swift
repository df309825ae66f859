import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct HistoryPartTests {
    private static func all(
        _ store: Store, _ type: HistoryEntry.Kind?, byteLimit: Int
    ) throws -> (entries: [HistoryEntry], parts: Int) {
        var entries: [HistoryEntry] = []
        var parts = 0
        var place: HistoryPlace?
        repeat {
            let part = try store.historyPart(session: .one, type: type, after: place, byteLimit: byteLimit)
            entries += part.entries
            parts += 1
            // Whoever asks keeps the place as numbers.
            place = part.next.flatMap { HistoryPlace(numbers: $0.numbers) }
            try #require(part.next == nil || !part.entries.isEmpty, "a part without progress")
        } while place != nil
        return (entries, parts)
    }

    /// A past of output, commands and events, with moments that several of them share.
    private static func fill(_ store: Store, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        store.enqueue(.session(.sample(1, name: "n")))
        store.enqueue(.session(.sample(2)))
        var (offset, at) = (UInt64(0), Int64(0))
        for step in 0..<120 {
            at += Int64.random(in: 0...2, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                let changes: [SessionTransition.Change] = [
                    .attention(.question, text: "\(step)"), .attention(.authentication, text: "\(step)"),
                    .state(.error, end: .exited(Int32(step))), .outputLost(bytes: UInt64(step)),
                    .resized(rows: step, columns: 80), .attentionOver(.authentication),
                ]
                guard let change = changes.randomElement(using: &generator) else { continue }
                for session in [SessionID.one, .two] {
                    store.enqueue(.event(.init(session: session, at: .at(at), change, offset: offset)))
                }
            case 1:
                store.enqueue(
                    .command(
                        .init(
                            session: .one, id: Int64(step), at: .at(at), isPrompt: step % 2 == 0,
                            text: "command \(step)", cwd: "/src", durationMilliseconds: 5, exitCode: 1,
                            offset: offset)))
            default:
                let length = Int.random(in: 1...60, using: &generator)
                let bytes = (0..<length).map { _ in Array("abc\r\n\u{1B}[1m".utf8).randomElement() ?? 0x0A }
                store.enqueue(.output(session: .one, offset: offset, at: .at(at), bytes: bytes))
                offset += UInt64(length)
                if Bool.random(using: &generator) { try await store.flush() }
            }
        }
        try await store.flush()
    }

    @Test(arguments: [1, 200, 500, 1000, 5000, 1 << 20])
    func `parts of any size make up the whole, in order`(byteLimit: Int) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, seed: seed)
        let lines = try store.history(session: .one, type: .output, limit: .max)
        let others = try store.history(session: .one, type: nil, limit: .max)
        let whole = try Self.all(store, nil, byteLimit: byteLimit)
        #expect(whole.entries.filter { $0.type == .output } == lines, "seed \(seed)")
        #expect(
            whole.entries.filter { $0.type != .output }.map(\.text) == others.map(\.text), "seed \(seed)")
        let keys = whole.entries.map { [$0.at.milliseconds, Int64($0.offset)] }
        #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
        #expect(byteLimit > 1000 || whole.parts > 10, "seed \(seed)")
        await store.close()
    }

    @Test(arguments: HistoryEntry.Kind.allCases)
    func `a type gives the same as the whole does`(type: HistoryEntry.Kind) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let scratch = try Scratch()
        let store = try scratch.open()
        try await Self.fill(store, seed: seed)
        let whole = try Self.all(store, nil, byteLimit: 700).entries
        #expect(
            try Self.all(store, type, byteLimit: 700).entries == whole.filter { $0.type == type },
            "seed \(seed)")
        await store.close()
    }

    @Test func `a command comes with all that is known of it`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1, name: "n")))
        store.enqueue(
            .command(
                .init(
                    session: .one, id: 7, at: .at(3), isPrompt: false, text: "make", cwd: "/src",
                    durationMilliseconds: 30, exitCode: 2, offset: 9)))
        try await store.flush()
        #expect(
            try Self.all(store, nil, byteLimit: 1000).entries == [
                HistoryEntry(
                    session: .one, name: "n", at: .at(3), type: .command, text: "make", isPrompt: false,
                    cwd: "/src", exitCode: 2, durationMilliseconds: 30, offset: 9)
            ])
        await store.close()
    }

    @Test func `output that comes meanwhile is not followed for ever`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 0, at: .at(0), bytes: Array("a\nb\nc".utf8)))
        try await store.flush()
        let first = try store.historyPart(session: .one, type: .output, after: nil, byteLimit: 1)
        #expect(first.entries.map(\.text) == ["a"])
        store.enqueue(.output(session: .one, offset: 5, at: .at(1), bytes: Array("ccc\nd\ne\n".utf8)))
        try await store.flush()
        let rest = try store.historyPart(session: .one, type: .output, after: first.next, byteLimit: 1000)
        // The line that had begun is given whole; those that began later are not.
        #expect(rest.entries.map(\.text) == ["b", "cccc"])
        #expect(rest.next == nil)
        await store.close()
    }

    @Test(arguments: [
        [], [1], [1, 2, 3, 4, 5], [-1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, -1], [0, 0, 0, 0, 0, 0, 0],
    ])
    func `numbers that are no place are refused`(numbers: [Int64]) {
        #expect(HistoryPlace(numbers: numbers) == nil)
    }

    @Test func `a session that is not there has no history`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let part = try store.historyPart(session: .two, type: nil, after: nil, byteLimit: 1000)
        #expect(part.entries.isEmpty && part.next == nil)
        await store.close()
    }
}
