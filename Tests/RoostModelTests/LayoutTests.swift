import RoostModel
import RoostTestSupport
import Testing

@Suite struct LayoutTests {
    private let area = Rect(row: 0, column: 0, rows: 24, columns: 81)

    @Test func `a split gives half of the pane to the new one`() {
        let layout = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
        #expect(
            layout.frames(in: area) == [
                1: Rect(row: 0, column: 0, rows: 24, columns: 40),
                2: Rect(row: 0, column: 41, rows: 24, columns: 40),
            ])
    }

    @Test func `panes above each other have no line between them`() {
        let layout = Layout.pane(1).splitting(1, along: .vertical, adding: 2)
        #expect(
            layout.frames(in: area) == [
                1: Rect(row: 0, column: 0, rows: 12, columns: 81),
                2: Rect(row: 12, column: 0, rows: 12, columns: 81),
            ])
    }

    @Test func `a split before a pane comes first in reading order`() {
        #expect(Layout.pane(1).splitting(1, along: .vertical, adding: 2, before: true).panes == [2, 1])
    }

    @Test func `splitting along the same axis makes no tree within the tree`() {
        let layout = Layout.pane(1)
            .splitting(1, along: .horizontal, adding: 2).splitting(2, along: .horizontal, adding: 3)
        guard case .split(.horizontal, let children) = layout else {
            Issue.record("not a split: \(layout)")
            return
        }
        #expect(children.map(\.layout) == [.pane(1), .pane(2), .pane(3)])
    }

    @Test func `splitting a pane leaves all others where they are`() {
        let two = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
        let three = two.splitting(2, along: .horizontal, adding: 3)
        #expect(three.frames(in: area)[1] == two.frames(in: area)[1])
    }

    @Test func `a pane that is not there changes nothing`() {
        let layout = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
        #expect(layout.splitting(9, along: .vertical, adding: 3) == layout)
        #expect(layout.removing(9) == layout)
        #expect(layout.resizing(9, .left, by: 3, in: area) == layout)
        #expect(layout.neighbour(of: 9, .left, in: area) == nil)
    }

    @Test func `removing the last pane leaves nothing`() {
        #expect(Layout.pane(1).removing(1) == nil)
    }

    @Test func `what remains of a split is lifted and merged with the splits around it`() {
        let layout = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
            .splitting(2, along: .vertical, adding: 3).splitting(3, along: .horizontal, adding: 4)
        guard case .split(.horizontal, let children) = layout.removing(2) else {
            Issue.record("not a split")
            return
        }
        #expect(children.map(\.layout) == [.pane(1), .pane(3), .pane(4)])
    }

    @Test func `a split undone gives the same picture as before`() {
        let before = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
        let after = before.splitting(1, along: .vertical, adding: 3).removing(3)
        #expect(after?.frames(in: area) == before.frames(in: area))
    }

    @Test func `renaming changes names and nothing else`() {
        let layout = Layout.pane(1).splitting(1, along: .horizontal, adding: 2)
        let renamed = layout.renaming([1: 2, 2: 1])
        #expect(renamed.panes == [2, 1])
        #expect(renamed.frames(in: area)[2] == layout.frames(in: area)[1])
    }

    @Test(arguments: [
        Layout.split(.horizontal, []), .split(.horizontal, [.init(layout: .pane(1))]),
        .split(.vertical, [.init(layout: .pane(1)), .init(layout: .pane(1))]),
        .split(.vertical, [.init(weight: 0, layout: .pane(1)), .init(layout: .pane(2))]),
        .split(.vertical, [.init(weight: .nan, layout: .pane(1)), .init(layout: .pane(2))]),
        .split(.vertical, [.init(weight: .infinity, layout: .pane(1)), .init(layout: .pane(2))]),
    ])
    func `a tree that cannot be drawn is not valid`(layout: Layout) {
        #expect(!layout.isValid)
    }

    @Test(arguments: 0..<200)
    func `random splitting and removing keeps the invariant`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var layout: Layout? = .random(panes: 12, using: &generator)
        var expected = Set(1...12)
        while let current = layout {
            #expect(current.isValid, "seed \(seed)")
            #expect(current.keepsInvariant, "seed \(seed): \(current)")
            #expect(Set(current.panes) == expected, "seed \(seed)")
            guard let victim = expected.randomElement(using: &generator) else { break }
            expected.remove(victim)
            layout = current.removing(victim)
        }
        #expect(expected.isEmpty, "seed \(seed)")
    }
}
