import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct ListCursorTests {
    private static func cursor(count: Int, height: Int, _ keys: String, letters: Bool = true) -> ListCursor {
        var cursor = ListCursor()
        cursor.fit(count: count, height: height)
        for name in keys.split(separator: " ") {
            guard let key = Key(name: String(name)) else { continue }
            _ = cursor.handle(key, letters: letters)
        }
        return cursor
    }

    @Test(arguments: [
        ("Down Down", 2, 0), ("j j j j", 4, 2), ("End", 9, 7), ("End Up Up Up", 6, 6), ("PageDown", 3, 1),
        ("PageDown PageUp", 0, 0), ("Up", 0, 0), ("G g", 0, 0), ("C-n C-p C-n", 1, 0),
    ])
    func `the chosen row can be seen`(keys: String, index: Int, top: Int) {
        let cursor = Self.cursor(count: 10, height: 3, keys)
        #expect([cursor.index, cursor.top] == [index, top])
    }

    @Test func `letters are left to a text field`() {
        #expect(Self.cursor(count: 10, height: 3, "j j", letters: false).index == 0)
    }

    @Test func `a list that shrinks keeps a chosen row`() {
        var cursor = Self.cursor(count: 10, height: 3, "End")
        cursor.fit(count: 2, height: 3)
        #expect([cursor.index, cursor.top] == [1, 0])
        cursor.fit(count: 0, height: 3)
        #expect([cursor.index, cursor.top] == [0, 0])
        #expect(cursor.visible.isEmpty)
    }

    @Test func `the wheel moves three rows`() {
        var cursor = Self.cursor(count: 10, height: 3, "")
        let isWheel = cursor.handle(MouseEvent(action: .press, button: .wheelDown, row: 0, column: 0))
        #expect(isWheel)
        #expect(cursor.index == 3)
        let isClick = cursor.handle(MouseEvent(action: .press, button: .left, row: 0, column: 0))
        #expect(!isClick)
    }

    /// A list of two columns in a frame with more beside it.
    @Test(arguments: [
        (2, 3, ListCursor.Click.moved, 1), (1, 3, .taken, 0), (4, 3, .nothing, 0), (2, 6, .nothing, 0),
        (0, 3, .nothing, 0), (9, 3, .outside, 0),
    ])
    func `a click chooses, takes, or is beside`(
        row: Int, column: Int, click: ListCursor.Click, index: Int
    ) {
        var cursor = Self.cursor(count: 3, height: 4, "")
        let clicked = cursor.click(
            MouseEvent(action: .press, button: .left, row: row, column: column),
            in: Rect(row: 1, column: 2, rows: 4, columns: 2), of: Rect(row: 0, column: 0, rows: 6, columns: 9)
        )
        #expect(clicked == click)
        #expect(cursor.index == index)
    }
}
