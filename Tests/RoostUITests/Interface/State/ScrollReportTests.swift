import Testing

@testable import RoostUI

@Suite struct ScrollReportTests {
    private func place(_ pane: Int, _ line: Int?) -> ScrollReport.Place {
        ScrollReport.Place(pane: pane, line: line)
    }

    @Test func `a place is told once`() {
        var report = ScrollReport()
        #expect(report.look(at: [:]).isEmpty)
        let first = report.look(at: [1: 50, 2: 7])
        #expect(first == [place(1, 50), place(2, 7)])
        #expect(report.look(at: [1: 50, 2: 7]).isEmpty)
        let second = report.look(at: [1: 40, 2: 7])
        #expect(second == [place(1, 40)])
    }

    @Test func `a pane that is back at its newest lines is told`() {
        var report = ScrollReport()
        _ = report.look(at: [1: 50])
        let back = report.look(at: [:])
        #expect(back == [place(1, nil)])
        #expect(report.look(at: [:]).isEmpty)
    }

    @Test func `panes are scrolled as their view has them when a workspace comes, and not again`() {
        var report = ScrollReport()
        #expect(report.shows("main"))
        #expect(!report.shows("main"))
        _ = report.look(at: [1: 50])
        #expect(report.shows("other"))
        // The panes of the one that is gone are nobody's.
        #expect(report.look(at: [:]).isEmpty)
    }
}
