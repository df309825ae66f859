import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TranscriptViewTests {
    /// A view on the log of task 5, drawn into some rows of 40 cells.
    private struct Bench {
        var view = TranscriptView()
        var log: [TaskLogEntry]
        let rows: Int
        private let context: UIContext

        init(_ log: [TaskLogEntry], rows: Int = 6) throws {
            self.log = log
            self.rows = rows
            context = try UIContext.main()
            view.open(TaskScene.id(5), total: log.count)
            settle()
        }

        /// Answers all that the view asks for, and draws it.
        mutating func settle() {
            _ = lines()
            while let request = view.request() {
                guard case .task(.messages(_, let from, let limit)) = request else { return }
                let found = Array(log.filter { $0.number >= from }.prefix(limit))
                let isTaken = view.receive(.taskLog(found), for: request)
                #expect(isTaken)
                _ = lines()
            }
        }

        mutating func lines() -> [String] {
            var canvas = Canvas(rows: rows + 3, columns: 44)
            let panel = Panel(rows: rows, columns: 40, in: context, on: canvas)
            let area = Rect(row: 1, column: 2, rows: rows, columns: 40)
            view.draw(in: area, hasKeys: true, panel: panel, on: &canvas)
            let text = canvas.text().split(separator: "\n", omittingEmptySubsequences: false)
            return text.dropFirst().prefix(rows).map { String($0.dropFirst(2)) }
        }

        mutating func press(_ names: String...) {
            for name in names {
                if let key = Key(name: name) { _ = view.handle(key) }
            }
            settle()
        }

        mutating func append(_ contents: TaskMessage.Content...) {
            for content in contents {
                log.append(
                    TaskLogEntry(
                        number: log.count + 1, attempt: 1, at: UIContext.noon, message: TaskMessage(content)))
            }
            view.grow(to: log.count)
            settle()
        }
    }

    private static func texts(_ count: Int) -> [TaskLogEntry] {
        TaskScene.log((1...count).map { .toolResult(id: "t", output: "line \($0)", isError: false) })
    }

    @Test func `the end is seen, and what comes is`() throws {
        var bench = try Bench(Self.texts(20))
        #expect(bench.lines().last == "✓ line 20")
        bench.append(.toolResult(id: "t", output: "line 21", isError: true))
        #expect(bench.lines() == (16...20).map { "✓ line \($0)" } + ["✗ line 21"])
    }

    @Test func `whoever scrolled back stays where they are until End`() throws {
        var bench = try Bench(Self.texts(20))
        bench.press("PageUp")
        let before = bench.lines()
        #expect(before.first == "✓ line 10" && !bench.view.isFollowing)
        bench.append(.status("more"))
        #expect(bench.lines() == before)
        bench.press("End")
        #expect(bench.lines().last == "· more" && bench.view.isFollowing)
    }

    @Test func `going back gets what lies before`() throws {
        var bench = try Bench(Self.texts(250))
        for _ in 0..<60 { bench.press("PageUp") }
        #expect(bench.lines().first == "✓ line 1")
        bench.press("G")
        #expect(bench.lines().last == "✓ line 250")
    }

    @Test func `a long log can be read from one end to the other`() throws {
        var bench = try Bench(Self.texts(1500), rows: 50)
        var seen: [String] = []
        while bench.lines().first != "✓ line 1" { bench.press("PageUp") }
        for _ in 0..<100 where seen.last != "✓ line 1500" {
            seen += bench.lines().filter { !seen.suffix(60).contains($0) }
            bench.press("PageDown")
        }
        #expect(seen == (1...1500).map { "✓ line \($0)" })
    }

    @Test func `a message is unfolded, and folded again`() throws {
        var bench = try Bench(
            TaskScene.log([
                .text("before"), .toolResult(id: "t", output: "one\ntwo\nthree", isError: false),
                .text("after"),
            ]), rows: 8)
        let folded = ["  before", "", "✓ 3 lines  one", "", "  after"]
        #expect(bench.lines() == folded + ["", "", ""])
        bench.press("k")
        #expect(bench.view.turning == "unfold")
        bench.view.turn()
        #expect(bench.lines() == ["  before", "", "✓ │ one", "  │ two", "  │ three", "", "  after", ""])
        #expect(bench.view.turning == "fold")
        bench.view.turn()
        #expect(bench.lines() == folded + ["", "", ""])
    }

    @Test func `a click chooses a message, a second one turns it`() throws {
        var bench = try Bench(
            TaskScene.log([.toolResult(id: "t", output: "one\ntwo", isError: false), .text("after")]))
        bench.view.click(row: 1)
        #expect(bench.view.current?.text == "one\ntwo")
        bench.view.click(row: 1)
        #expect(bench.lines().prefix(2) == ["✓ │ one", "  │ two"])
        bench.view.click(row: 40)
        bench.view.click(row: -3)
        #expect(bench.view.current?.text == "one\ntwo")
    }

    @Test func `pieces make the last text grow`() throws {
        var bench = try Bench(TaskScene.log([.text("one")]))
        bench.append(.text(" two", isPiece: true))
        bench.append(.text(" three", isPiece: true))
        #expect(bench.lines().first == "  one two three")
        #expect(bench.view.current?.text == "one two three")
    }

    @Test func `a folded line that is too long is cut`() throws {
        var bench = try Bench(
            TaskScene.log([
                .toolResult(id: "t", output: String(repeating: "word ", count: 30), isError: false)
            ]))
        #expect(bench.lines()[0] == "✓ word word word word word word word…" && bench.lines()[1].isEmpty)
    }

    @Test func `another task begins anew`() throws {
        var bench = try Bench(Self.texts(20))
        bench.press("PageUp")
        bench.view.open(TaskScene.id(6), total: 0)
        #expect(bench.view.blocks.isEmpty && bench.view.isFollowing && bench.view.request() == nil)
        // An answer that was on its way belongs to nobody.
        let late = Request.task(.messages(target: "5", from: 1, limit: 100))
        let isTaken = bench.view.receive(.taskLog(Self.texts(3)), for: late)
        #expect(!isTaken && bench.view.blocks.isEmpty)
    }

    @Test func `an empty log takes every key`() throws {
        var bench = try Bench([])
        bench.press("j", "k", "g", "G", "PageUp", "PageDown")
        bench.view.turn()
        #expect(bench.view.current == nil && bench.lines().allSatisfy(\.isEmpty))
    }

    @Test func `a long text in small pieces has two ends, and is at rest at both`() throws {
        var bench = try Bench(
            TaskScene.log((0..<2000).map { _ in .text("x", isPiece: true) }))
        #expect(bench.view.window?.entries.last?.number == 2000)
        bench.press("g")
        #expect(bench.view.window?.entries.first?.number == 1)
        bench.press("G")
        #expect(bench.view.window?.entries.last?.number == 2000 && bench.view.isFollowing)
    }
}
