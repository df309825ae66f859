import RoostModel
import RoostTasks

/// The dashboard for Grafana that shows these metrics, as `roost gateway grafana` prints it for its import.
///
/// https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
package enum Dashboard {
    /// A query and what its lines are called.
    private struct Query {
        let expression: String
        let legend: String

        init(_ expression: String, _ legend: String) {
            self.expression = expression
            self.legend = legend
        }
    }

    /// A picture; `unit` in Grafana's words.
    private struct Panel {
        let title: String
        let type: String
        let unit: String
        let queries: [Query]

        init(_ title: String, type: String = "timeseries", unit: String = "short", _ queries: [Query]) {
            self.title = title
            self.type = type
            self.unit = unit
            self.queries = queries
        }
    }

    /// The rows, each with three pictures.
    private static let rows: [(title: String, panels: [Panel])] = [
        (
            "Sessions",
            [
                Panel("Sessions by state", [sum(.sessions, by: "state")]),
                Panel("Sessions by provider", [sum(.sessions, by: "provider")]),
                Panel(
                    "Started and ended", unit: "cps",
                    [
                        Query(rate(.sessionsCreated), "started"),
                        Query("sum by (reason) (\(rate(.sessionsEnded)))", "{{reason}}"),
                    ]),
                Panel("Who needs a person", [sum(.attention, by: "kind")]),
                Panel("How long people are waited for", unit: "s", quantiles(.attentionWait, by: "kind")),
                Panel(
                    "Bytes", unit: "Bps",
                    [Query(rate(.outputBytes), "printed"), Query(rate(.inputBytes), "typed")]),
            ]
        ),
        (
            "Print-mode tasks",
            [
                Panel("Tasks by state", [sum(.tasks, by: "state")]),
                Panel("How long they take", unit: "s", quantiles(.taskDuration)),
                Panel("How long they wait", unit: "s", quantiles(.taskQueue)),
                Panel("Cost in an hour", unit: "currencyUSD", [Query(increase(.taskCost), "dollars")]),
                Panel(
                    "Tokens", unit: "cps",
                    [Query("sum by (direction) (\(rate(.tokens)))", "{{direction}}")]),
                Panel(
                    "Breakers and the limit of all",
                    [
                        Query(Metric.breakerState.rawValue, "breaker of {{provider}}"),
                        Query(Metric.rateLimiterRemaining.rawValue, "tasks that may start"),
                    ]),
            ]
        ),
        (
            "Gateway",
            [
                Panel(
                    "Calls", unit: "reqps",
                    [Query("sum by (route, status) (\(rate(.httpRequests)))", "{{route}} {{status}}")]),
                Panel("How long calls take", unit: "s", quantiles(.httpRequestTime)),
                Panel(
                    "WebSocket messages", unit: "cps",
                    [
                        Query(
                            "sum by (type, direction) (\(rate(.socketMessages)))", "{{type}} {{direction}}")
                    ]),
                Panel(
                    "Connections",
                    [
                        Query(Metric.socketConnections.rawValue, "WebSockets"),
                        Query(Metric.clients.rawValue, "clients with a screen"),
                    ]),
                Panel("Server", type: "stat", [Query(Metric.serverUp.rawValue, "reached")]),
                Panel(
                    "Versions", type: "stat", [Query(Metric.buildInfo.rawValue, "{{process}} {{version}}")]),
            ]
        ),
        (
            "Store and memory",
            [
                Panel("How long commits take", unit: "s", quantiles(.commitTime)),
                Panel(
                    "Database", unit: "bytes",
                    [
                        Query(Metric.storeSize.rawValue, "in the file"),
                        Query(Metric.storeLag.rawValue, "not written yet"),
                    ]),
                Panel("Memory", unit: "bytes", [Query(Metric.processMemory.rawValue, "{{process}}")]),
            ]
        ),
    ]

    private static func sum(_ metric: Metric, by label: String) -> Query {
        Query("sum by (\(label)) (\(metric.rawValue))", "{{\(label)}}")
    }

    private static func rate(_ metric: Metric) -> String { "rate(\(metric.rawValue)[$__rate_interval])" }
    private static func increase(_ metric: Metric) -> String { "increase(\(metric.rawValue)[1h])" }

    private static func quantiles(_ metric: Metric, by label: String? = nil) -> [Query] {
        ["0.5", "0.95"].map { share in
            let labels = (["le"] + [label].compactMap(\.self)).joined(separator: ", ")
            let rate = "rate(\(metric.rawValue)_bucket[$__rate_interval])"
            let legend = share == "0.5" ? "median" : "95 of 100"
            return Query(
                "histogram_quantile(\(share), sum by (\(labels)) (\(rate)))",
                label.map { "{{\($0)}} \(legend)" } ?? legend)
        }
    }

    /// Every expression that it asks for.
    static var expressions: [String] { rows.flatMap(\.panels).flatMap(\.queries).map(\.expression) }

    // MARK: - JSON

    /// The document, as text.
    package static var json: String { "\(document)" }

    /// The document.
    static let document: JSONValue = .members([
        "title": .string("roost"), "uid": .string("roost"), "tags": .array([.string("roost")]),
        "schemaVersion": .number("39"), "version": .number("1"), "editable": .bool(true),
        "refresh": .string("30s"), "timezone": .string(""),
        "time": .members(["from": .string("now-6h"), "to": .string("now")]),
        "templating": .members([
            "list": .array([
                .members([
                    "name": .string("datasource"), "label": .string("Data source"),
                    "type": .string("datasource"), "query": .string("prometheus"),
                ])
            ])
        ]),
        "panels": .array(panels),
    ])

    private static let source = JSONValue.members([
        "type": .string("prometheus"), "uid": .string("${datasource}"),
    ])

    /// Grafana's grid is 24 wide.
    private static var panels: [JSONValue] {
        var (result, top, id): ([JSONValue], Int, Int) = ([], 0, 1)
        func place(_ column: Int, _ width: Int, _ height: Int) -> JSONValue {
            .members([
                "x": .integer(column), "y": .integer(top), "w": .integer(width), "h": .integer(height),
            ])
        }
        for row in rows {
            result.append(
                .members([
                    "id": .integer(id), "type": .string("row"), "title": .string(row.title),
                    "collapsed": .bool(false), "gridPos": place(0, 24, 1), "panels": .array([]),
                ]))
            id += 1
            top += 1
            for (index, panel) in row.panels.enumerated() {
                result.append(json(panel, id: id, place(index % 3 * 8, 8, 8)))
                id += 1
                if index % 3 == 2 { top += 8 }
            }
        }
        return result
    }

    private static func json(_ panel: Panel, id: Int, _ place: JSONValue) -> JSONValue {
        .members([
            "id": .integer(id), "type": .string(panel.type), "title": .string(panel.title),
            "datasource": source, "gridPos": place,
            "fieldConfig": .members([
                "defaults": .members(["unit": .string(panel.unit), "min": .number("0")]),
                "overrides": .array([]),
            ]),
            "options": .members([
                "legend": .members(["displayMode": .string("list"), "placement": .string("bottom")])
            ]),
            "targets": .array(
                panel.queries.enumerated().map { index, query in
                    .members([
                        "refId": .string(String("ABCDEFGH".dropFirst(index).prefix(1))),
                        "datasource": source, "expr": .string(query.expression),
                        "legendFormat": .string(query.legend),
                    ])
                }),
        ])
    }
}
