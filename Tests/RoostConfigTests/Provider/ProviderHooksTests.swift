import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ProviderHooksTests {
    private let hooks = ProviderHooks(
        arguments: ["--settings", #"{"run": "{roost} event"}"#], exclusive: ["--settings", "-p"])

    @Test func `hooks stand right behind the program`() {
        #expect(
            hooks.added(to: ["claude", "--resume", "x"], roost: "/opt/a-1.0/roost", settingsAt: "/s")
                == .init(command: [
                    "claude", "--settings", #"{"run": "/opt/a-1.0/roost event"}"#, "--resume", "x",
                ]))
    }

    @Test func `what is too long for a command line stands in a file that it names`() {
        let hooks = ProviderHooks(
            arguments: ["--settings={settings}"], exclusive: [], settings: "run = {roost} event\n")
        #expect(
            hooks.added(to: ["claude", "x"], roost: "/r", settingsAt: "/run/my files/claude")
                == .init(
                    command: ["claude", "--settings=/run/my files/claude", "x"], settings: "run = /r event\n")
        )
        #expect(hooks.added(to: ["claude", "x"], roost: "/a b", settingsAt: "/f").settings == nil)
    }

    @Test(arguments: [
        ["claude", "--settings", "mine.json"], ["claude", "--settings=mine.json"], ["claude", "-p", "hi"], [],
    ])
    func `who says it otherwise is left alone`(command: [String]) {
        #expect(hooks.added(to: command, roost: "/opt/roost", settingsAt: "/s") == .init(command: command))
    }

    @Test(arguments: ["/opt/my roost", "/opt/\"", "/opt/$(id)", "/opt/é", "/a'b"])
    func `a path that a shell or JSON reads in another way adds nothing`(roost: String) {
        #expect(hooks.added(to: ["claude"], roost: roost, settingsAt: "/s") == .init(command: ["claude"]))
    }

    @Test func `a word that only begins so is another one`() {
        #expect(
            hooks.added(to: ["claude", "--settings-dir"], roost: "/r", settingsAt: "/s").command.count == 4)
    }

    @Test func `claude has them, and a file takes them away or gives others`() throws {
        let claude = try #require(Provider.builtIn.first { $0.name == "claude" })
        let start = try #require(claude.hooks?.added(to: ["claude"], roost: "/r/roost", settingsAt: "/s"))
        #expect(start.command == ["claude", "--settings", "/s"])
        #expect(start.settings?.contains("\"command\": \"/r/roost event --hook claude\"") == true)
        let (without, problems) = try Provider.parse(
            "[hooks]\narguments = []", file: "claude.toml", base: claude)
        #expect(problems.isEmpty && without.hooks == nil)
        let (other, _) = try Provider.parse(
            "[hooks]\narguments = [\"--on\", \"{roost}\"]", file: "claude.toml", base: claude)
        #expect(
            other.hooks?.added(to: ["claude"], roost: "/r", settingsAt: "/s")
                == .init(command: ["claude", "--on", "/r"]))
        #expect(other.hooks?.exclusive == claude.hooks?.exclusive)
    }
}
