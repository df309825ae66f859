import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct CopyPlaceTests {
    /// Rows of so many columns that a terminal makes of whole lines.
    private static func wrapped(_ lines: [String], _ columns: Int) -> [String] {
        lines.flatMap { line -> [String] in
            var (rows, rest) = ([String](), Substring(line))
            while rest.count > columns {
                rows.append(rest.prefix(columns) + "↩")
                rest = rest.dropFirst(columns)
            }
            return rows + [String(rest)]
        }
    }

    private static func text(_ number: Int) -> String {
        "row \(number) " + (number % 3 == 0 ? "a longer line that a narrow pane wraps into pieces" : "short")
    }

    private static func parts(_ lines: [String], columns: Int, rows: Int) -> (
        above: [String], screen: [String]
    ) {
        let all = wrapped(lines, columns)
        return (Array(all.dropLast(rows)), Array(all.suffix(rows)))
    }

    private static func scene(_ lines: [String], columns: Int = 40, rows: Int = 10) throws -> CopyScene {
        let (above, screen) = parts(lines, columns: columns, rows: rows)
        return try CopyScene(scrollback: above, screen: screen, columns: columns, cursor: (rows - 1, 0))
    }

    /// The first row of the pane.
    private static func top(_ scene: inout CopyScene) -> String { scene.rows()[1] }

    @Test(arguments: [20, 25, 39, 60, 200])
    func `the same text is on top after the lines were wrapped anew`(columns: Int) throws {
        let lines = (0..<900).map(Self.text)
        var scene = try Self.scene(lines)
        for _ in 0..<40 { scene.press("PageUp") }
        scene.press("k", "k", "k")
        let before = Self.top(&scene)
        #expect(before.hasPrefix("row ") || before.contains("pieces"))
        let (above, screen) = Self.parts(lines, columns: columns, rows: 8)
        scene.resize(scrollback: above, screen: screen, columns: columns)
        let after = Self.top(&scene)
        let number = before.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        #expect(after.hasPrefix("row \(number) ") || before.contains(after), "\(before) -> \(after)")
        #expect(!scene.driver.take().contains("close"))
        let (back, again) = Self.parts(lines, columns: 40, rows: 10)
        scene.resize(scrollback: back, screen: again, columns: 40)
        #expect(Self.top(&scene) == before)
    }

    @Test func `of equal lines it is the nearest with the same lines below`() throws {
        let lines = (0..<700).map { $0 % 50 == 7 ? "mark \($0)" : "the same" }
        var scene = try Self.scene(lines)
        for _ in 0..<35 { scene.press("PageUp") }
        let before = scene.rows().dropFirst().joined()
        let (above, screen) = Self.parts(lines, columns: 30, rows: 10)
        scene.resize(scrollback: above, screen: screen, columns: 30)
        #expect(scene.rows().dropFirst().joined() == before)
    }

    @Test func `at the newest lines it stays there`() throws {
        let lines = (0..<100).map(Self.text)
        var scene = try Self.scene(lines)
        let (above, screen) = Self.parts(lines, columns: 20, rows: 10)
        scene.resize(scrollback: above, screen: screen, columns: 20)
        #expect(scene.driver.overlay.isAtBottom)
        #expect(Self.top(&scene) == screen[0].replacing("↩", with: ""))
    }

    @Test func `a place that is gone is where it would be`() throws {
        var scene = try Self.scene((0..<600).map(Self.text))
        for _ in 0..<20 { scene.press("PageUp") }
        let others = (0..<600).map { "other \($0)" }
        let (above, screen) = Self.parts(others, columns: 30, rows: 10)
        scene.resize(scrollback: above, screen: screen, columns: 30)
        #expect(Self.top(&scene).hasPrefix("other "))
        scene.press("g")
        #expect(Self.top(&scene) == "other 0")
    }

    @Test func `fewer rows leave the view where it is`() throws {
        let lines = (0..<200).map { "row \($0)" }
        var scene = try Self.scene(lines)
        for _ in 0..<6 { scene.press("PageUp") }
        let before = Self.top(&scene)
        let (above, screen) = Self.parts(lines, columns: 40, rows: 5)
        scene.resize(scrollback: above, screen: screen, columns: 40)
        #expect(Self.top(&scene) == before)
        #expect(!scene.driver.take().contains("close"))
    }
}
