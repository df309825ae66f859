import RoostClient
import RoostModel
import RoostTerminal
import RoostWire

/// A place in a session's lines: scrollback and screen, numbered as the server numbers the scrollback.
struct TextPosition: Hashable, Comparable, Sendable {
    var line: Int
    var column: Int

    static func < (one: TextPosition, other: TextPosition) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }
}

/// What copy mode looks at: the scrollback, and the screen as it was when copy mode began.
///
/// The screen's rows go on with the numbers of the scrollback; since those never change, the view stands still
/// while the program prints on. Scrollback comes from the server in pages that are asked for when needed.
struct ScrollbackDocument: Sendable {
    /// Lines in a page.
    static let pageLength = 200
    /// Pages that are kept: 40,000 lines.
    private static let pageLimit = 200
    /// Rows of one wrapped line that are looked at together.
    private static let wrapLimit = 256

    /// A page as it came; lines beyond it are blank.
    private struct Page: Sendable {
        let first: Int
        let lines: [Line]
    }

    let session: SessionID
    /// All lines that there are.
    private(set) var range: Range<Int>
    /// The number of the screen's first row.
    let screenStart: Int
    /// Columns of the session when copy mode began; the server numbers anew when they change.
    let columns: Int
    let isReverseVideo: Bool
    let screen: [Line]
    private var pages: [Int: Page] = [:]
    private var asked: Set<Int> = []

    /// Takes the screen as it is.
    init(session: SessionID, mirror: ScreenMirror) {
        self.session = session
        screen = mirror.lines
        // A peer's mistake must not make sums overflow.
        let end = min(mirror.scrollback.upperBound, Int.max / 2)
        screenStart = end
        range = min(mirror.scrollback.lowerBound, end)..<end + max(1, mirror.lines.count)
        columns = mirror.size.columns
        isReverseVideo = mirror.isReverseVideo
    }

    /// A line; nil when it has not come yet, or is none.
    func line(_ number: Int) -> Line? {
        guard range.contains(number) else { return nil }
        if number >= screenStart { return screen[safe: number - screenStart] ?? Line() }
        guard let page = pages[number / Self.pageLength] else { return nil }
        return page.lines[safe: number - page.first] ?? Line()
    }

    /// Cells up to the last character that can be seen.
    func length(_ number: Int) -> Int {
        guard let line = line(number) else { return 0 }
        return (line.cells.lastIndex { $0.scalar != 0 && $0.scalar != 0x20 } ?? -1) + 1
    }

    func isWrapped(_ number: Int) -> Bool { line(number)?.isWrapped ?? false }

    // MARK: Wrapped lines

    /// The rows that make up the whole line of a row, as far as they are there.
    func wholeLine(around number: Int) -> ClosedRange<Int> {
        var first = number
        var last = number
        while last - first < Self.wrapLimit, first > range.lowerBound, isWrapped(first - 1) { first -= 1 }
        while last - first < Self.wrapLimit, last + 1 < range.upperBound, isWrapped(last) { last += 1 }
        return first...last
    }

    /// The whole line of a row; nil while rows of it may still be on the way, which `missing` names then.
    func knownLine(around number: Int, missing: inout [Int]) -> ClosedRange<Int>? {
        let rows = wholeLine(around: number)
        for edge in [number, rows.lowerBound - 1, rows.upperBound + 1]
        where range.contains(edge) && line(edge) == nil {
            if edge > rows.upperBound, !isWrapped(rows.upperBound) { continue }
            missing.append(edge)
        }
        return missing.isEmpty ? rows : nil
    }

    // MARK: Pages

    /// Requests for the lines that are not there yet; each is made once.
    mutating func requests(for lines: Range<Int>) -> [Request] {
        let lines = lines.clamped(to: range.lowerBound..<max(range.lowerBound, screenStart))
        guard !lines.isEmpty else { return [] }
        var requests: [Request] = []
        for page in lines.lowerBound / Self.pageLength...(lines.upperBound - 1) / Self.pageLength
        where pages[page] == nil && asked.insert(page).inserted {
            let first = max(page * Self.pageLength, range.lowerBound)
            let end = min((page + 1) * Self.pageLength, screenStart)
            requests.append(.session(.scrollback(session: session, from: first, count: end - first)))
        }
        return requests
    }

    /// All lines are there.
    func has(_ lines: Range<Int>) -> Bool {
        let lines = lines.clamped(to: range.lowerBound..<max(range.lowerBound, screenStart))
        guard !lines.isEmpty else { return true }
        return (lines.lowerBound / Self.pageLength...(lines.upperBound - 1) / Self.pageLength)
            .allSatisfy { pages[$0] != nil }
    }

    /// Takes a page, or that it could not be had; what is not a page of this document is ignored.
    mutating func receive(_ response: Response, from: Int, count: Int) {
        let number = from / Self.pageLength
        guard asked.remove(number) != nil else { return }
        guard case .scrollback(let page) = response else {
            pages[number] = Page(first: from, lines: [])
            return
        }
        var rest = page.lines[...]
        var lines: [Line] = []
        for _ in 0..<max(0, min(page.count, Self.pageLength)) {
            guard let line = try? Line(decoding: &rest) else { break }
            lines.append(line)
        }
        let first = (from...max(from, screenStart)).contains(page.first) ? page.first : from
        pages[number] = Page(first: first, lines: lines)
        if first > from {
            // The server has dropped the oldest lines meanwhile.
            range = max(range.lowerBound, first)..<range.upperBound
        }
    }

    /// Forgets the pages that are farthest from a line, if there are too many.
    mutating func trim(around line: Int) {
        guard pages.count > Self.pageLimit else { return }
        let here = line / Self.pageLength
        for page in pages.keys.sorted(by: { abs($0 - here) > abs($1 - here) }).prefix(
            pages.count - Self.pageLimit)
        {
            pages[page] = nil
        }
    }
}
