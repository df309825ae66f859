import RoostModel
import RoostTerminal

/// Which row of a list is chosen, and which part of the list can be seen.
///
/// Invariant: with `count` above zero, `index` is in `0..<count`.
struct ListCursor: Hashable, Sendable {
    private(set) var index = 0
    /// The first row that can be seen.
    private(set) var top = 0
    private(set) var count = 0
    /// Rows that can be seen; known since the last ``fit(count:height:)``.
    private(set) var height = 1

    /// Takes over how long the list is, and how much of it can be seen.
    mutating func fit(count: Int, height: Int) {
        self.count = max(0, count)
        self.height = max(1, height)
        index = max(0, min(index, self.count - 1))
        top = max(0, min(top, self.count - self.height))
        if index < top { top = index }
        if index >= top + self.height { top = index - self.height + 1 }
    }

    /// Chooses a row.
    mutating func select(_ index: Int) {
        self.index = index
        fit(count: count, height: height)
    }

    /// The rows that can be seen.
    var visible: Range<Int> { top..<max(top, min(count, top + height)) }

    /// Takes a key that moves the choice; gives whether it was one.
    ///
    /// With `letters`, `j`, `k`, `g` and `G` move too: for lists without a text field.
    mutating func handle(_ key: Key, letters: Bool) -> Bool {
        switch key.word {
        case "Up", "C-p": select(index - 1)
        case "Down", "C-n": select(min(index + 1, count - 1))
        case "PageUp", "M-v": select(index - height)
        case "PageDown", "C-v": select(min(index + height, count - 1))
        case "Home", "M-<": select(0)
        case "End", "M->": select(count - 1)
        case "k" where letters: select(index - 1)
        case "j" where letters: select(min(index + 1, count - 1))
        case "g" where letters: select(0)
        case "G" where letters: select(count - 1)
        default: return false
        }
        return true
    }

    /// What the mouse did to a list.
    enum Click: Hashable, Sendable {
        /// Another row is chosen, or the same one by the wheel.
        case moved
        /// The row that was chosen was clicked again.
        case taken
        /// A button went down beside the whole overlay.
        case outside
        case nothing
    }

    /// Takes the mouse: the wheel moves, a click chooses a row, and a second one takes it.
    ///
    /// The list has its rows in an `area` of the canvas, in a `frame` with other things.
    mutating func click(_ event: MouseEvent, in area: Rect, of frame: Rect) -> Click {
        if handle(event) { return .moved }
        guard event.action == .press, event.button == .left else { return .nothing }
        guard area.contains(row: event.row, column: event.column) else {
            return frame.contains(row: event.row, column: event.column) ? .nothing : .outside
        }
        let row = event.row - area.row + top
        guard row < count else { return .nothing }
        defer { select(row) }
        return row == index ? .taken : .moved
    }

    /// Takes the wheel; gives whether it was that.
    mutating func handle(_ event: MouseEvent) -> Bool {
        switch event.button {
        case .wheelUp: select(index - 3)
        case .wheelDown: select(min(index + 3, count - 1))
        default: return false
        }
        return true
    }
}
