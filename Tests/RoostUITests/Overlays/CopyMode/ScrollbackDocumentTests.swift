import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct ScrollbackDocumentTests {
    private static func document(_ scrollback: Range<Int>, screen: [String] = ["a", "b"])
        -> ScrollbackDocument
    {
        ScrollbackDocument(
            session: CopyScene.session, mirror: CopyScene.mirror(screen, columns: 20, scrollback: scrollback))
    }

    private static func page(_ first: Int, _ lines: [String], count: Int? = nil) -> Response {
        var bytes: [UInt8] = []
        for line in lines { CopyScene.line(line).encode(into: &bytes) }
        return .scrollback(ScrollbackPage(first: first, count: count ?? lines.count, lines: bytes))
    }

    @Test func `each page is asked for once, cut at the ends`() {
        var document = Self.document(150..<450)
        let requests = document.requests(for: 0..<1000)
        #expect(
            requests == [
                .session(.scrollback(session: CopyScene.session, from: 150, count: 50)),
                .session(.scrollback(session: CopyScene.session, from: 200, count: 200)),
                .session(.scrollback(session: CopyScene.session, from: 400, count: 50)),
            ])
        #expect(document.requests(for: 0..<1000).isEmpty)
        #expect(!document.has(150..<151))
        #expect(document.line(150) == nil)
        #expect(document.line(450)?.text() == "a")
    }

    @Test func `lines come with their numbers`() {
        var document = Self.document(0..<3)
        _ = document.requests(for: 0..<3)
        document.receive(Self.page(0, ["x", "y", "z"]), from: 0, count: 3)
        #expect((0..<5).map { document.line($0)?.text() } == ["x", "y", "z", "a", "b"])
        #expect(document.line(5) == nil)
        #expect(document.line(-1) == nil)
    }

    @Test func `a page that was not asked for is ignored`() {
        var document = Self.document(0..<3)
        document.receive(Self.page(0, ["x"]), from: 0, count: 3)
        #expect(document.line(0) == nil)
    }

    @Test(arguments: [
        ScrollbackPage(first: Int.min, count: Int.max, lines: [1, 2, 3]),
        ScrollbackPage(first: Int.max, count: 5, lines: []),
        ScrollbackPage(first: -5, count: -5, lines: [0xff]),
        ScrollbackPage(first: 0, count: 200, lines: Array(repeating: 0xff, count: 100)),
    ])
    func `nonsense from a server is blank lines`(page: ScrollbackPage) {
        var document = Self.document(0..<300)
        _ = document.requests(for: 0..<300)
        document.receive(.scrollback(page), from: 0, count: 200)
        #expect(document.line(0) != nil)
        #expect(document.range == 0..<302)
        #expect(document.has(0..<200))
    }

    @Test func `a failure is blank lines, so that nothing waits for ever`() {
        var document = Self.document(0..<300)
        _ = document.requests(for: 0..<300)
        document.receive(.failed(Failure("read", cause: "gone")), from: 200, count: 100)
        #expect(document.line(250) == Line())
        #expect(document.requests(for: 0..<300).isEmpty)
    }

    @Test func `lines that were dropped are no lines any more`() {
        var document = Self.document(0..<300)
        _ = document.requests(for: 0..<300)
        document.receive(Self.page(120, ["x", "y"]), from: 0, count: 200)
        #expect(document.range == 120..<302)
        #expect(document.line(119) == nil)
        #expect(document.line(121)?.text() == "y")
    }

    @Test func `numbers at the end of all numbers do not overflow`() {
        var document = Self.document(Int.max - 10..<Int.max)
        #expect(document.range.count <= 12)
        _ = document.requests(for: document.range)
        #expect(document.wholeLine(around: document.range.upperBound - 1).count == 1)
    }

    @Test func `a wrapped line is whole over a border of pages`() {
        var document = Self.document(0..<201, screen: ["end"])
        _ = document.requests(for: 0..<201)
        document.receive(
            Self.page(200, ["two↩"]), from: 200, count: 1)
        var missing: [Int] = []
        #expect(document.knownLine(around: 200, missing: &missing) == nil)
        #expect(missing == [199])
        document.receive(Self.page(0, (0..<199).map { "\($0)" } + ["one↩"]), from: 0, count: 200)
        missing = []
        #expect(document.knownLine(around: 200, missing: &missing) == 199...201)
    }

    @Test func `far pages are forgotten when there are too many`() {
        var document = Self.document(0..<60_000)
        for request in document.requests(for: 0..<60_000) {
            guard case .session(.scrollback(_, let from, let count)) = request else { continue }
            document.receive(Self.page(from, []), from: from, count: count)
        }
        document.trim(around: 59_999)
        #expect(!document.has(0..<1))
        #expect(document.has(59_000..<60_000))
        #expect(document.requests(for: 0..<200).count == 1)
    }
}
