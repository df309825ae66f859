import RoostDetect
import RoostModel
import Testing

@testable import RoostServer

@Suite struct SessionInfoStoredTests {
    private let info = SessionInfo(
        name: "a", number: SessionID(rawValue: 1), state: .running, provider: "claude", command: ["claude"],
        cols: 80, rows: 24, cwd: "/", createdAt: Timestamp(milliseconds: 1),
        lastActivity: Timestamp(milliseconds: 1), stateSince: Timestamp(milliseconds: 1))

    @Test func `a token in a title is not stored`() {
        var info = info
        info.title = "export KEY sk-ant-api03-AbC_dEf-0123456789xyz"
        #expect(info.stored(by: Redactor()).title == "export KEY sk-ant-[redacted]")
        info.title = "vim a.swift"
        #expect(info.stored(by: Redactor()).title == "vim a.swift")
    }

    @Test func `variables are stored unless their name or value is a secret's`() {
        var info = info
        info.launch = SessionLaunch(
            arguments: ["--model", "x"], fullAccess: true,
            variables: [
                "FOO": "bar", "API_TOKEN": "abcdefgh12345678", "KEY": "sk-ant-api03-AbC_dEf-0123456789xyz",
            ])
        let stored = info.stored(by: Redactor())
        #expect(stored.launch?.variables == ["FOO": "bar"])
        #expect(stored.launch?.arguments == ["--model", "x"])
        #expect(stored.launch?.fullAccess == true)
    }
}
