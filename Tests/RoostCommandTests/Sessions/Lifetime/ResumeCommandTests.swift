import ArgumentParser
import RoostConfig
import RoostModel
import Testing

@testable import roost

@Suite struct ResumeCommandTests {
    private static func session(
        _ name: String, _ provider: String, _ end: EndReason?, _ conversation: SessionConversation? = nil
    ) -> SessionInfo {
        var info = SessionInfo(
            name: name, number: SessionID(rawValue: UInt64(name.utf8.count)),
            state: end == nil ? .running : .error,
            provider: provider, command: [provider], cols: 80, rows: 24, cwd: "/src",
            createdAt: Timestamp(milliseconds: 0), lastActivity: Timestamp(milliseconds: 0),
            stateSince: Timestamp(milliseconds: 0), end: end)
        info.conversation = conversation
        return info
    }

    private static let codex = SessionConversation(provider: "codex", id: "019a-1")

    @Test func `what was interrupted and can go on is listed`() {
        let sessions = [
            Self.session("lives", "claude", nil, SessionConversation(provider: "claude", id: "c")),
            Self.session("a", "claude", .interrupted), Self.session("ended", "claude", .exited(1)),
            Self.session("shell", "shell", .machineRestarted, Self.codex),
            Self.session("plain", "shell", .machineRestarted), Self.session("vim", "program", .interrupted),
            Self.session("goose", "goose", .interrupted),
        ]
        let found = ResumeCommand.interrupted(sessions, among: Provider.builtIn)
        #expect(found.map(\.name) == ["a", "shell"])
        #expect(
            ResumeCommand.table(found, now: Timestamp(milliseconds: 3000)).text == """
                NAME   CLI     CONVERSATION    CWD   ENDED  TITLE
                a      claude  the latest one  /src     3s
                shell  codex   019a-1          /src     3s

                """)
    }

    @Test func `names and all of them exclude each other`() throws {
        #expect(throws: (any Error).self) { try ResumeCommand.parse(["--all", "a"]) }
        #expect(try ResumeCommand.parse(["a", "b"]).targets == ["a", "b"])
    }
}
