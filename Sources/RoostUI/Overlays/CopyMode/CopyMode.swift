import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Looks at what a session printed, above its pane alone: scrolls, searches, selects and copies.
///
/// The view stands still while the program prints on, and keeps its place when the pane gets another size; the mode
/// stays in its pane while another one has the keys. A selection that the mouse makes at the bottom is copied
/// when the button comes up and stays visible; the next key or new output ends it then, and the key goes to the
/// program as if copy mode had not been there.
struct CopyMode: Overlay {
    /// What a selection by mouse is made of.
    enum Granularity: Hashable, Sendable {
        case cell, word, line
    }

    /// What is typed in the last row.
    struct Prompt: Sendable {
        enum Purpose: Hashable, Sendable {
            case search(forward: Bool, isIncremental: Bool)
            case goToLine
        }

        var purpose: Purpose
        var field = TextField()
        /// Where to go back to.
        var origin: TextPosition
        var originTop: Int
    }

    /// What was typed before or behind a command, and belongs to it.
    struct Operands: Sendable {
        /// The number before a command.
        var count: Int?
        /// A jump waits for its character.
        var pendingJump: CopyCommand.Jump?
        var lastJump: (jump: CopyCommand.Jump, character: Character)?
    }

    /// What is searched for, and how far that is.
    struct Search: Sendable {
        /// Nil before the first search.
        var text: TextSearch?
        var isForward = true
        /// The match that the cursor went to.
        var match: TextSearch.Match?
        /// A search that waits for pages.
        var scan: SearchScan?
        /// A row whose line is to have the first match, once it is there.
        var awaited: Int?
    }

    /// A copy that waits for its lines.
    struct PendingCopy: Sendable {
        var span: CopySelection.Span
        /// Copy mode stays afterwards, because the mouse selected.
        var stays: Bool
    }

    let pane: PaneID
    let session: SessionID
    /// The pane's content on the canvas.
    var frame: Rect
    /// Nil until the session's screen is known.
    var document: ScrollbackDocument?
    var cursor = TextPosition(line: 0, column: 0)
    /// The column that moving up and down tries to keep.
    var wantedColumn = 0
    /// The first line that can be seen.
    var top = 0
    var selection: CopySelection?
    var mark: TextPosition?
    var prompt: Prompt?
    var operands = Operands()
    var search = Search()
    /// The selection is copied once its pages have come.
    var pendingCopy: PendingCopy?
    var lifetime: CopyLifetime
    var drag = DragState()
    /// The view's place, which is looked for after the lines were wrapped anew.
    private var place: CopyPlace?
    var wantedSequence: UInt64 = 0
    var opening: Opening

    /// Opens in a pane whose content, without the title row, has a frame on the canvas.
    ///
    /// Scrolls up by some `lines` at once; after more than 0 of them, scrolling down again leaves.
    init(pane: PaneID, session: SessionID, frame: Rect, scrolledBy lines: Int = 0) {
        self.pane = pane
        self.session = session
        self.frame = frame
        opening = .scrolled(by: lines)
        lifetime = lines > 0 ? .untilBottom : .untilLeft
    }

    /// Opens where it was left, with a line at the top; scrolling down to the newest leaves.
    init(pane: PaneID, session: SessionID, frame: Rect, showing line: Int) {
        self.pane = pane
        self.session = session
        self.frame = frame
        opening = .showing(line: line)
        lifetime = .untilBottom
    }

    /// Opens with a selection that begins in a cell of the pane's content, because the mouse was dragged or
    /// clicked twice there.
    init(
        pane: PaneID, session: SessionID, frame: Rect, selectingFrom start: (row: Int, column: Int),
        granularity: Granularity
    ) {
        self.pane = pane
        self.session = session
        self.frame = frame
        opening = .selecting(row: start.row, column: start.column, granularity)
        lifetime = .untilNextKey(isStale: false)
    }

    /// Opens with the cursor on a line, and on a text in it, if it is there.
    init(pane: PaneID, session: SessionID, frame: Rect, at line: Int, marking text: String) {
        self.pane = pane
        self.session = session
        self.frame = frame
        opening = .finding(line: line, text)
        lifetime = .untilLeft
    }

    // MARK: Overlay

    var allowsPrefix: Bool { true }
    var followedPane: (pane: PaneID, frame: Rect)? { (pane, frame) }
    var showsTimes: Bool { false }

    var scrolledLine: Int? {
        if document == nil, case .showing(let line) = opening { return line }
        return isAtBottom ? nil : top
    }

    /// Scrolls by pages; scrolling down at the bottom leaves.
    mutating func perform(_ command: ClientCommand, in context: UIContext) -> [OverlayEffect]? {
        let motion: CopyCommand.Motion
        switch command {
        case .copyMode: return []
        case .scrollUp: motion = .pageUp
        case .scrollDown where isAtBottom && selection == nil: return [.close]
        case .scrollDown: motion = .pageDown
        default: return nil
        }
        lifetime.keep()
        move(motion, context.configuration.copyKeys)
        return needed() + [.redraw]
    }

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        let effects = prepare(context)
        if lifetime.isOver { return [.close] }
        if drag.isActive, drag.edge != 0 { scrollWithDrag() }
        return effects + needed()
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        let effects = prepare(context)
        guard document != nil else {
            if case .key = event { return [.close] }
            return effects
        }
        switch event {
        case .key(let key): return effects + handle(key, in: context) + needed()
        case .mouse(let event): return effects + handle(event, in: context) + needed()
        case .paste(let bytes):
            if prompt != nil {
                prompt?.field.insert(String(decoding: bytes, as: UTF8.self))
                return effects + promptChanged() + needed() + [.redraw]
            }
            return lifetime.isTransient ? [.close, .insertPaste(bytes)] : effects
        default: return effects
        }
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        guard case .session(.scrollback(session, let from, let count)) = request else {
            if case .failed(let failure) = response { return [.message("\(failure)", isError: true)] }
            return []
        }
        document?.receive(response, from: from, count: count)
        clampView()
        var effects: [OverlayEffect] = []
        if case .failed(let failure) = response { effects.append(.message("\(failure)", isError: true)) }
        settle()
        markAwaited()
        if search.scan != nil { effects += continueSearch() }
        if let copy = pendingCopy { effects += self.copy(copy.span, stays: copy.stays, in: context) }
        if pendingCopy == nil, selection == nil, place == nil { document?.trim(around: cursor.line) }
        return effects + needed() + [.redraw]
    }

    // MARK: View

    /// Takes over the pane's place, and the screen when there is none yet or it has another width.
    private mutating func prepare(_ context: UIContext) -> [OverlayEffect] {
        if let workspace = context.workspace?.workspace {
            guard workspace.window(of: pane)?.session(of: pane) == session else { return [.close] }
            let content = PanePlaces(context)[pane]?.content
            // What the mouse made is made of cells: it ends where these are others, or the keys are elsewhere.
            let isMoved = document != nil && content != frame
            if lifetime.isTransient, isMoved || context.focusedPane != pane { return [.close] }
            if let content, content != frame {
                frame = content
                clampView()
                keepCursorInView()
            }
        }
        guard let mirror = context.mirrors[session] else { return [] }
        guard let document else {
            begin(with: mirror)
            return open()
        }
        if document.columns == mirror.size.columns {
            if mirror.sequence != wantedSequence, isOutdated(by: mirror) { lifetime.screenChanged() }
        } else if lifetime.isTransient {
            return [.close]
        } else {
            begin(again: mirror, after: document)
        }
        return []
    }

    /// Whether the program has printed something since the mouse made the selection.
    ///
    /// While the button is down the view stands still: where something is printed all the time, nothing could be
    /// selected else.
    func isOutdated(by mirror: ScreenMirror) -> Bool {
        lifetime.isTransient && !drag.isActive && mirror.lines != document?.screen
    }

    private mutating func begin(with mirror: ScreenMirror) {
        let document = ScrollbackDocument(session: session, mirror: mirror)
        self.document = document
        wantedSequence = mirror.sequence
        let start = document.screenStart
        top = start + Compositor.scroll(mirror, in: frame).row
        cursor = TextPosition(
            line: start + max(0, min(mirror.cursor.row, mirror.lines.count - 1)), column: mirror.cursor.column
        )
        wantedColumn = cursor.column
    }

    /// The lines were wrapped anew, and numbered anew: the view goes where it was in the text.
    private mutating func begin(again mirror: ScreenMirror, after old: ScrollbackDocument) {
        let (row, column) = (cursor.line - top, cursor.column)
        let place = isAtBottom ? nil : self.place ?? CopyPlace(of: old, top: top, cursor: cursor)
        begin(with: mirror)
        selection = nil
        mark = nil
        search.match = nil
        search.scan = nil
        search.awaited = nil
        pendingCopy = nil
        self.place = place
        top = place.map { lastLine + 1 - $0.rowsToEnd } ?? bottomTop
        clampView()
        cursor = clamped(TextPosition(line: top + row, column: column))
        prompt?.origin = cursor
        prompt?.originTop = top
        settle()
    }

    /// Goes to the place that is looked for, as soon as it is found.
    private mutating func settle() {
        guard var place, let document else { return }
        guard let found = place.find(in: document) else {
            self.place = place
            return
        }
        self.place = nil
        guard let found else { return }
        top = found
        clampView()
        cursor = clamped(TextPosition(line: top + place.cursor.row, column: place.cursor.column))
        wantedColumn = cursor.column
        keepCursorInView()
        prompt?.origin = cursor
        prompt?.originTop = top
    }

    /// Requests for the lines that can be seen, and a view's height around them.
    mutating func needed() -> [OverlayEffect] {
        let rows = max(1, frame.rows)
        var requests = document?.requests(for: max(0, top - rows)..<max(1, top + 2 * rows)) ?? []
        if let place { requests += document?.requests(for: place.wanted) ?? [] }
        if let scan = search.scan { requests += document?.requests(for: scan.wanted) ?? [] }
        if let pendingCopy {
            requests +=
                document?.requests(
                    for: pendingCopy.span.lines.lowerBound..<pendingCopy.span.lines.upperBound + 1) ?? []
        }
        return requests.map(OverlayEffect.request)
    }

    var firstLine: Int { document?.range.lowerBound ?? 0 }
    var lastLine: Int { max(firstLine, (document?.range.upperBound ?? 1) - 1) }

    /// The value of ``top`` at the bottom.
    var bottomTop: Int {
        guard let document else { return 0 }
        return document.screenStart + max(0, document.screen.count - max(1, frame.rows))
    }

    var isAtBottom: Bool { top >= bottomTop }

    /// The nearest cell that there is.
    func clamped(_ place: TextPosition) -> TextPosition {
        let line = max(firstLine, min(place.line, lastLine))
        let column = max(0, min(place.column, (document?.columns ?? 1) - 1))
        return TextPosition(
            line: line, column: document?.start(of: TextPosition(line: line, column: column)) ?? 0)
    }

    /// Keeps view and cursor within the lines.
    mutating func clampView() {
        top = max(firstLine, min(top, bottomTop))
        cursor.line = max(firstLine, min(cursor.line, lastLine))
    }

    /// Moves the view so that the cursor can be seen.
    mutating func showCursor() {
        let rows = max(1, frame.rows)
        if cursor.line < top { top = cursor.line }
        if cursor.line >= top + rows { top = cursor.line - rows + 1 }
        top = max(firstLine, min(top, bottomTop))
    }

    /// Moves the view, and the cursor with it as far as it must.
    mutating func scroll(by lines: Int) {
        top = max(firstLine, min(top + lines, bottomTop))
        keepCursorInView()
    }

    /// Moves the cursor as far as it must to be seen.
    private mutating func keepCursorInView() {
        let rows = max(1, frame.rows)
        if cursor.line < top { cursor.line = top }
        if cursor.line >= top + rows { cursor.line = min(lastLine, top + rows - 1) }
    }
}
