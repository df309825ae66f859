import Foundation
import RoostModel
import Testing

@testable import RoostServer

@Suite struct ConversationsTests {
    private static func at(_ minutes: Int64) -> Timestamp { Timestamp(milliseconds: minutes * 60_000) }

    private static func conversation(_ name: String, id: String? = nil, at minutes: Int64 = 0) -> Conversation
    {
        Conversation(name: name, provider: "claude", cwd: "/src", id: id, at: at(minutes))
    }

    private func state(
        _ conversations: Conversations, _ name: String, at minutes: Int64, busy: Set<String> = []
    )
        -> Conversation.State?
    {
        conversations.all(at: Self.at(minutes), idleMilliseconds: 30 * 60_000, busy: busy)
            .first { $0.name == name }?.state
    }

    @Test func `a conversation that rests expires, and is active again when it is used`() {
        var conversations = Conversations()
        conversations.remember(Self.conversation("api"), sparing: [])
        conversations.ask("api", at: Self.at(1))
        #expect(state(conversations, "api", at: 30) == .active)
        #expect(state(conversations, "api", at: 31) == .expired)
        #expect(state(conversations, "api", at: 31, busy: ["api"]) == .active)
        #expect(conversations.all(at: Self.at(999), idleMilliseconds: 0, busy: []).map(\.state) == [.active])
        conversations.ask("api", at: Self.at(40))
        #expect(state(conversations, "api", at: 41) == .active)
        #expect(conversations["api"]?.tasks == 2)
    }

    @Test func `one that was ended stays so until somebody takes it up`() {
        var conversations = Conversations()
        conversations.remember(Self.conversation("api", id: "c-1"), sparing: [])
        conversations.end("api", at: Self.at(2))
        #expect(state(conversations, "api", at: 3) == .ended)
        conversations.open("api", in: SessionID(rawValue: 5), at: Self.at(4))
        #expect(state(conversations, "api", at: 5) == .active)
        #expect(conversations.of(session: SessionID(rawValue: 5))?.name == "api")
        #expect(conversations.of(session: SessionID(rawValue: 6)) == nil)
    }

    @Test func `a task that passed says what the next takes up, one that broke does not`() {
        var conversations = Conversations()
        conversations.remember(Self.conversation("api"), sparing: [])
        let broken = TaskVerdict(
            state: .failed, failure: .overloaded, report: TaskReport(conversation: "c-0", cost: 0.25))
        conversations.end(task: broken, of: "api", at: Self.at(1))
        #expect(conversations["api"]?.id == nil)
        conversations.end(
            task: TaskVerdict(state: .passed, report: TaskReport(conversation: "c-1", cost: 0.5)), of: "api",
            at: Self.at(2))
        #expect(conversations["api"]?.id == "c-1")
        #expect(conversations["api"]?.cost == 0.75)
        conversations.end(
            task: TaskVerdict(state: .failed, failure: .maxTurns, report: TaskReport(conversation: "c-2")),
            of: "api", at: Self.at(3))
        #expect(conversations.find("c-2")?.name == "api")
        #expect(conversations.find("c-1") == nil)
        #expect(conversations["api"]?.usedAt == Self.at(3))
    }

    @Test func `the oldest that nobody uses is forgotten`() {
        var conversations = Conversations()
        for number in 0...Conversations.limit {
            conversations.remember(Self.conversation("c\(number)", at: Int64(number)), sparing: ["c0"])
        }
        #expect(conversations["c0"] != nil)
        #expect(conversations["c1"] == nil)
        let all = conversations.all(at: Self.at(500), idleMilliseconds: 0, busy: [])
        #expect(all.count == Conversations.limit)
        #expect(all.last?.name == "c\(Conversations.limit)")
    }

    @Test func `they are read again as they were`() throws {
        var conversations = Conversations()
        conversations.remember(Self.conversation("api", id: "c-1"), sparing: [])
        conversations.open("api", in: SessionID(rawValue: 5), at: Self.at(4))
        conversations.end("api", at: Self.at(5))
        let read = try JSONDecoder().decode(Conversations.self, from: try JSONEncoder().encode(conversations))
        #expect(read == conversations)
    }
}
