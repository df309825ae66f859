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

    @Test(arguments: [
        (50, "Enter done · Esc"), (38, "Esc"), (33, ""),
    ])
    func `a narrow terminal keeps the key that closes`(columns: Int, keys: String) throws {
        var context = try UIContext.main()
        context.size = (24, columns)
        var prompt = OverlayDriver(LinePrompt("rename window") { _ in [] }, in: context)
        let picture = prompt.picture()
        let label = " rename window:"
        let gap = keys.isEmpty ? "" : String(repeating: " ", count: columns - 1 - keys.count - label.count)
        #expect(picture == label + gap + keys)
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

    @Test func `a session is sent to the background with what its task is to do`() throws {
        var context = try UIContext.main()
        context.environment = ["HOME": "/home/ann"]
        var prompt = OverlayDriver(
            try #require(LinePrompt.sendToBackground("web", in: context)), in: context)
        let picture = prompt.picture()
        #expect(
            picture == """
                 end codex web and go on as a task:                                            Enter done · Esc
                """)
        prompt.type("mend it")
        prompt.press("Enter")
        #expect(
            prompt.takeRequests() == [
                .task(.goOn(with: "2", "mend it", environment: ["HOME": "/home/ann"]))
            ])
        #expect(prompt.take() == ["say ending codex web, its conversation goes on as a task", "close"])
    }

    @Test func `without a word no session is ended, and one that is not here has no prompt`() throws {
        let context = try UIContext.main()
        var prompt = OverlayDriver(try #require(LinePrompt.sendToBackground(nil, in: context)), in: context)
        prompt.type(" ")
        prompt.press("Enter")
        #expect(prompt.take() == ["close"])
        let missing = LinePrompt.sendToBackground("nowhere", in: context)
        #expect(missing.map { _ in true } == nil)
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
