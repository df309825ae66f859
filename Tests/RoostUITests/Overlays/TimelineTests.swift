import RoostModel
import Testing

@testable import RoostUI

@Suite struct TimelineTests {
    private static func phases(_ changes: [(Int64, SessionTransition.Change)], columns: Int) -> String {
        let entries = changes.map { HistoryOverlayTests.entry($0.0, $0.1) }
        return Timeline(entries, until: UIContext.noon, columns: columns).phases.map { "\($0)".prefix(1) }
            .joined()
    }

    @Test func `each slice shows the most important state in it`() {
        #expect(
            Self.phases(
                [(10, .state(.running)), (8, .state(.processing)), (4, .state(.waitingInput))], columns: 10)
                == "rrbbbbbiii")
    }

    @Test func `a question covers its time, and what was before goes on`() {
        #expect(
            Self.phases(
                [
                    (10, .state(.processing)), (6, .attention(.approval, text: "x")),
                    (4, .attentionOver(.approval)),
                ], columns: 10) == "bbbbnnnbbb")
    }

    @Test func `attention that is no question changes nothing`() {
        #expect(
            Self.phases([(4, .state(.processing)), (2, .attention(.finished, text: "done"))], columns: 4)
                == "bbbb")
    }

    @Test(arguments: [0, 1, 3])
    func `any width will do`(columns: Int) {
        #expect(Self.phases([(5, .state(.running))], columns: columns).count == columns)
        #expect(Self.phases([], columns: columns).count == columns)
        #expect(
            Self.phases([(-5, .state(.running)), (5, .state(.error, end: .exited(1)))], columns: columns)
                .count == columns)
    }
}
