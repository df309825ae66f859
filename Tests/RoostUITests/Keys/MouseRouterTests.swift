import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

/// On the main screen at 96x12: pane 1 is 57 columns wide, a line in column 57, pane 2 above pane 3 (title row 7).
@Suite struct MouseRouterTests {
    private var router = MouseRouter()
    private var tracking: [UInt64: MouseTracking] = [:]
    private var alternate: Set<UInt64> = []
    private let scene: Scene
    private let panes: [PaneID]

    init() throws {
        scene = try Scene.main()
        panes = scene.workspace.windows[0].layout.panes
    }

    private mutating func send(
        _ action: MouseEvent.Action, _ button: MouseEvent.Button = .left, _ row: Int, _ column: Int,
        modifiers: Modifiers = [], at now: Int64 = 0
    ) -> [MouseRouter.Effect] {
        let (tracking, alternate) = (tracking, alternate)
        let view = MouseRouter.Scene(
            plan: Compositor.plan(scene.state), status: StatusRow(scene.state, columns: 96), statusRow: 11,
            tracking: { tracking[$0.rawValue] ?? .none },
            isAlternateScreen: { alternate.contains($0.rawValue) },
            scroll: { _ in (0, 0) })
        return router.handle(
            MouseEvent(action: action, button: button, row: row, column: column, modifiers: modifiers),
            at: now,
            in: view)
    }

    @Test mutating func `a click focuses a pane`() {
        #expect(send(.press, .left, 3, 70) == [.focus(panes[1])])
        #expect(send(.release, .left, 3, 70).isEmpty)
        #expect(send(.press, .left, 3, 10).isEmpty)
    }

    @Test mutating func `a click on a title focuses its pane, a double click zooms it`() {
        #expect(send(.press, .left, 7, 70, at: 0) == [.focus(panes[2])])
        #expect(
            send(.press, .left, 7, 70, at: 200) == [
                .focus(panes[2]), .perform(.layout(.zoom(pane: panes[2]))),
            ])
    }

    @Test mutating func `the line between panes can be dragged`() {
        #expect(send(.press, .left, 5, 57).isEmpty)
        #expect(send(.move, .left, 5, 60) == [.moveBorder(panes[0], .horizontal, to: 60)])
        #expect(send(.move, .left, 6, 60).isEmpty)
        #expect(send(.move, .left, 6, 40) == [.moveBorder(panes[0], .horizontal, to: 40)])
        #expect(send(.release, .left, 6, 40).isEmpty)
        #expect(send(.move, .none, 6, 42).isEmpty)
    }

    @Test mutating func `a title row can be dragged as the line above its pane`() {
        #expect(send(.press, .left, 7, 70) == [.focus(panes[2])])
        #expect(send(.move, .left, 5, 70) == [.moveBorder(panes[1], .vertical, to: 5)])
    }

    @Test mutating func `the first title row is no line`() {
        #expect(send(.press, .left, 0, 3).isEmpty)
        #expect(send(.move, .left, 2, 3).isEmpty)
    }

    @Test mutating func `a drag in a pane selects from where it began`() {
        #expect(send(.press, .left, 3, 10).isEmpty)
        #expect(send(.move, .left, 3, 14) == [.select(panes[0], row: 2, column: 10, .cell)])
        #expect(send(.move, .left, 3, 15).isEmpty)
    }

    @Test mutating func `two clicks select a word, three a line, four begin anew`() {
        #expect(send(.press, .left, 3, 10, at: 0).isEmpty)
        #expect(send(.press, .left, 3, 10, at: 100) == [.select(panes[0], row: 2, column: 10, .word)])
        #expect(send(.press, .left, 3, 10, at: 200) == [.select(panes[0], row: 2, column: 10, .line)])
        #expect(send(.press, .left, 3, 10, at: 300).isEmpty)
        #expect(send(.press, .left, 3, 11, at: 400).isEmpty)
        #expect(send(.press, .left, 3, 11, at: 900).isEmpty)
    }

    @Test mutating func `a program that tracks the mouse gets it in its own cells until the button comes up`()
    {
        tracking[2] = .button
        let press = MouseEvent(action: .press, button: .left, row: 2, column: 12)
        #expect(send(.press, .left, 3, 70) == [.focus(panes[1]), .send(SessionID(rawValue: 2), press)])
        let drag = MouseEvent(action: .move, button: .left, row: 5, column: 0)
        #expect(send(.move, .left, 9, 20) == [.send(SessionID(rawValue: 2), drag)])
        let release = MouseEvent(action: .release, button: .left, row: 0, column: 37)
        #expect(send(.release, .left, 0, 95) == [.send(SessionID(rawValue: 2), release)])
        #expect(send(.release, .left, 0, 95).isEmpty)
    }

    @Test mutating func `with Shift the mouse is roost's`() {
        tracking[1] = .any
        #expect(send(.press, .left, 3, 10, modifiers: .shift).isEmpty)
        #expect(
            send(.move, .left, 3, 12, modifiers: .shift) == [.select(panes[0], row: 2, column: 10, .cell)])
        #expect(send(.press, .wheelUp, 3, 10, modifiers: .shift) == [.scroll(panes[0], lines: 3)])
    }

    @Test mutating func `plain moves go to programs that want them all`() {
        #expect(send(.move, .none, 3, 10).isEmpty)
        tracking[1] = .any
        let move = MouseEvent(action: .move, button: .none, row: 2, column: 10)
        #expect(send(.move, .none, 3, 10) == [.send(SessionID(rawValue: 1), move)])
        #expect(send(.move, .none, 0, 10).isEmpty)
    }

    @Test mutating func `the wheel scrolls back, unless the program has it`() {
        #expect(send(.press, .wheelUp, 3, 10) == [.scroll(panes[0], lines: 3)])
        #expect(send(.press, .wheelUp, 3, 70) == [.focus(panes[1]), .scroll(panes[1], lines: 3)])
        #expect(send(.press, .wheelDown, 3, 10).isEmpty)
        #expect(send(.press, .wheelUp, 0, 10).isEmpty)
        alternate = [1]
        let up = MouseEvent(action: .press, button: .wheelUp, row: 2, column: 10)
        #expect(send(.press, .wheelUp, 3, 10) == [.send(SessionID(rawValue: 1), up)])
        alternate = []
        tracking[1] = .normal
        #expect(send(.press, .wheelUp, 3, 10) == [.send(SessionID(rawValue: 1), up)])
    }

    @Test mutating func `the status row can be clicked and turned`() {
        #expect(send(.press, .left, 11, 2) == [.click(.workspace)])
        #expect(send(.press, .left, 11, 16) == [.click(.window(number: 2))])
        #expect(send(.press, .left, 11, 40).isEmpty)
        #expect(send(.press, .wheelDown, 11, 2) == [.perform(.layout(.selectWindowOffset(1)))])
        #expect(send(.press, .wheelUp, 11, 2) == [.perform(.layout(.selectWindowOffset(-1)))])
    }

    @Test mutating func `events outside of everything are ignored`() {
        #expect(send(.press, .left, 400, 400).isEmpty)
        #expect(send(.move, .left, 401, 400).isEmpty)
        #expect(send(.press, .wheelUp, 400, 400).isEmpty)
    }
}
