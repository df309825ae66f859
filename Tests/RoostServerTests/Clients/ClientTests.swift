import RoostIO
import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite(.timeLimit(.minutes(1))) struct ClientTests {
    private func encode(_ item: Outbox.Item) -> [UInt8]? {
        switch item {
        case .frame(let bytes): bytes
        case .sessions(let numbers):
            Frame(kind: .sessions, body: [UInt8](repeating: 1, count: numbers.count * 700)).encoded
        case .tasks(let tasks):
            Frame(kind: .tasks, body: [UInt8](repeating: 1, count: tasks.count * 700)).encoded
        case .pulse: Frame(kind: .tasks, body: [3]).encoded
        case .workspace: Frame(kind: .workspace, body: [UInt8](repeating: 2, count: 3000)).encoded
        case .droppedNotices(let count): Frame(kind: .notice, body: Array("\(count) dropped".utf8)).encoded
        }
    }

    private func info(_ number: UInt64) -> SessionInfo {
        SessionInfo(
            name: "s\(number)", number: SessionID(rawValue: number), state: .running, provider: "shell",
            command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: .now, lastActivity: .now,
            stateSince: .now)
    }

    @Test func `a client that stops reading while sessions flood holds a bounded number of bytes`()
        async throws
    {
        let stalled = try StalledClient()
        let client = stalled.client
        client.subscription = Subscription([.sessions, .notices, .workspaces])
        let infos = (1...20).map { info($0) }
        var most = 0
        for round in 0..<20_000 {
            let info = infos[round % infos.count]
            client.note([info.number: info])
            client.outbox.changed(workspace: "main")
            client.outbox.notify(Frame(kind: .notice, body: [UInt8](repeating: 3, count: 500)).encoded)
            client.flush(encode)
            let outbox = client.outbox
            most = max(
                most, client.writer.pendingByteCount + outbox.noticeByteCount + outbox.responseByteCount)
        }
        #expect(!client.writer.isWritable)
        #expect(most < 200 << 10, "the high mark, a frame, and the notices that are kept")

        // Right again at once: the newest of each, and the count of what it missed.
        try await stalled.readUntilWritable()
        var items: [Outbox.Item] = []
        client.flush { item in
            items.append(item)
            return encode(item)
        }
        #expect(client.outbox.isEmpty)
        #expect(items.prefix(2) == [.workspace("main"), .sessions(Set(infos.map(\.number)))])
        #expect(items.dropFirst(2).first == .droppedNotices(client.outbox.droppedNotices))
    }

    @Test func `a workspace that a client has left is not sent to it later`() throws {
        let stalled = try StalledClient()
        let client = stalled.client
        client.view = Client.View(
            workspace: "old", isReadOnly: false, terminal: "", attachedAt: .now,
            environment: [:], cwd: "/")
        client.outbox.changed(workspace: "old")
        client.view?.workspace = "new"
        client.outbox.changed(workspace: "new")
        client.flush(encode)
        #expect(try stalled.frames(stalled.readRest()).count == 1)
    }

    @Test func `a client that asks and does not read may not ask more`() async throws {
        let stalled = try StalledClient()
        let client = stalled.client
        let page = Frame(kind: .response, body: [UInt8](repeating: 1, count: 1 << 20)).encoded
        var answered = 0
        while client.mayAsk, answered < 1000 {
            #expect(client.outbox.respond(page) == true)
            client.flush(encode)
            answered += 1
        }
        #expect(answered < 8)
        #expect(client.outbox.responseByteCount < Outbox.responseMark + page.count)
        while !client.mayAsk {
            try await stalled.readUntilWritable()
            client.flush(encode)
        }
    }
}
