import RoostModel
import Testing

@testable import RoostUI

@Suite struct TimelineTests {
    private static func phases(_ statuses: [(Int64, String)], columns: Int) -> String {
        let entries = statuses.map { HistoryOverlayTests.entry($0.0, .status, $0.1) }
        return Timeline(entries, until: UIContext.noon, columns: columns).phases.map { "\($0)".prefix(1) }
            .joined()
    }

    @Test func `each slice shows the most important state in it`() {
        #expect(
            Self.phases([(10, "running"), (8, "processing"), (4, "waiting_input")], columns: 10)
                == "rrbbbbbiii")
    }

    @Test func `a question covers its time, and what was before goes on`() {
        #expect(
            Self.phases([(10, "processing"), (6, "approval: x"), (4, "attention over")], columns: 10)
                == "bbbbnnnbbb")
    }

    @Test func `attention that is no question changes nothing`() {
        #expect(Self.phases([(4, "processing"), (2, "finished: done")], columns: 4) == "bbbb")
    }

    @Test(arguments: [0, 1, 3])
    func `any width will do`(columns: Int) {
        #expect(Self.phases([(5, "running")], columns: columns).count == columns)
        #expect(Self.phases([], columns: columns).count == columns)
        #expect(Self.phases([(-5, "running"), (5, "error: exit")], columns: columns).count == columns)
    }
}
