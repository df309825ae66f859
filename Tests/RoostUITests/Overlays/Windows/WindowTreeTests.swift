import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct WindowTreeTests {
    /// Another workspace with one window.
    private static let play: WorkspaceEvent = {
        var workspace = Workspace(name: "play", rows: 23, columns: 96)
        workspace.openWindow(showing: SessionID(rawValue: 9))
        return WorkspaceEvent(
            workspace: workspace,
            sessions: [
                Scene.session(9, "bash", provider: "shell", state: .running, cwd: "/home/ann/toys").atNoon
            ], needy: [], host: "box")
    }()

    static func answer(_ request: Request) -> Response? {
        switch request {
        case .workspace(.list):
            .workspaces([
                WorkspaceSummary(name: "play", windows: 1, sessions: 1, clients: 0),
                WorkspaceSummary(name: "work", windows: 3, sessions: 4, clients: 1),
            ])
        case .workspace(.show(name: "play")): .workspace(play)
        case .session(.capture(let target, .ansi, false)): .capture("screen of \(target)\n")
        default: nil
        }
    }

    private static func opened(columns: Int = 96) throws -> OverlayDriver<WindowTree> {
        var driver = OverlayDriver(WindowTree(), in: try UIContext.main(columns: columns))
        driver.context.home = "/home/ann"
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    private static func layout(_ command: LayoutCommand, in workspace: String = "work") -> String {
        "request \(Request.layout(workspace: workspace, command))"
    }

    @Test func `windows and panes of all workspaces, what is looked at chosen`() throws {
        var tree = try Self.opened()
        let rows = tree.picture().split(separator: "\n").map(String.init)
        let list = rows.dropFirst().prefix(9).map { row in
            String(row.dropFirst().prefix { $0 != "│" }).trimmingBlanks
        }
        #expect(
            list == [
                "play", "▸ 1 bash:toys", "› work", "›   ◐ 1 code                 busy 2:14",
                "›     ◐ 1 claude api         busy 2:14", "! 3 codex web          approval 0:09",
                "▸ 4 bash logs", "▸ 2 tests", "▸ 3 notes",
            ])
        #expect(rows[0].hasPrefix("┌ Windows ─") && rows[0].hasSuffix(" 4 ┐"))
        #expect(rows.last?.hasPrefix("└ Enter go · 0-9 window · x close · r rename") == true)
        tree.press("Enter")
        #expect(tree.take() == [Self.layout(.selectWindow(number: 1)), "close"])
    }

    @Test func `a pane, a window by number and another workspace are gone to`() throws {
        var tree = try Self.opened()
        tree.press("j", "j", "Enter")
        #expect(tree.take().suffix(2) == [Self.layout(.focus(pane: 3)), "close"])
        tree = try Self.opened()
        tree.press("3")
        #expect(tree.take() == [Self.layout(.selectWindow(number: 3)), "close"])
        tree.press("Home", "j", "Enter")
        #expect(
            tree.take().filter { !$0.contains("capture") } == [
                Self.layout(.selectWindow(number: 1), in: "play"),
                "request \(Request.workspace(.switch(name: "play")))", "close",
            ])
    }

    @Test func `one is closed after a question, or renamed`() throws {
        var tree = try Self.opened()
        let rows = tree.overlay.rows(in: tree.context)
        var question = OverlayDriver(rows[3].closing, in: tree.context)
        let text = question.picture()
        #expect(text.hasPrefix(" close window 1 code and end 3 programs?"))
        question.press("y")
        #expect(question.take() == [Self.layout(.closeWindow(window: 1)), "close"])
        tree.press("x", "r")
        #expect(tree.take() == ["open Confirm", "open LinePrompt"])
        tree.tick()
        #expect(tree.takeRequests().contains(.workspace(.list)))
    }

    @Test func `a workspace alone has no line of its own`() throws {
        var tree = OverlayDriver(WindowTree(), in: try UIContext.main())
        tree.answer { _ in nil }
        #expect(!tree.overlay.rows(in: tree.context).contains { $0.item == .workspace })
    }

    @Test func `what is chosen stays chosen when the list grows`() throws {
        var tree = OverlayDriver(WindowTree(), in: try UIContext.main())
        _ = tree.takeRequests()
        tree.press("End")
        let before = tree.overlay.rows(in: tree.context)[tree.overlay.cursor.index]
        _ = tree.overlay.receive(
            .workspace(Self.play), for: .workspace(.show(name: "play")), in: tree.context)
        #expect(tree.overlay.rows(in: tree.context)[tree.overlay.cursor.index].item == before.item)
    }
}
