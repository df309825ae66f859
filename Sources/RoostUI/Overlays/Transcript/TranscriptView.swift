import RoostModel
import RoostTerminal
import RoostWire

/// What a task says, as a person reads it: its blocks, which one is chosen, and which rows can be seen.
struct TranscriptView: Sendable {
    /// More is asked for when fewer rows than that, and than two screens, are left in a direction.
    private static let margin = 20

    private(set) var window: TranscriptWindow?
    private var made = TranscriptBlocks()
    private var rows = TranscriptRows()
    private var scroll = TranscriptScroll()
    /// The number of the chosen block; nil: the last one, whichever that is.
    private var chosen: Int?
    /// Where it was drawn last.
    private(set) var area = Rect(row: 0, column: 0, rows: 0, columns: 0)
    /// The blocks that the rows of the last draw belong to, from the top.
    private var drawn: [Int] = []

    var blocks: [TranscriptBlock] { made.blocks }
    var isFollowing: Bool { scroll.isFollowing }
    var task: TaskID? { window?.task }

    // MARK: Messages

    /// Shows another task, which has said so much, from its end on.
    mutating func open(_ task: TaskID, total: Int) {
        let area = area
        self = TranscriptView()
        self.area = area
        rows.columns = Self.columns(in: area)
        window = TranscriptWindow(task, total: total)
    }

    /// Shows no task.
    mutating func close() { self = TranscriptView() }

    /// The task that is shown has said so much.
    mutating func grow(to total: Int) { window?.grow(to: total) }

    /// What is missing near the place that is looked at; nil as long as an answer is awaited.
    mutating func request() -> Request? {
        let near = measure { $0.isNear(margin: max(Self.margin, 2 * $1), seeing: $1, count: $2, height: $3) }
        // Where all that is held fits on the screen, what came in at one end would go out at the other for ever:
        // one end is the one that counts then.
        let isFollowing = isFollowing
        let first: TranscriptWindow.End = isFollowing ? .later : .earlier
        for end in [first, first == .later ? .earlier : .later] {
            guard end == .later ? near.end : near.start else { continue }
            let isOnly = !(near.start && near.end)
            guard end == first || isOnly || window?.hasRoom == true else { continue }
            if let request = window?.request(end, isFollowing: isFollowing) { return request }
        }
        return nil
    }

    /// Takes an answer; gives whether it was one that was asked for.
    mutating func receive(_ response: Response, for request: Request) -> Bool {
        guard window?.isOwn(request) == true else { return false }
        guard case .taskLog(let entries) = response else {
            window?.fail()
            return true
        }
        let known = window?.entries.last?.number
        let isAppended = window?.receive(entries) == true
        let held = window?.entries ?? []
        if isAppended, let known, held.first.map({ $0.number <= known }) == true {
            for entry in held.drop(while: { $0.number <= known }) { made.append(entry) }
            return true
        }
        let before = place().block
        let anchor = blocks[safe: before]?.number
        made = TranscriptBlocks(held)
        let after = anchor.flatMap { number in blocks.firstIndex { $0.number == number } }
        scroll.shift(by: (after ?? 0) - before)
        return true
    }

    // MARK: Choosing

    /// The block that keys are about: the one that was chosen, else the last one.
    var current: TranscriptBlock? { currentIndex.flatMap { blocks[safe: $0] } }

    private var currentIndex: Int? {
        chosen.flatMap { number in blocks.lastIndex { $0.number == number } } ?? blocks.indices.last
    }

    private mutating func choose(_ index: Int) {
        let index = max(0, min(index, blocks.count - 1))
        guard let block = blocks[safe: index] else { return }
        chosen = isEnd(index) ? nil : block.number
        if chosen == nil { return scroll.follow() }
        measure { $0.show(block: index, seeing: $1, count: $2, height: $3) }
    }

    /// Whether a block is the last one that there is, and not only the last one that is here.
    private func isEnd(_ index: Int) -> Bool { index == blocks.count - 1 && window?.isFarBehind != true }

    /// What turning the current block does to it; nil when nothing would.
    var turning: String? {
        guard let current, current.isFoldable else { return nil }
        return rows.isFolded(current) ? "unfold" : "fold"
    }

    /// Folds or unfolds the current block.
    mutating func turn() {
        guard let current, current.isFoldable, let index = currentIndex else { return }
        rows.turn(current)
        if !isFollowing { measure { $0.show(block: index, seeing: $1, count: $2, height: $3) } }
    }

    // MARK: Events

    /// Takes a key that moves; gives whether it was one.
    mutating func handle(_ key: Key) -> Bool {
        let page = max(1, area.rows - 1)
        switch key.word {
        case "Up", "k", "C-p": choose((currentIndex ?? 0) - 1)
        case "Down", "j", "C-n": choose((currentIndex ?? 0) + 1)
        case "PageUp", "C-b", "M-v": move(by: -page)
        case "PageDown", "C-f", "C-v": move(by: page)
        case "Home", "g", "M-<":
            choose(0)
            scroll.begin()
        case "End", "G", "M->":
            chosen = nil
            scroll.follow()
        default: return false
        }
        return true
    }

    /// Moves what can be seen; what is chosen comes along.
    mutating func move(by rows: Int) {
        measure { $0.move(by: rows, seeing: $1, count: $2, height: $3) }
        // What is held here ends before the log does: whoever reads on misses nothing.
        if isFollowing, window?.isFarBehind == true { scroll.hold(at: place()) }
        chosen = isFollowing ? nil : blocks[safe: place().block]?.number
    }

    /// Takes a click on a row: it chooses a block, and turns the one that was chosen.
    mutating func click(row: Int) {
        guard let index = drawn[safe: row - area.row] else { return }
        if index == currentIndex { return turn() }
        chosen = isEnd(index) ? nil : blocks[safe: index]?.number
    }

    // MARK: Rows

    /// The first row that can be seen.
    private mutating func place() -> TranscriptScroll.Place {
        measure { $0.first(rows: $1, count: $2, height: $3) }
    }

    /// Lends the scroll with the rows of the view, the number of blocks, and their heights.
    private mutating func measure<Result>(
        _ body: (inout TranscriptScroll, Int, Int, (Int) -> Int) -> Result
    ) -> Result {
        let blocks = blocks
        // Taken out for the time, so that what is kept of rows is not copied.
        var rows = TranscriptRows()
        swap(&rows, &self.rows)
        defer { swap(&rows, &self.rows) }
        return body(&scroll, max(1, area.rows), blocks.count) { rows.height(of: $0, in: blocks) }
    }

    /// Cells of a row, beside the sign of its block.
    private static func columns(in area: Rect) -> Int { max(1, area.columns - 2) }

    /// Draws what can be seen into an area; `hasKeys`: the chosen block shows.
    mutating func draw(in area: Rect, hasKeys: Bool, panel: Panel, on canvas: inout Canvas) {
        self.area = area
        drawn = []
        guard area.isVisible else { return }
        rows.columns = Self.columns(in: area)
        let first = place()
        var skipped = first.row
        var index = first.block
        while drawn.count < area.rows, index < blocks.count {
            let gap = TranscriptRows.hasGap(before: index, in: blocks) ? 1 : 0
            let block = blocks[index]
            let lines = rows.rows(of: block)
            for line in skipped..<max(skipped, lines.count + gap) where drawn.count < area.rows {
                let row = area.row + drawn.count
                if line >= gap {
                    draw(block, line: line - gap, lines[line - gap], row: row, panel: panel, on: &canvas)
                    if hasKeys, index == currentIndex {
                        panel.select(
                            row: row, column: area.column,
                            columns: line == gap ? area.columns : 1, on: &canvas)
                    }
                }
                drawn.append(index)
            }
            skipped = 0
            index += 1
        }
    }

    private func draw(
        _ block: TranscriptBlock, line: Int, _ spans: [Span], row: Int, panel: Panel, on canvas: inout Canvas
    ) {
        if line == 0, let sign = block.sign(isFolded: rows.isFolded(block)) {
            canvas.write(
                panel.look.glyph(sign.glyph), row: row, column: area.column, style: panel.style(sign.role),
                limit: area.columns)
        }
        canvas.write(
            spans, row: row, column: area.column + 2, columns: max(0, area.columns - 2), panel: panel)
    }
}
