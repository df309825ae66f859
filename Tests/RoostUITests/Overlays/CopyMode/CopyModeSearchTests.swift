import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct CopyModeSearchTests {
    private static func scene(rows: Int = 6) throws -> CopyScene {
        let lines = (0..<1000).map { $0 % 100 == 50 ? "here is a needle \($0)" : "hay \($0)" }
        return try CopyScene(
            scrollback: lines, screen: (0..<rows).map { "screen \($0)" }, cursor: (row: rows - 1, column: 0))
    }

    @Test func `a text is found backward over pages that come one by one`() throws {
        var scene = try Self.scene()
        scene.press("?")
        scene.type("needle")
        scene.press("Enter")
        #expect(scene.cursor == [950, 10])
        #expect(scene.rows()[4] == "here is a needle 950")
        scene.press("n")
        #expect(scene.cursor == [850, 10])
        scene.press("n", "n")
        #expect(scene.cursor == [650, 10])
        scene.press("N")
        #expect(scene.cursor == [750, 10])
    }

    @Test func `a search goes round at the end`() throws {
        var scene = try Self.scene()
        scene.press("/")
        scene.type("needle")
        scene.press("Enter")
        #expect(scene.cursor == [50, 10])
        scene.press("N")
        #expect(scene.cursor == [950, 10])
    }

    @Test func `no page is fetched twice`() throws {
        var scene = try Self.scene()
        scene.press("?")
        scene.type("not there")
        scene.press("Enter")
        #expect(scene.driver.take().contains("say no match for not there"))
        #expect(scene.cursor == [1005, 0])
        let pages = scene.pages.map(\.lowerBound).sorted()
        #expect(pages == [0, 200, 400, 600, 800])
    }

    @Test(arguments: [
        ("needle", [950, 10]), ("Needle", nil), ("NEEDLE 950", nil), ("a needle 950", [950, 8]),
    ])
    func `case counts when there is some`(text: String, place: [Int]?) throws {
        var scene = try Self.scene()
        scene.press("?")
        scene.type(text)
        scene.press("Enter")
        #expect(scene.cursor == place ?? [1005, 0])
    }

    @Test func `a match may lie across a wrap`() throws {
        var scene = try CopyScene(screen: ["xx nee↩", "dle yy", "z"], columns: 6)
        scene.press("/")
        scene.type("needle")
        scene.press("Enter")
        #expect(scene.cursor == [0, 3])
        let canvas = scene.driver.canvas()
        let paint = scene.driver.context.theme[.matchCurrent].background
        let marked = (1...2).map { row in (0..<6).map { canvas[row, $0].style.background == paint } }
        #expect(
            marked == [[false, false, false, true, true, true], [true, true, true, false, false, false]])
    }

    @Test func `a match may lie across the border of two pages`() throws {
        var lines = (0..<400).map { "line \($0)" }
        lines[199] = "ends in nee↩"
        lines[200] = "dle"
        var scene = try CopyScene(scrollback: lines, screen: ["x", "y"], cursor: (row: 1, column: 0))
        scene.press("?")
        scene.type("needle")
        scene.press("Enter")
        #expect(scene.cursor == [199, 8])
        scene.press("g", "n")
        #expect(scene.cursor == [199, 8])
        scene.press("g", "/")
        scene.type("needle")
        scene.press("Enter")
        #expect(scene.cursor == [199, 8])
    }

    @Test func `Emacs searches while one types`() throws {
        var scene = try CopyScene(screen: ["alpha beta", "gamma beta delta", "beta"], keys: .emacs)
        scene.press("C-s")
        scene.type("be")
        #expect(scene.cursor == [0, 6])
        scene.press("C-s")
        #expect(scene.cursor == [1, 6])
        scene.press("C-r")
        #expect(scene.cursor == [0, 6])
        scene.press("C-g")
        #expect(scene.cursor == [0, 0])
        scene.press("C-s")
        scene.type("del")
        scene.press("Enter")
        #expect(scene.cursor == [1, 11])
        #expect(scene.driver.overlay.prompt == nil)
    }

    @Test func `a text that is typed only in part says nothing but in its prompt`() throws {
        var scene = try CopyScene(
            screen: ["alpha beta", "gamma", "end"], keys: .emacs, cursor: (row: 2, column: 0))
        scene.press("C-r")
        scene.type("alq")
        #expect(scene.rows().last?.hasPrefix(" no match: alq") == true)
        scene.press("BSpace")
        #expect(scene.rows().last?.hasPrefix(" search up: al") == true)
        scene.press("Enter")
        #expect(scene.cursor == [0, 0])
        #expect(scene.driver.take().isEmpty)
    }

    @Test func `without colours matches are underlined`() throws {
        var scene = try CopyScene(screen: ["ab ab", "ab"], cursor: (row: 1, column: 1))
        scene.driver.context.theme = scene.driver.context.theme.readable(with: .none)
        scene.press("?")
        scene.type("ab")
        scene.press("Enter")
        let canvas = scene.driver.canvas()
        #expect(canvas[1, 0].style.underline == .single)
        #expect(canvas[1, 2].style.underline == .none)
        #expect(canvas[2, 0].style.attributes.contains(.inverse))
    }

    @Test(arguments: [40, 50, 80, 120])
    func `the keys do not run into the title`(columns: Int) throws {
        var scene = try CopyScene(screen: ["one", "two"], columns: columns)
        let canvas = scene.driver.canvas()
        var titled = Canvas(rows: canvas.rows, columns: columns)
        titled.fill(Rect(row: 0, column: 0, rows: 1, columns: columns), style: .plain, text: "#")
        scene.driver.overlay.draw(on: &titled, in: scene.driver.context)
        let row = titled.text().split(separator: "\n")[0]
        #expect(row.firstRange(of: "# ") != nil && row.hasSuffix("]#"), "\(row)")
    }

    @Test func `the word under the cursor is searched`() throws {
        var scene = try CopyScene(screen: ["foo bar", "baz", "a foo b"])
        scene.press("*")
        #expect(scene.cursor == [2, 2])
    }

    @Test func `matches are coloured, the current one otherwise`() throws {
        var scene = try CopyScene(screen: ["ab ab", "ab"], cursor: (row: 1, column: 1))
        scene.press("?")
        scene.type("ab")
        scene.press("Enter")
        let canvas = scene.driver.canvas()
        let theme = scene.driver.context.theme
        #expect(canvas[2, 0].style.background == theme[.matchCurrent].background)
        #expect(canvas[1, 0].style.background == theme[.match].background)
        #expect(canvas[1, 2].style == .plain)
    }

    @Test func `the prompt is in the last row`() throws {
        var scene = try CopyScene(screen: ["one", "two"], columns: 60)
        scene.press("/")
        scene.type("tw")
        #expect(
            scene.rows() == [
                String(repeating: " ", count: 21) + "v select · Enter copy · q leave  [0/0]", "one", "two",
                " search down: tw                         Enter search · Esc",
            ])
        scene.press("Escape")
        #expect(scene.driver.overlay.prompt == nil)
        #expect(scene.driver.take().isEmpty)
    }

    @Test(arguments: [30, 40, 598, 599])
    func `a line that was looked for is shown, not another one that says the same`(line: Int) throws {
        let lines = (0..<600).map { [30, 40, 598, 599].contains($0) ? "here is the place" : "line \($0)" }
        var scene = try CopyScene(scrollback: lines, screen: ["a", "b", "c", "d"]) {
            CopyMode(
                pane: 1, session: CopyScene.session, frame: $0, at: line, marking: "the place")
        }
        #expect(scene.cursor == [line, 8])
        #expect(scene.rows().contains("here is the place"))
    }

    @Test func `a line without the text is shown from its start`() throws {
        let lines = (0..<600).map { "line \($0)" }
        let scene = try CopyScene(scrollback: lines, screen: ["a", "b", "c", "d"]) {
            CopyMode(pane: 1, session: CopyScene.session, frame: $0, at: 40, marking: "nowhere")
        }
        #expect(scene.cursor == [40, 0])
    }

    @Test func `nothing is found in 50,000 lines after one look at each`() throws {
        let lines = (0..<50_000).map { Scene.line("line \($0) of a log that goes on and on, nothing to see") }
        var scene = try CopyScene(scrollback: [], screen: ["end"])
        var document = ScrollbackDocument(
            session: CopyScene.session, mirror: CopyScene.mirror(["end"], columns: 40, scrollback: 0..<50_000)
        )
        for request in document.requests(for: 0..<50_000) {
            guard case .session(.scrollback(_, let from, let count)) = request else { continue }
            var bytes: [UInt8] = []
            for line in lines[from..<from + count] { line.encode(into: &bytes) }
            document.receive(
                .scrollback(.init(first: from, count: count, lines: bytes)), from: from, count: count)
        }
        scene.driver.overlay.document = document
        scene.press("?")
        scene.type("log that goes off")
        scene.press("Enter")
        #expect(scene.driver.take().contains("say no match for log that goes off"))
        #expect(scene.pages.isEmpty)
    }
}
