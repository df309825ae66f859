import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct CommandPromptTests {
    private static func opened(past: [String] = []) throws -> OverlayDriver<CommandPrompt> {
        OverlayDriver(CommandPrompt(past: past), in: try UIContext.main())
    }

    @Test func `an action is done`() throws {
        var prompt = try Self.opened()
        prompt.type("split-window -h")
        prompt.press("Enter")
        #expect(prompt.take() == ["perform split-right", "close"])
        #expect(prompt.overlay.accepted == "split-window -h")
    }

    @Test(arguments: [
        ("rename-window logs", Request.layout(workspace: "work", .renameWindow(window: nil, name: "logs"))),
        ("rename-session api2", .renameSession(target: "1", name: "api2")),
        ("rename-workspace play", .renameWorkspace(name: "work", to: "play")),
        ("new-workspace play", .newWorkspace(name: "play")),
        ("switch-workspace play", .switchWorkspace(name: "play")),
        ("go-to web", .layout(workspace: "work", .goTo(SessionID(rawValue: 2)))),
        ("send-keys C-c", .sendKeys(target: "1", keys: ["C-c"])),
        (
            "new-window -n logs tail -f x",
            .layout(
                workspace: "work",
                .openWindow(
                    session: SessionRequest(
                        arguments: ["tail", "-f", "x"], environment: [:], workspace: "work"),
                    name: "logs", focus: true))
        ),
    ])
    func `the server is asked`(line: String, request: Request) throws {
        var prompt = try Self.opened()
        prompt.type(line)
        prompt.press("Enter")
        #expect(prompt.takeRequests() == [request])
        #expect(prompt.take() == ["close"])
    }

    @Test func `an error stays until something is typed`() throws {
        var prompt = try Self.opened()
        prompt.type("zom")
        prompt.press("Enter")
        #expect(prompt.take().isEmpty)
        let picture = prompt.picture()
        #expect(
            picture == """
                 cannot do zom: there is no such command, did you mean zoom?
                 :zom                                                             Tab complete · Enter do · Esc
                """)
        prompt.press("BSpace")
        let after = prompt.picture()
        #expect(!after.contains("cannot"))
        #expect(prompt.overlay.accepted == nil)
    }

    @Test func `Tab completes what is common, then goes through the rest`() throws {
        var prompt = try Self.opened()
        prompt.type("spl")
        prompt.press("Tab")
        let common = prompt.picture()
        #expect(
            common == """
                 split-below  split-right  split-window  splitw
                 :split                                                           Tab complete · Enter do · Esc
                """)
        prompt.press("Tab", "Tab")
        let second = prompt.picture()
        #expect(second.contains(":split-right "))
        prompt.press("BTab", "BTab")
        let last = prompt.picture()
        #expect(last.contains(":splitw "))
    }

    @Test func `words after a command are completed too`() throws {
        var prompt = try Self.opened()
        prompt.type("layout t")
        prompt.press("Tab", "Enter")
        #expect(prompt.take() == ["perform layout tiled", "close"])
        var other = try Self.opened()
        other.type("go-to lo")
        other.press("Tab")
        let picture = other.picture()
        #expect(picture.contains(":go-to logs "))
    }

    @Test func `Up brings back what was typed before`() throws {
        var prompt = try Self.opened(past: ["zoom", "help"])
        prompt.type("x")
        prompt.press("Up", "Up", "Up")
        let first = prompt.picture()
        #expect(first.contains(":zoom "))
        prompt.press("Down", "Down")
        let draft = prompt.picture()
        #expect(draft.contains(":x "))
        prompt.press("Up", "Enter")
        #expect(prompt.take() == ["perform help", "close"])
    }

    @Test func `a session that is not here is not gone to`() throws {
        var prompt = try Self.opened()
        prompt.type("go-to nowhere")
        prompt.press("Enter")
        let picture = prompt.picture()
        #expect(picture.contains("cannot go to nowhere: there is no such session here"))
    }

    @Test func `Escape, an empty line and backspace in it close`() throws {
        for key in ["Escape", "Enter", "BSpace"] {
            var prompt = try Self.opened()
            prompt.press(key)
            #expect(prompt.take() == ["close"])
        }
    }
}
