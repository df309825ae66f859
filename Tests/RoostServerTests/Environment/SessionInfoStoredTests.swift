import RoostDetect
import RoostModel
import Testing

@testable import RoostServer

@Suite struct SessionInfoStoredTests {
    @Test func `variables are stored unless their name or value is a secret's`() {
        let now = Timestamp(milliseconds: 1)
        var info = SessionInfo(
            name: "a", number: SessionID(rawValue: 1), state: .running, provider: "claude",
            command: ["claude"], cols: 80, rows: 24, cwd: "/", createdAt: now, lastActivity: now,
            stateSince: now)
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
