import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct WorkspaceChooserTests {
    static func answer(_ request: Request) -> Response? {
        request == .workspace(.list)
            ? .workspaces([
                WorkspaceSummary(name: "play", windows: 1, sessions: 1, clients: 0),
                WorkspaceSummary(name: "work", windows: 3, sessions: 4, clients: 2),
            ]) : nil
    }

    private static func opened() throws -> OverlayDriver<WorkspaceChooser> {
        var driver = OverlayDriver(WorkspaceChooser(), in: try UIContext.main())
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    @Test func `workspaces with what is in them, the own one chosen`() throws {
        var chooser = try Self.opened()
        let picture = chooser.picture()
        #expect(
            picture == """
                        ┌ Workspaces ─────────────────────────────────────────────────────────────── 2 ┐
                        │   play                      1 window, 1 session, nobody there                │
                        │ › work                      3 windows, 4 sessions, 2 clients                 │
                        └ Enter go · n new · r rename · x remove · Esc ────────────────────────────────┘
                """)
        chooser.press("Enter")
        #expect(chooser.take() == ["request \(Request.workspace(.switch(name: "work")))", "close"])
    }

    @Test func `another one is gone to`() throws {
        var chooser = try Self.opened()
        chooser.press("k", "Enter")
        #expect(chooser.take() == ["request \(Request.workspace(.switch(name: "play")))", "close"])
    }

    @Test func `one is made, renamed or removed, and the list asked for again`() throws {
        var chooser = try Self.opened()
        chooser.press("n", "r", "x")
        #expect(chooser.take() == ["open LinePrompt", "open LinePrompt", "open Confirm"])
        chooser.tick()
        #expect(chooser.takeRequests() == [.workspace(.list)])
    }

    @Test func `a second click goes there`() throws {
        var chooser = try Self.opened()
        let rows = chooser.canvas().text().split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("play") })
        chooser.click(row: row, column: 14)
        #expect(chooser.take().isEmpty)
        chooser.click(row: row, column: 14)
        #expect(chooser.take() == ["request \(Request.workspace(.switch(name: "play")))", "close"])
    }
}
