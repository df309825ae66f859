import RoostModel
import Testing

@Suite struct WorkspaceCommandTests {
    @Test func `a pane without room for two is not split, and what it has is said`() throws {
        var workspace = Workspace(name: "main", rows: 23, columns: 80)
        let pane = workspace.openWindow(showing: SessionID(rawValue: 1))
        let request = SessionRequest(environment: [:])
        func split(_ axis: Layout.Axis) -> LayoutCommand {
            .split(pane: nil, axis: axis, before: false, size: nil, focus: true, session: request)
        }
        var count = 0
        while workspace.problem(with: split(.vertical)) == nil {
            let active = try #require(workspace.activeWindow?.active)
            workspace.split(active, along: .vertical, showing: SessionID(rawValue: 2))
            count += 1
        }
        #expect(count == 3)
        let problem = try #require(workspace.problem(with: split(.vertical)))
        #expect(
            problem.operation == "split pane 5" && problem.advice == "open a window, or choose another layout"
        )
        #expect(problem.cause == "no room: it has 3 rows, two panes need 4")
        #expect(workspace.visibleFrames.values.allSatisfy { $0.rows >= Layout.leastRows })
        #expect(workspace.problem(with: split(.horizontal)) == nil)
        #expect(workspace.problem(with: .splitShowing(SessionID(rawValue: 9), axis: .vertical)) != nil)
        workspace.rows = 3
        workspace.columns = 12
        workspace.focus(pane)
        #expect(
            workspace.problem(with: split(.horizontal))?.cause
                == "no room: it has 12 columns, two panes need 13")
    }

    @Test func `a window's name has nothing in it that cannot be seen, and an end`() throws {
        var workspace = Workspace(name: "main", rows: 23, columns: 80)
        workspace.openWindow(showing: SessionID(rawValue: 1), name: "a\u{2028}b\u{115F}")
        #expect(workspace.windows[0].name == "a b")
        workspace.perform(.renameWindow(window: nil, name: String(repeating: "e\u{301}", count: 900)))
        #expect(workspace.windows[0].name?.count == 64)
        workspace.perform(.renameWindow(window: nil, name: "\u{200B} \u{3164}"))
        #expect(workspace.windows[0].name == nil)
    }

    private static func session(_ number: UInt64) -> SessionID { SessionID(rawValue: number) }

    /// Window 1 with two panes side by side; window 2 with two above each other, the lower one active.
    private static func workspace() throws -> (workspace: Workspace, panes: [PaneID]) {
        var workspace = Workspace(name: "work", rows: 24, columns: 81)
        let first = workspace.openWindow(showing: session(1))
        let second = workspace.split(first, along: .horizontal, showing: session(2))
        let third = workspace.openWindow(showing: session(3))
        let fourth = workspace.split(third, along: .vertical, showing: session(4))
        return (workspace, [first, try #require(second), third, try #require(fourth)])
    }

    @Test(arguments: [
        (LayoutCommand.closePane(pane: 99), "find pane 99: work has panes 1, 3, 4 and 6"),
        (.zoom(pane: 99), "find pane 99: work has panes 1, 3, 4 and 6"),
        (.focus(pane: 2), "find pane 2: work has panes 1, 3, 4 and 6"),
        (.selectWindow(number: 7), "find window 7: work has windows 1 and 2"),
        (.closeWindow(window: 0), "find window 0: work has windows 1 and 2"),
        (.renameWindow(window: 3, name: "x"), "find window 3: work has windows 1 and 2"),
    ])
    func `a pane or window that is not there is a problem`(command: LayoutCommand, words: String) throws {
        let (workspace, _) = try Self.workspace()
        let problem = workspace.problem(with: command)
        #expect(problem.map { "\($0.operation): \($0.cause)" } == words)
    }

    @Test func `what is there, or is not named, is none`() throws {
        let (workspace, panes) = try Self.workspace()
        for command: LayoutCommand in [
            .closePane(pane: panes[0]), .zoom(pane: nil), .selectWindow(number: 2), .focusLast, .nextPreset,
            .closeWindow(window: nil),
        ] {
            #expect(workspace.problem(with: command) == nil, "\(command)")
        }
        let empty = Workspace(name: "new", rows: 24, columns: 80)
        #expect(empty.problem(with: .closePane(pane: 1))?.cause == "new has no pane")
    }

    @Test func `a pane of another window is resized there`() throws {
        var (workspace, panes) = try Self.workspace()
        workspace.perform(.resize(pane: panes[0], .right, cells: 5))
        let frames = workspace.windows[0].frames(in: workspace.area)
        #expect(frames[panes[0]]?.columns == 45)
        #expect(workspace.activeWindow?.number == 2)
    }

    @Test(arguments: [
        (0, PaneSize.cells(20), 20), (1, .cells(20), 20), (0, .percent(25), 20), (1, .cells(1000), 78),
        (0, .cells(1), 2),
    ])
    func `a pane gets the width that is asked for, as far as there is room`(
        pane: Int, size: PaneSize, columns: Int
    ) throws {
        var (workspace, panes) = try Self.workspace()
        workspace.perform(.resizeTo(pane: panes[pane], axis: .horizontal, size))
        #expect(workspace.windows[0].frames(in: workspace.area)[panes[pane]]?.columns == columns)
    }

    @Test(arguments: [(false, PaneSize.cells(6), 6), (true, .cells(6), 6), (false, .percent(50), 6)])
    func `a split gives the new pane its size`(before: Bool, size: PaneSize, rows: Int) throws {
        var (workspace, panes) = try Self.workspace()
        let new = workspace.split(
            panes[2], along: .vertical, showing: Self.session(5), before: before, size: size)
        let frames = workspace.windows[1].frames(in: workspace.area)
        #expect(frames[try #require(new)]?.rows == rows)
        #expect(frames[panes[3]]?.rows == 12)
    }

    @Test func `a split or a window behind the scenes leaves the keys where they are`() throws {
        var (workspace, panes) = try Self.workspace()
        workspace.split(panes[3], along: .horizontal, showing: Self.session(5), focus: false)
        workspace.openWindow(showing: Self.session(6), focus: false)
        #expect(workspace.activeWindow?.number == 2 && workspace.activeWindow?.active == panes[3])
    }

    @Test func `names lose their blanks, an empty one is none`() throws {
        var (workspace, _) = try Self.workspace()
        workspace.perform(.renameWindow(window: 1, name: "  logs "))
        #expect(workspace.windows[0].name == "logs")
        workspace.perform(.renameWindow(window: 1, name: "  "))
        #expect(workspace.windows[0].name == nil)
        workspace.perform(.renameWindow(window: nil, name: String(repeating: "x", count: 100)))
        #expect(workspace.windows[1].name?.count == 64)
    }

    @Test func `a session that is started can be given more`() {
        let split = LayoutCommand.split(
            pane: nil, axis: .vertical, before: false, size: nil, focus: true,
            session: SessionRequest(environment: [:]))
        #expect(split.startsSession && !LayoutCommand.focusLast.startsSession)
        guard case .split(_, _, _, _, _, let session) = split.mapSession({ $0.cwd = "/src" }) else {
            Issue.record("a split stays one")
            return
        }
        #expect(session.cwd == "/src")
        #expect(LayoutCommand.focusLast.mapSession { $0.cwd = "/src" } == .focusLast)
    }
}
