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

    @Test func `what was read again is told with how many problems follow`() {
        let cases: [(ConfigurationReport, String)] = [
            (Self.report(), ", nothing changed"), (Self.report(changed: ["mouse"]), "; changed: mouse"),
            (Self.report(problems: 1), "; 1 problem"),
            (Self.report(changed: ["mouse"], problems: 2), "; changed: mouse; 2 problems"),
        ]
        for (report, text) in cases { #expect(report.summary == "configuration read again" + text) }
    }
}
