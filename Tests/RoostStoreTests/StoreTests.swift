import RoostModel
import Synchronization
import Testing

@testable import RoostStore

@Suite struct StoreTests {
    @Test func `a session comes back as it was`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        var session = SessionInfo.sample(1, name: "build \"x\" 中")
        session.kind = .agent("claude")
        session.state = .error
        session.end = .couldNotStart(cause: "no such file")
        session.attention = Attention(
            kind: .approval, text: "Run it?", options: [.init(key: "1", label: "Yes", isSelected: true)],
            url: "https://x", code: "AB-12", source: "screen", since: .at(5))
        session.pid = 42
        session.exitCode = -1
        session.title = "title"
        session.historyLimit = 5000
        store.enqueue(.session(session))
        store.enqueue(.session(.sample(2)))
        try await store.flush()
        #expect(try store.sessions() == [session, .sample(2)])
        session.state = .completed
        session.end = .exited(0)
        session.attention = nil
        store.enqueue(.session(session))
        await store.close()

        let again = try scratch.open()
        #expect(try again.sessions() == [session, .sample(2)])
        #expect(again.damage.isEmpty)
        await again.close()
    }

    @Test func `session numbers are never given twice`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        #expect(try store.nextSessionNumber() == 1)
        #expect(try store.nextSessionNumber() == 2)
        store.enqueue(.session(.sample(7)))
        #expect(try store.nextSessionNumber() == 8)
        store.enqueue(.removeSession(SessionID(rawValue: 7)))
        await store.close()
        let again = try scratch.open()
        #expect(try again.sessions().isEmpty)
        let next = try again.nextSessionNumber()
        #expect(next == 8)
        await again.close()
    }

    @Test func `workspaces come back in their order with one last`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        var main = Workspace(name: "main", rows: 23, columns: 80)
        let pane = main.openWindow(showing: .one, name: "first")
        main.split(pane, along: .horizontal, showing: .two)
        main.split(pane, along: .vertical, showing: .one)
        main.openWindow(showing: .two)
        var other = Workspace(name: "other", rows: 10, columns: 20)
        other.openWindow(showing: .one)
        store.enqueue(.workspace(main, position: 1, isLast: true))
        store.enqueue(.workspace(other, position: 0, isLast: true))
        try await store.flush()
        var found = try store.workspaces()
        #expect(found.map(\.workspace) == [other, main])
        #expect(found.map(\.isLast) == [true, false])

        main.closeWindow(main.active)
        store.enqueue(.workspace(main, position: 0, isLast: true))
        store.enqueue(.removeWorkspace(name: "other"))
        try await store.flush()
        found = try store.workspaces()
        #expect(found.map(\.workspace) == [main])
        #expect(found.map(\.isLast) == [true])
        await store.close()
    }

    @Test func `values by name come and go, and the store's own cannot be changed`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.meta(key: "hint", value: "dismissed"))
        store.enqueue(.meta(key: "schema", value: "99"))
        try await store.flush()
        #expect(try store.meta("hint") == "dismissed")
        #expect(try store.meta("schema") == String(Schema.number))
        store.enqueue(.meta(key: "hint", value: nil))
        try await store.flush()
        #expect(try store.meta("hint") == nil)
        await store.close()
    }

    @Test func `a removed session takes its history with it`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        for number in 1...2 as ClosedRange<UInt64> {
            let session = SessionID(rawValue: number)
            store.enqueue(.session(.sample(number)))
            store.enqueue(.output(session: session, offset: 0, at: .at(0), bytes: Array("needle\n".utf8)))
            store.enqueue(.snapshot(session: session, offset: 7, at: .at(0), bytes: [1, 2, 3]))
            store.enqueue(.event(.question(session)))
            store.enqueue(
                .command(.init(session: session, id: 1, at: .at(0), isPrompt: false, text: "ls", offset: 0)))
        }
        store.enqueue(.removeSession(.one))
        try await store.flush()
        #expect(try store.history(session: .one, type: nil, limit: 10).isEmpty)
        #expect(try store.history(session: .one, type: .output, limit: 10).isEmpty)
        #expect(try store.latestSnapshots(session: .one).isEmpty)
        #expect(try store.outputEnd(session: .one) == 0)
        #expect(try store.search("needle", session: nil, limit: 10).map(\.session) == [.two])
        #expect(try store.history(session: .two, type: nil, limit: 10).count == 2)
        await store.close()
    }

    @Test func `what belongs to no session is dropped alone and counted`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let reports = Mutex<[CommitReport]>([])
        store.setCommitHandler { report in reports.withLock { $0.append(report) } }
        store.enqueue(.session(.sample(1)))
        store.enqueue(.event(.question(.two, "lost")))
        store.enqueue(.event(.question(.one, "kept")))
        try await store.flush()
        #expect(reports.withLock { $0.map(\.rejected) } == [1])
        #expect(try store.history(session: nil, type: nil, limit: 10).map(\.text) == ["question: kept"])
        await store.close()
    }

    @Test func `the handler hears what is committed, and nothing is pending then`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        let reports = Mutex<[CommitReport]>([])
        store.setCommitHandler { report in reports.withLock { $0.append(report) } }
        store.enqueue(.session(.sample(1)))
        store.enqueue(
            .output(session: .one, offset: 0, at: .at(0), bytes: [UInt8](repeating: 65, count: 1000)))
        store.enqueue(.output(session: .one, offset: 1000, at: .at(0), bytes: [66]))
        store.enqueue(.snapshot(session: .one, offset: 1001, at: .at(0), bytes: [1]))
        #expect(store.pendingByteCount >= 1001)
        try await store.flush()
        #expect(store.pendingByteCount == 0)
        #expect(reports.withLock { $0.last?.storedOutput } == [.one: 1001])
        #expect(reports.withLock { $0.last?.snapshots } == [.one: 1001])
        await store.close()
    }

    @Test func `without a flush the timer commits`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        await withCheckedContinuation { continuation in
            let waiting = Mutex<CheckedContinuation<Void, Never>?>(continuation)
            store.setCommitHandler { _ in waiting.withLock { $0.take() }?.resume() }
            store.enqueue(.session(.sample(1)))
        }
        #expect(try store.sessions().count == 1)
        await store.close()
    }

    @Test func `a thread can wait for a commit`() throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1)))
        try store.flushBlocking(timeout: .seconds(60))
        #expect(try store.sessions().count == 1)
    }

    @Test func `text with NUL is stored without it`() async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        store.enqueue(.session(.sample(1, name: "a\0b")))
        try await store.flush()
        #expect(try store.sessions().map(\.name) == ["ab"])
        await store.close()
    }

    @Test(arguments: [
        EndReason.exited(0), .exited(3), .signalled(9), .killed, .interrupted, .machineRestarted,
        .couldNotStart(cause: "no such file"), .unknown,
    ])
    func `an end is stored as it was`(end: EndReason) async throws {
        let scratch = try Scratch()
        let store = try scratch.open()
        var session = SessionInfo.sample(1)
        (session.state, session.end) = (end.state, end)
        store.enqueue(.session(session))
        let transition = SessionTransition(.state(end.state, end: end), source: "process")
        store.enqueue(.event(.init(session: .one, at: .at(0), transition: transition, offset: 7)))
        try await store.flush()
        #expect(try store.sessions() == [session])
        #expect(try store.history(session: .one, type: nil, limit: 9).map(\.transition) == [transition])
        await store.close()
    }
}
