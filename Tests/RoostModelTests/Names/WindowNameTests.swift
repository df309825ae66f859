import RoostModel
import Testing

@Suite struct WindowNameTests {
    private static func session(
        _ name: String, _ command: [String], provider: String = "shell", program: String? = nil,
        cwd: String = "/home/ann/src", state: SessionState = .running
    ) -> SessionInfo {
        let now = Timestamp(milliseconds: 0)
        var info = SessionInfo(
            name: name, number: SessionID(rawValue: 7), state: state, provider: provider, command: command,
            cols: 80, rows: 24, cwd: cwd, createdAt: now, lastActivity: now, stateSince: now)
        info.program = program
        return info
    }

    private func name(_ session: SessionInfo?, given: String? = nil) -> [String] {
        let name = WindowName(given: given, session: session, home: "/home/ann")
        return [name.full, name.brief]
    }

    @Test func `a shell at its prompt is told by its folder`() {
        #expect(name(Self.session("bash-7", ["/bin/bash"])) == ["bash:src", "src"])
        #expect(name(Self.session("bash", ["/bin/bash"], cwd: "/home/ann")) == ["bash:~", "~"])
        #expect(name(Self.session("bash", ["-bash"], cwd: "/")) == ["bash:/", "/"])
    }

    @Test func `a program is told by itself and its folder`() {
        #expect(name(Self.session("bash-57", ["/bin/bash"], program: "vim")) == ["vim:src", "vim"])
        #expect(name(Self.session("top", ["top"], provider: "program")) == ["top:src", "top"])
        #expect(name(Self.session("claude-2", ["claude"], provider: "claude")) == ["claude:src", "claude"])
    }

    @Test func `what a person named keeps its name`() {
        #expect(name(Self.session("api", ["/bin/bash"], program: "vim")) == ["api", "api"])
        #expect(name(Self.session("bash-two", ["/bin/bash"])) == ["bash-two", "bash-two"])
        #expect(name(Self.session("bash", ["/bin/bash"]), given: "logs") == ["logs", "logs"])
    }

    @Test func `a program that has ended is told by its command`() {
        let ended = Self.session("make", ["make", "all"], provider: "program", program: "cc1", state: .error)
        #expect(name(ended) == ["make:src", "make"])
    }

    @Test func `nothing that is known is a window all the same`() {
        #expect(name(nil) == ["window", "window"])
        #expect(name(Self.session("bash", ["/bin/bash"], cwd: "")) == ["bash", "bash"])
    }

    @Test func `a folder cannot bring what is not seen into the name`() {
        #expect(
            name(Self.session("bash", ["/bin/bash"], cwd: "/a\u{1B}]0;x\u{7}\u{2028}b"))[0] == "bash:a]0;x b")
    }

    @Test(
        arguments: [
            ("bash", true), ("bash-2", true), ("bash-", false), ("bash-2a", false), ("bash2", false),
            ("api", false),
        ])
    func `a name with a number behind the program's is nobody's choice`(name: String, isAutomatic: Bool) {
        #expect(Self.session(name, ["/bin/bash"]).hasAutomaticName == isAutomatic)
    }
}
