import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

/// No terminal is too small: nothing may trap, and nothing may be drawn outside.
@Suite struct SmallSizeTests {
    private static let sizes = [
        (0, 0), (1, 1), (2, 2), (3, 5), (5, 3), (4, 12), (10, 2), (24, 9), (2, 80), (7, 30), (40, 40),
    ]
    private static let keys = [
        "Down", "Up", "PageDown", "PageUp", "End", "Home", "Tab", "a", "1", "Space", "BSpace", "/", "x",
        "Enter", "f",
        "o", "v", "k", "G", "$", "C-v", "y",
    ]
    private static let places = [(0, 0), (1, 1), (2, 4), (-1, -1), (300, 500)]

    private static func exercise<Tested: Overlay>(
        _ overlay: Tested, rows: Int, columns: Int, answer: (Request) -> Response? = { _ in nil }
    ) throws {
        var context = try InboxTests.context()
        context.size = (rows, columns)
        context.messages = [
            MessageLog.Message(
                at: UIContext.noon, text: "a message that is longer than the terminal is wide", isError: true)
        ]
        var driver = OverlayDriver(overlay, in: context)
        _ = driver.canvas()
        driver.subscribe()
        driver.answer(answer)
        for key in keys {
            driver.press(key)
            let canvas = driver.canvas()
            if let cursor = canvas.cursor {
                #expect((0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column))
            }
        }
        for (row, column) in places {
            driver.click(row: row, column: column)
            driver.mouse(.move, .left, row: row, column: column)
            driver.mouse(.press, .wheelUp, row: row, column: column)
            driver.mouse(.press, .wheelDown, row: row, column: column)
            _ = driver.canvas()
        }
        driver.handle(.paste(Array("text\u{1b}\n漢".utf8)))
        driver.answer(answer)
        driver.tick()
        _ = driver.canvas()
    }

    @Test(arguments: sizes)
    func `every overlay takes keys and clicks at any size`(rows: Int, columns: Int) throws {
        try Self.exercise(HelpOverlay(), rows: rows, columns: columns)
        try Self.exercise(CommandPrompt(text: "s", past: ["zoom"]), rows: rows, columns: columns)
        try Self.exercise(LinePrompt("question") { _ in [] }, rows: rows, columns: columns)
        try Self.exercise(Confirm("sure?", then: []), rows: rows, columns: columns)
        try Self.exercise(
            SessionSwitcher(), rows: rows, columns: columns, answer: SessionSwitcherTests.answer)
        try Self.exercise(Inbox(), rows: rows, columns: columns, answer: InboxTests.answer)
        try Self.exercise(HistoryOverlay(), rows: rows, columns: columns, answer: HistoryOverlayTests.answer)
        try Self.exercise(SearchOverlay(), rows: rows, columns: columns, answer: SearchOverlayTests.answer)
        try Self.exercise(TasksOverlay(), rows: rows, columns: columns, answer: TaskScene.some.answer)
        let comparison = TaskComparison(TaskScene.id(1), TaskScene.id(5))
        try Self.exercise(comparison, rows: rows, columns: columns, answer: TaskScene.some.answer)
        try Self.exercise(
            TaskStatisticsOverlay(), rows: rows, columns: columns, answer: TaskStatisticsOverlayTests.answer)
        try Self.exercise(NewSession(), rows: rows, columns: columns)
        try Self.exercise(MessagesOverlay(), rows: rows, columns: columns)
        try Self.exercise(PaneNumbers(), rows: rows, columns: columns)
        try Self.exercise(ClockOverlay(), rows: rows, columns: columns)
        try Self.exercise(
            WorkspaceChooser(), rows: rows, columns: columns, answer: WorkspaceChooserTests.answer)
        try Self.exercise(WindowTree(), rows: rows, columns: columns, answer: WindowTreeTests.answer)
        try Self.exercise(BufferChooser(), rows: rows, columns: columns, answer: BufferChooserTests.answer)
        try Self.exercise(
            TextOverlay(title: "t", lines: ["a", "b"], startsAtEnd: true), rows: rows, columns: columns)
        let frame = Rect(row: 1, column: 0, rows: rows - 2, columns: columns)
        try Self.exercise(
            CopyMode(pane: 1, session: SessionID(rawValue: 1), frame: frame), rows: rows, columns: columns)
    }

    /// Copy mode alone, in a frame that may be empty or lie outside of everything.
    @Test(arguments: sizes)
    func `copy mode takes any frame`(rows: Int, columns: Int) throws {
        for vi in [CopyCommandTable.KeySet.vi, .emacs] {
            for frame in [
                Rect(row: 1, column: 0, rows: rows - 2, columns: columns),
                Rect(row: -3, column: -2, rows: 2, columns: 2),
                Rect(row: 500, column: 500, rows: 3, columns: 3),
                Rect(row: 0, column: 0, rows: 0, columns: 0),
            ] {
                var scene = try CopyScene(
                    scrollback: (0..<30).map { "line \($0) 漢字" }, screen: ["a", "b↩", "c"], keys: vi
                ) { _ in CopyMode(pane: 1, session: CopyScene.session, frame: frame, scrolledBy: 2) }
                scene.driver.context.size = (rows, columns)
                for key in Self.keys + [
                    "?", "n", "Enter", "C-s", "C-r", "e", "b", "w", "%", "}", "{", "R", "V", "o",
                ] {
                    scene.press(key)
                    _ = scene.driver.canvas()
                }
                for (row, column) in Self.places {
                    scene.mouse(.press, row: row, column: column)
                    scene.mouse(.move, row: row + 1, column: column + 3)
                    scene.mouse(.release, row: row + 1, column: column + 3)
                }
                let lines = scene.driver.overlay.firstLine...scene.driver.overlay.lastLine
                #expect(lines.contains(scene.driver.overlay.cursor.line))
            }
        }
    }
}
