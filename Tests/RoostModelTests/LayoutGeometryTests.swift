import RoostModel
import RoostTestSupport
import Testing

@Suite struct LayoutGeometryTests {
    private let area = Rect(row: 0, column: 0, rows: 24, columns: 81)

    /// Two columns, the right one in three rows: 1 | 2 / 3 / 4.
    private var column: Layout {
        Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
            .splitting(2, along: .vertical, adding: 3).splitting(3, along: .vertical, adding: 4)
    }

    @Test(arguments: 0..<2000)
    func `panes lie in the area, apart from each other, and cover it with the lines`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let layout = Layout.random(panes: Int.random(in: 1...12, using: &generator), using: &generator)
        let area = Rect(
            row: Int.random(in: 0...3, using: &generator), column: Int.random(in: 0...3, using: &generator),
            rows: Int.random(in: 1...100, using: &generator),
            columns: Int.random(in: 1...250, using: &generator))
        let frames = layout.frames(in: area)
        #expect(Set(frames.keys) == Set(layout.panes), "seed \(seed)")
        let visible = frames.filter(\.value.isVisible).sorted { $0.key < $1.key }
        for (pane, frame) in visible {
            #expect(frame.row >= area.row && frame.row + frame.rows <= area.row + area.rows, "seed \(seed)")
            #expect(
                frame.column >= area.column && frame.column + frame.columns <= area.column + area.columns,
                "seed \(seed)")
            for (other, second) in visible where other > pane {
                if frame.overlaps(second) { Issue.record("seed \(seed): \(pane) and \(other)") }
            }
        }
        for frame in frames.values {
            #expect(frame.rows >= 0 && frame.columns >= 0, "seed \(seed)")
        }
        if visible.count == frames.count {
            let cells = visible.reduce(0) { $0 + $1.value.rows * $1.value.columns }
            #expect(cells + layout.lineCells(in: area) == area.rows * area.columns, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<200)
    func `an area that shrinks and grows back shows the same picture`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var layout = Layout.random(panes: 8, using: &generator)
        let before = layout.frames(in: area)
        // What lies between leaves no trace, since nothing is written back; resizing with no room is where
        // it would.
        let small = Rect(row: 0, column: 0, rows: 3, columns: 5)
        _ = layout.frames(in: small)
        layout = layout.renaming([:])
        #expect(layout.frames(in: area) == before, "seed \(seed)")
    }

    @Test(arguments: 0..<300)
    func `resizing moves one border and no more cells than asked for`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let layout = Layout.random(panes: Int.random(in: 2...8, using: &generator), using: &generator)
        let area = Rect(row: 0, column: 0, rows: 60, columns: 200)
        let pane = try #require(layout.panes.randomElement(using: &generator))
        let direction = try #require(Direction.allCases.randomElement(using: &generator))
        let cells = Int.random(in: 1...20, using: &generator)
        let before = layout.frames(in: area)
        let resized = layout.resizing(pane, direction, by: cells, in: area)
        let after = resized.frames(in: area)
        #expect(resized.keepsInvariant, "seed \(seed)")
        #expect(resized.panes == layout.panes, "seed \(seed)")
        // Along the other axis nothing moves.
        let horizontal = direction == .left || direction == .right
        for pane in layout.panes {
            let (one, other) = (try #require(before[pane]), try #require(after[pane]))
            if horizontal {
                #expect((one.row, one.rows) == (other.row, other.rows), "seed \(seed)")
                #expect(abs(one.columns - other.columns) <= cells, "seed \(seed)")
            } else {
                #expect((one.column, one.columns) == (other.column, other.columns), "seed \(seed)")
                #expect(abs(one.rows - other.rows) <= cells, "seed \(seed)")
            }
        }
    }

    @Test func `resizing moves the far border, and the near one of the last pane`() {
        let columns = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
        func widths(_ layout: Layout) -> [Int?] { [1, 2].map { layout.frames(in: area)[$0]?.columns } }
        #expect(widths(columns.resizing(1, .right, by: 5, in: area)) == [45, 35])
        #expect(widths(columns.resizing(1, .left, by: 5, in: area)) == [35, 45])
        #expect(widths(columns.resizing(2, .left, by: 5, in: area)) == [35, 45])
        #expect(widths(columns.resizing(2, .right, by: 5, in: area)) == [45, 35])
    }

    @Test func `resizing leaves the panes beyond the border alone`() {
        let before = column.frames(in: area)
        let after = column.resizing(2, .down, by: 2, in: area).frames(in: area)
        #expect(after[2]?.rows == before[2].map { $0.rows + 2 })
        #expect(after[3]?.rows == before[3].map { $0.rows - 2 })
        #expect(after[4] == before[4])
        #expect(after[1] == before[1])
    }

    @Test func `resizing stops where the neighbour is two cells long`() {
        let after = column.resizing(1, .right, by: 500, in: area).frames(in: area)
        #expect(after[2]?.columns == 2)
        #expect(after[1]?.columns == 78)
    }

    @Test(arguments: [Int.min, Int.min + 1, -1, 0, Int.max])
    func `no number of cells stops the program`(cells: Int) {
        for direction in Direction.allCases {
            #expect(column.resizing(2, direction, by: cells, in: area).keepsInvariant)
        }
    }

    @Test func `neighbours are the nearest panes, around the edge where there is none`() {
        func neighbour(_ pane: PaneID, _ direction: Direction) -> PaneID? {
            column.neighbour(of: pane, direction, in: area)
        }
        #expect(neighbour(2, .left) == 1)
        #expect(neighbour(4, .left) == 1)
        #expect(neighbour(2, .down) == 3)
        #expect(neighbour(4, .down) == 2)
        #expect(neighbour(2, .up) == 4)
        #expect(neighbour(2, .right) == 1)
        #expect(neighbour(1, .up) == nil)
        // The longest part of the border: the first pane of the column is half of it.
        #expect(neighbour(1, .right) == 2)
    }

    @Test func `who went to a neighbour comes back to the pane it came from`() {
        #expect(column.neighbour(of: 1, .right, in: area, recent: 4) == 4)
        #expect(column.neighbour(of: 1, .right, in: area, recent: 1) == 2)
        // It must lie next to it all the same.
        #expect(column.neighbour(of: 2, .down, in: area, recent: 4) == 3)
    }

    @Test(arguments: 0..<200)
    func `a pane that is gone to shares rows or columns with the one it was gone from`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let layout = Layout.random(panes: 9, using: &generator)
        let area = Rect(row: 0, column: 0, rows: 200, columns: 600)
        let frames = layout.frames(in: area)
        for pane in layout.panes {
            for direction in Direction.allCases {
                guard let other = layout.neighbour(of: pane, direction, in: area) else { continue }
                let (one, second) = (try #require(frames[pane]), try #require(frames[other]))
                #expect(other != pane)
                let lane =
                    direction == .left || direction == .right
                    ? (one.row..<one.row + one.rows).overlaps(second.row..<second.row + second.rows)
                    : (one.column..<one.column + one.columns)
                        .overlaps(second.column..<second.column + second.columns)
                #expect(lane, "seed \(seed): \(direction) of \(pane)")
            }
        }
    }
}
