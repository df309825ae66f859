import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct ConfirmTests {
    @Test func `y does it`() throws {
        let context = try UIContext.main()
        var confirm = OverlayDriver(
            try #require(Confirm.closing(.closePane(pane: nil), in: context)), in: context)
        let picture = confirm.picture()
        #expect(picture == " close pane and end claude api?  y yes · n no · Esc")
        confirm.press("y")
        #expect(
            confirm.take() == [
                "request \(Request.layout(workspace: "work", .closePane(pane: nil)))", "close",
            ])
    }

    @Test(arguments: ["n", "Escape", "Enter", "x", "Space"])
    func `any other key does not`(key: String) throws {
        var confirm = OverlayDriver(
            Confirm("do it?", then: [.copy("x", what: "it")]), in: try UIContext.main())
        confirm.press(key)
        #expect(confirm.take() == ["close"])
    }

    @Test func `a window says how many programs end`() throws {
        let context = try UIContext.main()
        var confirm = OverlayDriver(
            try #require(Confirm.closing(.closeWindow(window: nil), in: context)), in: context)
        // The shell in the third pane has another pane, too.
        let picture = confirm.picture()
        #expect(picture.hasPrefix(" close window 1 and end 2 programs?"))
    }

    @Test func `nothing is asked when the program has ended, or nobody wants to be asked`() throws {
        var context = try UIContext.main()
        context.configuration.confirmClose = false
        #expect(Confirm.closing(.closePane(pane: nil), in: context) == nil)
        context.configuration.confirmClose = true
        context.sessions[SessionID(rawValue: 1)]?.state = .completed
        #expect(Confirm.closing(.closePane(pane: nil), in: context) == nil)
        context.sessions[SessionID(rawValue: 1)]?.state = .running
        context.sessions[SessionID(rawValue: 1)]?.kind = .shell
        context.sessions[SessionID(rawValue: 1)]?.isAtPrompt = true
        #expect(Confirm.closing(.closePane(pane: nil), in: context) != nil)
        #expect(Confirm.closing(.nextPreset, in: context) == nil)
    }

    @Test(arguments: [
        (80, " close pane and end claude api?  y yes · n no · Esc"),
        (50, " close pane and end claude api?  y/n"), (30, " end claude api?  y/n"),
        (20, " end claude api? y/n"), (14, " end clau… y/n"), (5, " y/n"),
    ])
    func `where there is little room the keys stay, and what is asked about`(columns: Int, text: String)
        throws
    {
        var context = try UIContext.main()
        context.size = (5, columns)
        var confirm = OverlayDriver(
            try #require(Confirm.closing(.closePane(pane: nil), in: context)), in: context)
        let picture = confirm.picture()
        #expect(picture == text)
    }

    @Test func `a program that nothing is known of yet is no reason not to ask`() throws {
        var context = try UIContext.main()
        context.sessions[SessionID(rawValue: 1)] = nil
        var confirm = OverlayDriver(
            try #require(Confirm.closing(.closePane(pane: nil), in: context)), in: context)
        let picture = confirm.picture()
        #expect(picture.hasPrefix(" close pane and end its program?"))
    }
}
