import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct CodexHooksTests {
    private let hooks = CodexHooks(events: ["Stop", "PreToolUse"], exclusive: ["exec"])

    @Test func `hooks are declared, and trusted by what they are`() {
        let words = hooks.added(to: ["codex", "resume", "x"], roost: "/r/roost")
        #expect(
            words == [
                "codex", "-c",
                #"hooks.Stop=[{hooks=[{type="command",command="/r/roost event --hook codex",timeout=3}]}]"#,
                "-c",
                #"hooks.PreToolUse=[{hooks=[{type="command",command="/r/roost event --hook codex",timeout=3}]}]"#,
                "-c", words[6], "resume", "x",
            ])
        // What codex 0.163 itself takes for trusted.
        let fingerprint = "sha256:be2a3ed833d31a69c4847cc1f199c9cc1a5ed4455e86f40dab1e035d12081b16"
        #expect(
            words[6].hasSuffix(
                #","/<session-flags>/config.toml:pre_tool_use:0:0"={trusted_hash="\#(fingerprint)"}}"#))
        #expect(
            words[6].hasPrefix(
                #"hooks.state={"/<session-flags>/config.toml:stop:0:0"={trusted_hash="sha256:"#))
    }

    @Test(arguments: [
        [], ["codex", "exec", "hi"], ["codex", "-c", "hooks.Stop=[]"], ["codex", "--config=hooks.Stop=[]"],
        ["codex", "-chooks={}"], ["codex", "-c", " hooks.state={}"],
    ])
    func `who says it otherwise is left alone`(command: [String]) {
        #expect(hooks.added(to: command, roost: "/r/roost") == command)
    }

    @Test(arguments: [["codex", "-c", "model=hooks"], ["codex", "hooks are nice"], ["codex", "--search"]])
    func `other words are nothing to hooks`(command: [String]) {
        #expect(hooks.added(to: command, roost: "/r/roost").count == command.count + 6)
    }

    @Test(arguments: ["/opt/my roost", "/opt/\"", "/opt/$(id)", "/opt/é", "/a'b", "/a\\b"])
    func `a path that a shell, TOML or JSON reads in another way adds nothing`(roost: String) {
        #expect(hooks.added(to: ["codex"], roost: roost) == ["codex"])
    }

    @Test func `codex has them, and a file takes them away or gives others`() throws {
        let codex = try #require(Provider.builtIn.first { $0.name == "codex" })
        #expect(codex.hooks == nil && codex.codexHooks?.events.contains("PermissionRequest") == true)
        let (without, problems) = try Provider.parse(
            "[hooks]\ncodex_events = []", file: "codex.toml", base: codex)
        #expect(problems.isEmpty && without.codexHooks == nil)
        let (other, _) = try Provider.parse(
            "[hooks]\ncodex_events = [\"Stop\"]", file: "codex.toml", base: codex)
        #expect(
            other.codexHooks == CodexHooks(events: ["Stop"], exclusive: codex.codexHooks?.exclusive ?? []))
        let (same, wrong) = try Provider.parse(
            "[hooks]\ncodex_events = [\"St\\\"op\"]", file: "codex.toml", base: codex)
        #expect(same.codexHooks == codex.codexHooks && wrong.map(\.key) == ["hooks.codex_events"])
    }

    @Test func `what is printed of them says the same`() throws {
        let codex = try #require(Provider.builtIn.first { $0.name == "codex" })
        for hooks in [codex.codexHooks, CodexHooks(events: ["Stop"], exclusive: ["x"]), nil] {
            var changed = codex
            changed.codexHooks = hooks
            let (read, problems) = try Provider.parse(changed.text, file: "codex.toml", base: codex)
            #expect(problems.isEmpty && read.codexHooks == hooks)
        }
    }
}
