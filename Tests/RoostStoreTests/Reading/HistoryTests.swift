import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct HistoryTests {
    @Test func `events and commands come in order of time, the newest ones, oldest first`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1, name: "build")))
        store.enqueue(.session(.sample(2)))
        func event(_ session: SessionID, _ at: Int64, _ change: SessionTransition.Change) {
            store.enqueue(.event(.init(session: session, at: .at(at), change, offset: 5)))
        }
        event(.one, 1, .state(.running))
        event(.one, 3, .state(.error, end: .exited(3)))
        event(.two, 4, .attention(.authentication, text: "sign in"))
        event(.one, 5, .outputLost(bytes: 10))
        event(.one, 6, .attention(.approval, text: "Run it?"))
        event(.one, 6, .resized(rows: 24, columns: 80))
        event(.two, 7, .customState("reviewing"))
        event(.two, 8, .customState(nil))
        store.enqueue(
            .command(
                .init(session: .one, id: 1, at: .at(2), isPrompt: false, text: "make", cwd: "/src", offset: 9)
            ))
        store.enqueue(
            .command(
                .init(
                    session: .one, id: 1, at: .at(2), isPrompt: false, text: "make", durationMilliseconds: 30,
                    exitCode: 2, offset: 9)))
        try await store.flush()
        func texts(_ session: SessionID?, _ type: HistoryEntry.Kind?, _ limit: Int = 100) throws -> [String] {
            try store.history(session: session, type: type, limit: limit).map(\.text)
        }
        let (failed, login) = ("error: exit status 3", "authentication: sign in")
        let (gap, approval) = ("10 bytes of output are lost", "approval: Run it?")
        let custom = ["custom state reviewing", "custom state over"]
        #expect(try texts(.one, nil) == ["running", "make", failed, gap, approval])
        #expect(try texts(nil, nil) == ["running", "make", failed, login, gap, approval] + custom)
        #expect(try texts(.one, nil, 2) == [gap, approval])
        #expect(try texts(.one, .error) == [failed, gap])
        #expect(try texts(nil, .auth) == [login])
        #expect(try texts(nil, .status) == ["running", approval] + custom)
        #expect(try texts(nil, .error, 0).isEmpty)
        #expect(
            try store.history(session: .one, type: .command, limit: 10) == [
                HistoryEntry(
                    session: .one, name: "build", at: .at(2), type: .command, text: "make",
                    isPrompt: false, cwd: "/src", exitCode: 2, durationMilliseconds: 30, offset: 9)
            ])
        await store.close()
    }

    @Test func `output comes as lines, the last one without its end too`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1, name: "n")))
        let bytes = Array("\u{1B}[32mone\u{1B}[0m\r\ntwo\r\n$ ".utf8)
        store.enqueue(.output(session: .one, offset: 0, at: .at(1), bytes: bytes))
        try await store.flush()
        let entries = try store.history(session: .one, type: .output, limit: 10)
        #expect(entries.map(\.text) == ["one", "two", "$ "])
        #expect(entries.map(\.offset) == [0, 14, 19])
        #expect(Set(entries.map(\.name)) == ["n"])
        #expect(try store.history(session: .one, type: .output, limit: 2).map(\.text) == ["two", "$ "])
        await store.close()
    }

    @Test func `what is not stored yet goes on where the stored output ends`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        let bytes = Array("one\ntwo \u{1B}[3".utf8)
        store.enqueue(.output(session: .one, offset: 0, at: .at(1), bytes: bytes))
        try await store.flush()
        var history = try store.outputHistory(session: .one, limit: 10)
        #expect(history.entries.map(\.text) == ["one"])
        #expect(history.end == UInt64(bytes.count))
        let tail = history.rest.append(Array("1mred\nthree".utf8)) + history.rest.finish()
        #expect(tail.map(\.text) == ["two red", "three"])
        await store.close()
    }

    /// However many lines are asked for, they are the last of all lines.
    @Test(arguments: 1...4)
    func `the newest lines are the end of all lines`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        var bytes: [UInt8] = []
        for _ in 0..<40 {
            let part = OutputTextTests.stream(Int.random(in: 1...200, using: &generator), using: &generator)
            store.enqueue(.output(session: .one, offset: UInt64(bytes.count), at: .at(1), bytes: part))
            bytes += part
            // Blocks of every size: one transaction joins what it has.
            if Bool.random(using: &generator) { try await store.flush() }
        }
        try await store.flush()
        var whole = OutputText()
        let expected = whole.append(bytes) + whole.finish()
        for limit in 1...expected.count + 2 {
            let entries = try store.history(session: .one, type: .output, limit: limit)
            let last = expected.suffix(limit)
            #expect(entries.map(\.text) == last.map(\.text), "seed \(seed), limit \(limit)")
            #expect(entries.map(\.offset) == last.map(\.offset), "seed \(seed), limit \(limit)")
        }
        await store.close()
    }

    @Test func `a gap ends a line and begins another`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        store.enqueue(.output(session: .one, offset: 0, at: .at(1), bytes: Array("one\ntw".utf8)))
        store.enqueue(.output(session: .one, offset: 100, at: .at(2), bytes: Array("rest\nthree\n".utf8)))
        try await store.flush()
        let entries = try store.history(session: .one, type: .output, limit: 10)
        #expect(entries.map(\.text) == ["one", "tw", "rest", "three"])
        #expect(entries.map(\.offset) == [0, 4, 100, 105])
        await store.close()
    }

    @Test func `the output of all sessions is merged by time, each in its order`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        for number in 1...2 as ClosedRange<UInt64> { store.enqueue(.session(.sample(number))) }
        store.enqueue(.output(session: .one, offset: 0, at: .at(1), bytes: Array("a1\na2\n".utf8)))
        try await store.flush()
        store.enqueue(.output(session: .two, offset: 0, at: .at(2), bytes: Array("b1\n".utf8)))
        store.enqueue(.output(session: .one, offset: 6, at: .at(3), bytes: Array("a3\n".utf8)))
        try await store.flush()
        let all = try store.history(session: nil, type: .output, limit: 10)
        #expect(all.map(\.text) == ["a1", "a2", "b1", "a3"])
        let newest = try store.history(session: nil, type: .output, limit: 2)
        #expect(newest.map(\.text) == ["b1", "a3"])
        await store.close()
    }
}
