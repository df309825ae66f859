import Foundation
import RoostModel
import Testing

@Suite struct MetricTallyTests {
    private func value(_ metric: Metric, _ labels: [String] = [], in tally: MetricTally) -> Double? {
        let family = tally.families.first { $0.name == metric.rawValue }
        return family?.samples.first { $0.labels == labels }?.value
    }

    @Test func `counters grow, and only by amounts`() {
        var tally = MetricTally([.sessionsCreated])
        #expect(value(.sessionsCreated, in: tally) == 0)
        tally.add(.sessionsCreated)
        for amount in [2.5, -1, .nan, .infinity] { tally.add(.sessionsCreated, [], amount) }
        #expect(value(.sessionsCreated, in: tally) == 3.5)
    }

    @Test func `a gauge is what was said last`() {
        var tally = MetricTally()
        tally.set(.clients, [], 3)
        tally.set(.clients, [], 1)
        #expect(value(.clients, in: tally) == 1)
    }

    @Test func `labels keep values apart, and those that are known beforehand begin at nothing`() {
        var tally = MetricTally([.sessionsEnded])
        tally.begin(.sessionsEnded, ["killed"])
        tally.add(.sessionsEnded, ["exited"])
        tally.begin(.sessionsEnded, ["exited"])
        #expect(value(.sessionsEnded, ["killed"], in: tally) == 0)
        #expect(value(.sessionsEnded, ["exited"], in: tally) == 1)
        #expect(value(.sessionsEnded, ["unknown"], in: tally) == nil)
    }

    @Test func `what has no room among the labels is counted together`() {
        var tally = MetricTally()
        let count = MetricTally.seriesLimit + 100
        for number in 0..<count { tally.add(.httpRequests, ["/\(number)", "GET", "200"]) }
        tally.add(.httpRequests, ["/0", "GET", "200"])
        let samples = tally.families[0].samples
        #expect(samples.count == MetricTally.seriesLimit + 1)
        #expect(value(.httpRequests, ["other", "other", "other"], in: tally) == 100)
        #expect(value(.httpRequests, ["/0", "GET", "200"], in: tally) == 2)
        for number in 0..<count { tally.observe(.attentionWait, ["\(number)"], 1) }
        let waits = tally.families.first { $0.name == Metric.attentionWait.rawValue }?.samples
        #expect(waits?.count == MetricTally.seriesLimit + 1)
        #expect(waits?.compactMap(\.histogram?.count).reduce(0, +) == UInt64(count))
    }

    @Test func `families describe themselves, in the order of the table`() throws {
        var tally = MetricTally([.httpRequestTime, .sessions])
        tally.observe(.httpRequestTime, [], 0.002)
        tally.add(.sessions, ["running", "shell"])
        let families = tally.families
        #expect(families.map(\.name) == ["roost_sessions", "roost_http_request_seconds"])
        #expect(families[0].labels == ["state", "provider"])
        #expect(families[1].kind == .histogram)
        #expect(families[1].samples[0].histogram?.counts[1] == 1)
        let json = try JSONEncoder().encode(families)
        #expect(try JSONDecoder().decode([MetricFamily].self, from: json) == families)
    }

    @Test func `a kind of a later version is unknown, and no error`() throws {
        let text = #"[{"name":"roost_x","kind":"stateset","help":"","labels":[],"samples":[]}]"#
        let families = try JSONDecoder().decode([MetricFamily].self, from: Data(text.utf8))
        #expect(families.map(\.kind) == [.unknown])
    }
}

@Suite struct MetricTests {
    @Test(arguments: Metric.allCases)
    func `names, labels and units are as Prometheus wants them`(metric: Metric) {
        let allowed = { (text: String) in text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F } }
        #expect(metric.rawValue.hasPrefix("roost_") && allowed(metric.rawValue))
        #expect(metric.rawValue.hasSuffix("_total") == (metric.kind == .counter))
        #expect(metric.rawValue.hasSuffix("_info") == (metric.kind == .info))
        #expect(metric.bounds.isEmpty == (metric.kind != .histogram))
        #expect(Set(metric.labels).count == metric.labels.count && metric.labels.allSatisfy(allowed))
        #expect(!metric.labels.contains("le"))
        #expect(metric.help.hasSuffix(".") && !metric.help.contains("\n"))
    }
}
