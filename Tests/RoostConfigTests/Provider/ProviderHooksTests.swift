import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ProviderHooksTests {
    private let hooks = ProviderHooks(
        arguments: ["--settings", #"{"run": "{roost} event"}"#], exclusive: ["--settings", "-p"])

    @Test func `hooks stand right behind the program`() {
        #expect(
            hooks.added(to: ["claude", "--resume", "x"], roost: "/opt/a-1.0/roost")
                == ["claude", "--settings", #"{"run": "/opt/a-1.0/roost event"}"#, "--resume", "x"])
    }

    @Test(arguments: [
        ["claude", "--settings", "mine.json"], ["claude", "--settings=mine.json"], ["claude", "-p", "hi"], [],
    ])
    func `who says it otherwise is left alone`(command: [String]) {
        #expect(hooks.added(to: command, roost: "/opt/roost") == command)
    }

    @Test(arguments: ["/opt/my roost", "/opt/\"", "/opt/$(id)", "/opt/é", "/a'b"])
    func `a path that a shell or JSON reads in another way adds nothing`(roost: String) {
        #expect(hooks.added(to: ["claude"], roost: roost) == ["claude"])
    }

    @Test func `a word that only begins so is another one`() {
        #expect(hooks.added(to: ["claude", "--settings-dir"], roost: "/r").count == 4)
    }

    @Test func `claude has them, and a file takes them away or gives others`() throws {
        let claude = try #require(Provider.builtIn.first { $0.name == "claude" })
        let words = try #require(claude.hooks?.added(to: ["claude"], roost: "/r/roost"))
        #expect(words.count == 3 && words[2].contains("\"command\": \"/r/roost event --hook claude\""))
        let (without, problems) = try Provider.parse(
            "[hooks]\narguments = []", file: "claude.toml", base: claude)
        #expect(problems.isEmpty && without.hooks == nil)
        let (other, _) = try Provider.parse(
            "[hooks]\narguments = [\"--on\", \"{roost}\"]", file: "claude.toml", base: claude)
        #expect(other.hooks?.added(to: ["claude"], roost: "/r") == ["claude", "--on", "/r"])
        #expect(other.hooks?.exclusive == claude.hooks?.exclusive)
    }
}
