import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct ChildEnvironmentTests {
    private func child(
        _ caller: [String: String], given: [String: String] = [:], directory: String = "/work"
    ) -> [String: String] {
        ChildEnvironment(socket: "/run/roost.sock").variables(
            of: caller, given: given, session: SessionID(rawValue: 7), directory: directory)
    }

    @Test(arguments: [
        "GHOSTTY_RESOURCES_DIR", "KITTY_WINDOW_ID", "ALACRITTY_SOCKET", "WT_SESSION", "VTE_VERSION",
        "WEZTERM_PANE", "COLORFGBG", "TERMINFO", "LINES", "TMUX", "STY", "ZELLIJ_SESSION_NAME", "NVIM",
        "VSCODE_IPC_HOOK_CLI", "CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "CODEX_SANDBOX_NETWORK_DISABLED",
        "GEMINI_CLI", "CURSOR_TRACE_ID", "OLDPWD", "SHLVL", "_",
    ])
    func `what marks the caller's terminal, multiplexer or program stays with the caller`(name: String) {
        #expect(child([name: "x"])[name] == nil)
        #expect(child([name: "x"], given: [name: "y"])[name] == (name == "OLDPWD" ? nil : "y"))
    }

    @Test(arguments: [
        "HOME", "PATH", "LANG", "EDITOR", "SSH_AUTH_SOCK", "DISPLAY", "CODEX_HOME", "GEMINI_API_KEY",
        "ANTHROPIC_API_KEY", "CLAUDE_CONFIG_DIR", "CURSOR_API_KEY", "ROOST_HOME", "TERMS", "VTE",
    ])
    func `what is the user's goes on`(name: String) {
        #expect(child([name: "x"])[name] == "x")
    }

    @Test func `roost says what the session is, whoever says something else`() {
        let all = child(
            ["TERM": "dumb", "PWD": "/old", "ROOST_SESSION": "3"],
            given: ["PWD": "/nowhere", "TERM": "vt100"], directory: "/a/link")
        #expect(all["TERM"] == "xterm-256color")
        #expect(all["TERM_PROGRAM"] == "roost")
        #expect(all["ROOST_SESSION"] == "7")
        #expect(all["ROOST_SOCKET"] == "/run/roost.sock")
        #expect(all["PWD"] == "/a/link")
    }

    @Test func `no two rules are the same`() {
        #expect(Set(EnvironmentRule.all).count == EnvironmentRule.all.count)
    }
}
