import Foundation
import RoostModel
import Testing

@Suite struct SessionInfoTests {
    private let info = SessionInfo(
        name: "api", number: SessionID(rawValue: 7), state: .waitingInput,
        attention: Attention(
            kind: .rateLimited, text: "usage limit",
            options: [.init(key: "1", label: "Wait", isSelected: true)],
            source: "screen", since: Timestamp(milliseconds: 0)),
        provider: "claude", command: ["claude"], cols: 80, rows: 24, cwd: "/tmp", pid: 42,
        createdAt: Timestamp(milliseconds: 0), lastActivity: Timestamp(milliseconds: 1),
        stateSince: Timestamp(milliseconds: 2))

    private func object(_ value: some Encodable) throws -> [String: Any] {
        let data = try JSONEncoder().encode(value)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func `a list element has every key of the contract, null where nothing is known`() throws {
        let object = try object(info)
        let contract = [
            "name", "number", "state", "attention", "provider", "command", "cols", "rows", "cwd", "pid",
            "exit_code", "created_at", "last_activity", "title", "workspace",
        ]
        for key in contract { #expect(object[key] != nil, "\(key)") }
        #expect(object["exit_code"] is NSNull)
        #expect(object["workspace"] is NSNull)
        #expect(object["state"] as? String == "waiting_input")
        #expect(object["number"] as? Int == 7)
        #expect(object["created_at"] as? String == "1970-01-01T00:00:00.000Z")
        #expect(object.keys.allSatisfy { $0 == $0.lowercased() })
    }

    @Test func `an attention has the keys of the contract`() throws {
        let attention = try #require(try object(info)["attention"] as? [String: Any])
        #expect(attention["kind"] as? String == "rate_limited")
        for key in ["id", "text", "options", "source", "since"] { #expect(attention[key] != nil, "\(key)") }
        let option = try #require((attention["options"] as? [[String: Any]])?.first)
        #expect(option["selected"] as? Bool == true)
        #expect(option["key"] as? String == "1")
    }

    @Test func `an attention has null for the URL and the code that are not there`() throws {
        let attention = try #require(try object(info)["attention"] as? [String: Any])
        #expect(attention["url"] is NSNull)
        #expect(attention["code"] is NSNull)
    }

    @Test func `what was written is read back`() throws {
        let data = try JSONEncoder().encode(info)
        #expect(try JSONDecoder().decode(SessionInfo.self, from: data) == info)
    }

    @Test func `who knows that keys may be missing gets no null, and reads the same`() throws {
        let encoder = JSONEncoder()
        encoder.userInfo[try #require(CodingUserInfoKey.leavesOutNull)] = true
        let data = try encoder.encode(info)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["exit_code"] == nil)
        #expect(object["pid"] as? Int == 42)
        #expect(try JSONDecoder().decode(SessionInfo.self, from: data) == info)
    }

    @Test func `a session that ended says how, in a word for scripts and in words for a person`() throws {
        var ended = info
        (ended.state, ended.end, ended.historyLimit) = (.error, .exited(3), 500)
        let object = try object(ended)
        #expect(object["provider"] as? String == "claude")
        #expect(object["kind"] as? String == "agent")
        #expect(object["reason"] as? String == "exit status 3")
        #expect(object["history_limit"] as? Int == 500)
        let end = try #require(object["end"] as? [String: Any])
        #expect(end["kind"] as? String == "exited")
        #expect(end["code"] as? Int == 3)
        let data = try JSONEncoder().encode(ended)
        #expect(try JSONDecoder().decode(SessionInfo.self, from: data) == ended)
        // A session that began anew has no reason left.
        ended.state = .running
        #expect(ended.reason == nil)
    }

    @Test func `states have the words of the contract`() {
        #expect(
            SessionState.allCases.map(\.rawValue) == [
                "initializing", "starting", "running", "waiting_input", "processing", "completed", "error",
                "terminated",
            ])
        #expect(SessionState.allCases.filter(\.isEnded) == [.completed, .error, .terminated])
    }

    @Test func `history entries have snake case keys`() throws {
        let entry = HistoryEntry(
            session: SessionID(rawValue: 1), name: "a", at: Timestamp(milliseconds: 0), type: .command,
            text: "ls",
            exitCode: 0, durationMilliseconds: 3, offset: 9)
        let object = try object(entry)
        #expect(object["exit_code"] as? Int == 0)
        #expect(object["duration_ms"] as? Int == 3)
        #expect(object["type"] as? String == "command")
    }
}
