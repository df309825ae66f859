import RoostModel
import RoostWire
import Testing

@testable import RoostClient

@Suite struct ConfigurationReportTests {
    private static func report(changed: [String] = [], problems: Int = 0) -> ConfigurationReport {
        ConfigurationReport(
            values: [:], changed: changed,
            problems: (0..<problems).map { .init(text: "cannot read line \($0)", advice: "mend it") })
    }

    @Test func `what was read again is told with the first problem, or with how many follow`() {
        let cases: [(ConfigurationReport, String, String)] = [
            (Self.report(), ", nothing changed", ", nothing changed"),
            (Self.report(changed: ["mouse"]), "; changed: mouse", "; changed: mouse"),
            (Self.report(problems: 1), "; cannot read line 0", "; 1 problem"),
            (
                Self.report(changed: ["mouse"], problems: 2),
                "; changed: mouse; 2 problems, the first: cannot read line 0", "; changed: mouse; 2 problems"
            ),
        ]
        for (report, whole, counted) in cases {
            #expect(report.summary == "configuration read again" + whole)
            #expect(report.countedSummary == "configuration read again" + counted)
        }
    }
}
