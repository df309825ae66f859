import RoostConfig
import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct ProblemsTests {
    @Test func `what loses something now is shown before all else`() {
        var problems = Problems()
        #expect(problems.warning == nil)
        let steps: [(WritableKeyPath<Problems, String?>, String)] = [
            (\.task, "task"), (\.opening, "opening"), (\.totalLimit, "total"),
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

    private let mistake = ConfigError(file: "/etc/roost/config.toml", line: 3, cause: "no")

    @Test func `the status row is told of mistakes in few words, a list of all in whole ones`() {
        var problems = Problems()
        problems.configuration = [mistake]
        problems.task = "task 1 waits"
        #expect(problems.warning == "config.toml: 1 mistake")
        #expect(problems.warnings == ["cannot read /etc/roost/config.toml, line 3: no", "task 1 waits"])
        problems.store = "the disk is full"
        #expect(problems.warning == "the disk is full")
        #expect(problems.warnings.first == "the disk is full" && problems.warnings.count == 3)
    }

    @Test func `doctor names each of them`() {
        var problems = Problems()
        problems.store = "full"
        problems.opening = "renewed"
        problems.home = "deleted"
        problems.files = "hidden by the other"
        problems.limits = [SessionID(rawValue: 1): "a uses much"]
        problems.configuration = [mistake]
        #expect(
            problems.findings.map(\.text) == [
                "renewed", "full", "deleted", "a uses much", "cannot read /etc/roost/config.toml, line 3: no",
            ])
        #expect(problems.findings.map(\.level) == [.error, .error, .error, .warning, .error])
    }
}
