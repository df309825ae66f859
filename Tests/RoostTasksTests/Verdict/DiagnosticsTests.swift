import RoostTasks
import Testing

@Suite struct DiagnosticsTests {
    @Test func `of a flood the beginning and the end are kept`() {
        var diagnostics = Diagnostics()
        for number in 0..<100_000 { diagnostics.append("line \(number)") }
        let lines = diagnostics.lines
        #expect(lines.first == "line 0")
        #expect(lines.last == "line 99999")
        #expect(lines.map(\.utf8.count).reduce(0, +) <= 16 << 10)
    }

    @Test func `empty lines are not kept, and a long line is never alone too much`() {
        var diagnostics = Diagnostics()
        diagnostics.append("")
        diagnostics.append("  ")
        #expect(diagnostics.lines.isEmpty)
        let long = String(repeating: "x", count: 20 << 10)
        for _ in 0..<5 { diagnostics.append(long) }
        #expect(diagnostics.lines == [long])
    }
}
