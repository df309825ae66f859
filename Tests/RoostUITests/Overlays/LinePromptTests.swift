import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct LinePromptTests {
    @Test func `a window is renamed`() throws {
        let context = try UIContext.main()
        let window = try #require(context.workspace?.workspace.activeWindow)
        var prompt = OverlayDriver(try #require(LinePrompt.renameWindow(in: context)), in: context)
        let picture = prompt.picture()
        #expect(
            picture == """
                 rename window: code                                                           Enter done · Esc
                """)
        prompt.press("C-u")
        prompt.type("build")
        prompt.press("Enter")
        #expect(
            prompt.takeRequests() == [
                .layout(workspace: "work", .renameWindow(window: window.number, name: "build"))
            ])
        #expect(prompt.take() == ["close"])
    }

    @Test func `a session keeps its name when nothing else is typed`() throws {
        let context = try UIContext.main()
        let session = try #require(context.sessions[SessionID(rawValue: 1)])
        var prompt = OverlayDriver(LinePrompt.rename(session), in: context)
        prompt.press("Enter")
        #expect(prompt.take() == ["close"])
        var other = OverlayDriver(LinePrompt.rename(session), in: context)
        other.type("2")
        other.press("Enter")
        #expect(other.takeRequests() == [.session(.rename(target: "1", name: "api2"))])
    }

    @Test func `Escape changes nothing`() throws {
        var prompt = OverlayDriver(LinePrompt("name") { [.copy($0, what: "it")] }, in: try UIContext.main())
        prompt.type("x")
        prompt.press("Escape")
        #expect(prompt.take() == ["close"])
    }

    @Test func `a paste is typed`() throws {
        var prompt = OverlayDriver(LinePrompt("name") { [.copy($0, what: "it")] }, in: try UIContext.main())
        prompt.handle(.paste(Array("two words\nmore".utf8)))
        prompt.press("Enter")
        #expect(prompt.take() == ["copy it: two words", "close"])
    }
}
