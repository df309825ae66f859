import Testing

@testable import RoostUI

@Suite struct ScrollReportTests {
    private func place(_ pane: Int, _ line: Int?) -> ScrollReport.Place {
        ScrollReport.Place(pane: pane, line: line)
    }

    @Test func `a place is told once`() {
        var report = ScrollReport()
        let nothing = report.look(at: [:])
        #expect(nothing.isEmpty)
        let first = report.look(at: [1: 50, 2: 7])
        #expect(first == [place(1, 50), place(2, 7)])
        let again = report.look(at: [1: 50, 2: 7])
        #expect(again.isEmpty)
        let second = report.look(at: [1: 40, 2: 7])
        #expect(second == [place(1, 40)])
    }

    @Test func `a pane that is back at its newest lines is told`() {
        var report = ScrollReport()
        _ = report.look(at: [1: 50])
        let back = report.look(at: [:])
        #expect(back == [place(1, nil)])
        let again = report.look(at: [:])
        #expect(again.isEmpty)
    }

    @Test func `panes are scrolled as their view has them when a workspace comes, and not again`() {
        var report = ScrollReport()
        let first = report.shows("main")
        let again = report.shows("main")
        #expect(first && !again)
        _ = report.look(at: [1: 50])
        let other = report.shows("other")
        // The panes of the one that is gone are nobody's.
        let told = report.look(at: [:])
        #expect(other && told.isEmpty)
    }
}
