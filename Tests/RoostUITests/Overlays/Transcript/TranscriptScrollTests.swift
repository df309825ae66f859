import Testing

@testable import RoostUI

@Suite struct TranscriptScrollTests {
    private typealias Place = TranscriptScroll.Place

    /// The number of the first row that is seen, counted over all blocks.
    private static func row(_ scroll: TranscriptScroll, _ heights: [Int], rows: Int) -> Int {
        let place = scroll.first(rows: rows, count: heights.count) { heights[$0] }
        return heights.prefix(place.block).reduce(0, +) + place.row
    }

    @Test func `at first the end is seen, also when it moves`() {
        let scroll = TranscriptScroll()
        #expect(Self.row(scroll, [3, 1, 4], rows: 5) == 3)
        #expect(Self.row(scroll, [3, 1, 4, 2], rows: 5) == 5)
        #expect(Self.row(scroll, [1, 1], rows: 5) == 0)
        #expect(Self.row(scroll, [], rows: 5) == 0)
    }

    /// Every position and step, against counting all rows.
    @Test(arguments: [[3, 1, 4, 1, 5], [1], [9], [1, 1, 1], [2, 7]])
    func `moving is counting rows`(heights: [Int]) {
        let total = heights.reduce(0, +)
        for rows in 1...8 {
            let last = max(0, total - rows)
            for steps in [[-1], [-3], [-100], [-100, 2], [-100, 4, -1], [-2, 1], [-5, 100]] {
                var scroll = TranscriptScroll()
                var expected = last
                for step in steps {
                    scroll.move(by: step, seeing: rows, count: heights.count) { heights[$0] }
                    expected = max(0, min(last, expected + step))
                    #expect(Self.row(scroll, heights, rows: rows) == expected)
                }
            }
        }
    }

    @Test func `whoever scrolled back stays there, and follows again at the end`() {
        var scroll = TranscriptScroll()
        scroll.move(by: -2, seeing: 3, count: 4) { _ in 2 }
        #expect(!scroll.isFollowing && Self.row(scroll, [2, 2, 2, 2], rows: 3) == 3)
        #expect(Self.row(scroll, [2, 2, 2, 2, 2, 2], rows: 3) == 3)
        scroll.move(by: 2, seeing: 3, count: 4) { _ in 2 }
        #expect(scroll.isFollowing)
    }

    @Test func `a block is shown with no more movement than needed`() {
        let heights = [2, 3, 1, 4, 2]
        func shown(_ block: Int, from top: Int, rows: Int = 5) -> Int {
            var scroll = TranscriptScroll()
            scroll.move(by: -100, seeing: rows, count: heights.count) { heights[$0] }
            scroll.move(by: top, seeing: rows, count: heights.count) { heights[$0] }
            scroll.show(block: block, seeing: rows, count: heights.count) { heights[$0] }
            return Self.row(scroll, heights, rows: rows)
        }
        #expect(shown(1, from: 0) == 0)
        #expect(shown(2, from: 0) == 1)
        #expect(shown(0, from: 3) == 0)
        #expect(shown(4, from: 0) == 7)
    }

    @Test func `blocks that come before move nothing`() {
        var scroll = TranscriptScroll()
        scroll.move(by: -100, seeing: 2, count: 3) { _ in 2 }
        scroll.shift(by: 4)
        #expect(scroll.top == Place(block: 4, row: 0))
        scroll.shift(by: -9)
        #expect(scroll.top == Place(block: 0, row: 0))
        var following = TranscriptScroll()
        following.shift(by: 4)
        #expect(following.isFollowing)
    }

    /// Every position, against counting all rows.
    @Test(arguments: [[3, 1, 4, 1, 5], [1], [30], [2, 7, 2, 7]])
    func `it is known when little is left in a direction`(heights: [Int]) {
        let total = heights.reduce(0, +)
        for rows in 1...4 {
            for step in 0...total {
                var scroll = TranscriptScroll()
                scroll.move(by: -step, seeing: rows, count: heights.count) { heights[$0] }
                let first = Self.row(scroll, heights, rows: rows)
                let near = scroll.isNear(margin: 3, seeing: rows, count: heights.count) { heights[$0] }
                #expect(near.start == (first < 3) && near.end == (total - first - rows < 3))
            }
        }
    }
}
