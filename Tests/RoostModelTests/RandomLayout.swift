import RoostModel
import RoostTestSupport

extension Layout {
    /// A tree of panes 1 to `count`, grown by splitting panes at random.
    static func random(panes count: Int, using generator: inout SeededGenerator) -> Layout {
        var layout = Layout.pane(1)
        for new in stride(from: 2, through: count, by: 1) {
            let pane = Int.random(in: 1..<new, using: &generator)
            layout = layout.splitting(
                pane, along: Bool.random(using: &generator) ? .horizontal : .vertical, adding: new,
                before: Bool.random(using: &generator))
        }
        return layout
    }

    /// What the doc comment of the type promises.
    var keepsInvariant: Bool {
        guard case .split(let axis, let children) = self else { return true }
        return children.count >= 2
            && children.allSatisfy { child in
                if case .split(axis, _) = child.layout { return false }
                return child.weight.isFinite && child.weight > 0 && child.layout.keepsInvariant
            }
    }

    /// The number of one-column lines between panes, in cells, for a layout that has room for all.
    func lineCells(in area: Rect) -> Int {
        guard case .split(let axis, let children) = self else { return 0 }
        let frames = frames(in: area)
        let parts = children.map { child in
            Rect(enclosing: child.layout.panes.compactMap { frames[$0] })
        }
        let own = axis == .horizontal ? (children.count - 1) * area.rows : 0
        return own + zip(children, parts).reduce(0) { $0 + $1.0.layout.lineCells(in: $1.1) }
    }
}

extension Rect {
    init(enclosing rects: [Rect]) {
        let top = rects.map(\.row).min() ?? 0
        let left = rects.map(\.column).min() ?? 0
        let bottom = rects.map { $0.row + $0.rows }.max() ?? 0
        let right = rects.map { $0.column + $0.columns }.max() ?? 0
        self.init(row: top, column: left, rows: bottom - top, columns: right - left)
    }

    func overlaps(_ other: Rect) -> Bool {
        row < other.row + other.rows && other.row < row + rows && column < other.column + other.columns
            && other.column < column + columns
    }
}
