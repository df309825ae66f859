import Testing

@testable import RoostUI

@Suite struct ScrollReportTests {
    private func place(_ pane: Int, _ line: Int?) -> ScrollReport.Place {
        ScrollReport.Place(pane: pane, line: line)
    }

    @Test func `a place is told once`() {
        var report = ScrollReport()
        #expect(report.look(at: nil, focused: 1) == nil)
        #expect(report.look(at: place(1, 50), focused: 1) == place(1, 50))
        #expect(report.look(at: place(1, 50), focused: 1) == nil)
        #expect(report.look(at: place(1, 40), focused: 1) == place(1, 40))
    }

    @Test func `a pane that the person brought back to its newest lines is told`() {
        var report = ScrollReport()
        _ = report.look(at: place(1, 50), focused: 1)
        #expect(report.look(at: nil, focused: 1) == place(1, nil))
        #expect(report.look(at: nil, focused: 1) == nil)
    }

    @Test func `a pane that the focus has left stays as it is`() {
        var report = ScrollReport()
        _ = report.look(at: place(1, 50), focused: 1)
        #expect(report.look(at: nil, focused: 2) == nil)
        #expect(report.look(at: nil, focused: 1) == nil)
    }
}
