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
        let effect = try CommandTable.parse("split-right").effect
        #expect(prompt.take() == ["close", "perform \(effect)"])
        #expect(prompt.overlay.acceptedLine == "split-window -h")
    }

    @Test func `nothing that is typed is left out`() throws {
        var prompt = try Self.opened()
        prompt.type("split-window -l 20 -x")
        prompt.press("Enter")
        #expect(prompt.take().isEmpty)
        #expect(
            prompt.picture().contains("cannot do split-window: there is no option -x, as in split-window"))
    }

    @Test func `what a command takes is shown once it is written`() throws {
        var prompt = try Self.opened()
        prompt.type("rename-session ")
        let picture = prompt.picture()
        #expect(
            picture == """
                 [-t SESSION] [NAME]
                 :rename-session                                                  Tab complete · Enter do · Esc
                """)
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
        #expect(prompt.overlay.acceptedLine == nil)
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
        #expect(prompt.take() == ["close", "perform \(CommandEffect.layout(.preset(.tiled)))"])
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
        #expect(prompt.take() == ["close", "perform \(CommandEffect.client(.help))"])
    }

    @Test func `Escape, an empty line and backspace in it close`() throws {
        for key in ["Escape", "Enter", "BSpace"] {
            var prompt = try Self.opened()
            prompt.press(key)
            #expect(prompt.take() == ["close"])
        }
    }
}
