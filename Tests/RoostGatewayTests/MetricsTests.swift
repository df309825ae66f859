import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct ExpositionTests {
    private static let families: [MetricFamily] = {
        var tally = MetricTally()
        tally.add(.sessionsCreated, [], 3)
        tally.set(.clients, [], 0.25)
        tally.set(.buildInfo, ["server", "1.0 \"é\"\\\n"], 1)
        return tally.families
    }()

    @Test func `text 0.0.4`() {
        #expect(
            Exposition(format: .prometheus).text(Self.families) == """
                # HELP roost_build_info The versions that run.
                # TYPE roost_build_info gauge
                roost_build_info{process="server",version="1.0 \\"é\\"\\\\\\n"} 1
                # HELP roost_session_created_total Sessions that were started.
                # TYPE roost_session_created_total counter
                roost_session_created_total 3
                # HELP roost_clients Clients that show a workspace.
                # TYPE roost_clients gauge
                roost_clients 0.25

                """)
    }

    @Test func `OpenMetrics`() {
        #expect(
            Exposition(format: .openMetrics).text(Self.families) == """
                # HELP roost_build The versions that run.
                # TYPE roost_build info
                roost_build_info{process="server",version="1.0 \\"é\\"\\\\\\n"} 1
                # HELP roost_session_created Sessions that were started.
                # TYPE roost_session_created counter
                roost_session_created_total 3
                # HELP roost_clients Clients that show a workspace.
                # TYPE roost_clients gauge
                roost_clients 0.25
                # EOF

                """)
    }

    @Test func `a histogram has cumulative buckets, and a unit in OpenMetrics`() {
        var tally = MetricTally()
        tally.observe(.attentionWait, ["approval"], 4)
        tally.observe(.attentionWait, ["approval"], 100_000)
        let text = Exposition(format: .openMetrics).text(tally.families)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[2] == "# UNIT roost_attention_wait_seconds seconds")
        #expect(lines[3] == #"roost_attention_wait_seconds_bucket{kind="approval",le="1.0"} 0"#)
        #expect(lines[4] == #"roost_attention_wait_seconds_bucket{kind="approval",le="5.0"} 1"#)
        #expect(lines.contains(#"roost_attention_wait_seconds_bucket{kind="approval",le="86400.0"} 1"#))
        #expect(
            lines.suffix(4) == [
                #"roost_attention_wait_seconds_bucket{kind="approval",le="+Inf"} 2"#,
                #"roost_attention_wait_seconds_sum{kind="approval"} 100004"#,
                #"roost_attention_wait_seconds_count{kind="approval"} 2"#, "# EOF",
            ])
    }

    @Test func `what server and gateway both tell is one family`() {
        var (server, gateway) = (MetricTally(), MetricTally())
        server.set(.processMemory, ["server"], 1)
        server.set(.clients, [], 1)
        gateway.set(.processMemory, ["gateway"], 2)
        let text = Exposition(format: .prometheus).text(server.families + gateway.families)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("# TYPE roost_process_memory_bytes") } == 1)
        #expect(text.contains("{process=\"server\"} 1\nroost_process_memory_bytes{process=\"gateway\"} 2\n"))
    }

    @Test(
        arguments: [
            (0, "0"), (-3, "-3"), (1.5, "1.5"), (9_007_199_254_740_991, "9007199254740991"),
            (1e18, "1e+18"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (0.1, "0.1"),
            (-0.0, "0"),
        ] as [(Double, String)])
    func `numbers`(value: Double, text: String) {
        #expect(Exposition.number(value) == text)
    }
}

@Suite struct MetricsFormatTests {
    @Test(
        arguments: [
            (nil, .prometheus), ("", .prometheus), ("*/*", .prometheus), ("text/plain", .prometheus),
            ("application/json", .prometheus), ("application/openmetrics-text", .openMetrics),
            ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openMetrics),
            ("application/openmetrics-text;version=2.0.0", .prometheus),
            ("application/openmetrics-text;q=0", .prometheus),
            ("APPLICATION/OpenMetrics-Text ; Q=0.5, text/plain;q=0.4", .openMetrics),
            ("application/openmetrics-text;q=0.4,text/plain;q=0.5", .prometheus),
            ("application/openmetrics-text;q=0.5,*/*;q=0.9", .prometheus),
            ("application/openmetrics-text;q=x,text/plain;q=0.1", .prometheus),
            // What Prometheus 2.53 sends.
            (
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2", .openMetrics
            ),
        ] as [(String?, MetricsFormat)])
    func `Accept chooses`(accept: String?, format: MetricsFormat) {
        #expect(MetricsFormat(accept: accept) == format)
    }
}
