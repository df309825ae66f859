import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct DashboardTests {
    /// Names of metrics in an expression; those of a histogram without what its samples have behind them.
    private static func names(in expression: String) -> [String] {
        expression.split { !($0.isLetter || $0 == "_" || $0.isNumber) }.map(String.init)
            .filter { $0.hasPrefix("roost_") }
    }

    @Test(arguments: Dashboard.expressions)
    func `it asks for nothing that is not exposed`(expression: String) throws {
        let names = Self.names(in: expression)
        #expect(!names.isEmpty)
        for name in names {
            let metric = Metric(rawValue: name) ?? Metric(rawValue: name.replacing("_bucket", with: ""))
            let found = try #require(metric, "\(name)")
            #expect(name.hasSuffix("_bucket") == (found.kind == .histogram))
            #expect(
                expression.contains("rate(") || expression.contains("increase(") || found.kind != .counter)
            if let labels = expression.firstMatch(of: /sum by \(([a-z, ]+)\)/)?.1 {
                let known = found.labels + (found.kind == .histogram ? ["le"] : [])
                for label in labels.split(separator: ", ") { #expect(known.contains(String(label))) }
            }
        }
    }

    @Test func `every metric is on it`() {
        let shown = Set(
            Dashboard.expressions.flatMap(Self.names).map { $0.replacing("_bucket", with: "") })
        #expect(shown == Set(Metric.allCases.map(\.rawValue)))
    }

    @Test func `it is JSON whose panels have their own place and number`() throws {
        let document = try #require(JSONParser.parse("\(Dashboard.document)"))
        #expect(document == Dashboard.document)
        let panels = try #require(document["panels"]?.array)
        #expect(Set(panels.compactMap { $0["id"]?.int }).count == panels.count)
        var cells: Set<[Int]> = []
        for panel in panels {
            let place = try #require(panel["gridPos"])
            let (x, y) = (try #require(place["x"]?.int), try #require(place["y"]?.int))
            let (width, height) = (try #require(place["w"]?.int), try #require(place["h"]?.int))
            #expect(x + width <= 24)
            for row in y..<y + height {
                for column in x..<x + width { #expect(cells.insert([row, column]).inserted) }
            }
            let names = panel["targets"]?.array?.compactMap { $0["refId"]?.string } ?? []
            #expect(Set(names).count == names.count && !names.contains(""))
        }
    }
}
