import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct ProviderTestTests {
    private func ended(_ exitCode: Int32?) -> SessionInfo {
        let now = Timestamp(milliseconds: 0)
        return SessionInfo(
            name: "a", number: SessionID(rawValue: 1), state: exitCode == 0 ? .completed : .error,
            provider: "claude", command: ["claude", "--version"], cols: 80, rows: 24, cwd: "/",
            exitCode: exitCode, createdAt: now, lastActivity: now, stateSince: now)
    }

    @Test func `what a program says of itself is what is told`() {
        #expect(
            ProviderTest.verdict(ended(0), "\n2.1.0 (Claude Code)\nmore\n")
                == Finding(.ok, "start", "2.1.0 (Claude Code)"))
        #expect(ProviderTest.verdict(ended(0), "\n").level == .ok)
    }

    @Test func `a failure has its status and its words`() {
        let failed = ProviderTest.verdict(ended(127), "node: not found\n")
        #expect(failed.level == .error)
        #expect(failed.text == "exit status 127 of --version: node: not found")
        #expect(ProviderTest.verdict(ended(nil), "").level == .error)
    }

    @Test func `one that goes on is only worth a warning`() {
        #expect(ProviderTest.verdict(nil, "hello").level == .warning)
    }
}
