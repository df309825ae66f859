import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct ProblemsTests {
    @Test func `what loses something now is shown before all else`() {
        var problems = Problems()
        #expect(problems.warning == nil)
        let steps: [(WritableKeyPath<Problems, String?>, String)] = [
            (\.configuration, "config"), (\.opening, "opening"), (\.totalLimit, "total"),
            (\.shortage, "shortage"), (\.files, "files"), (\.home, "home"), (\.store, "store"),
        ]
        for (key, text) in steps {
            problems[keyPath: key] = text
            #expect(problems.warning == text)
        }
    }

    @Test func `of several sessions over their limit the first is shown`() {
        var problems = Problems()
        problems.limits = [SessionID(rawValue: 2): "b", SessionID(rawValue: 1): "a"]
        problems.opening = "opening"
        #expect(problems.warning == "a")
    }

    @Test func `doctor names each of them`() {
        var problems = Problems()
        problems.store = "full"
        problems.opening = "renewed"
        problems.home = "deleted"
        problems.files = "hidden by the other"
        problems.limits = [SessionID(rawValue: 1): "a uses much"]
        problems.configuration = "line 3"
        #expect(
            problems.findings.map(\.text) == ["renewed", "full", "deleted", "a uses much", "line 3"])
        #expect(problems.findings.map(\.level) == [.error, .error, .error, .warning, .error])
    }
}
