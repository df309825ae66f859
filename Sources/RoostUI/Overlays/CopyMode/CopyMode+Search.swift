import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// A search on its way through the lines, page by page.
struct SearchScan: Sendable {
    let search: TextSearch
    let isForward: Bool
    /// Matches on this side of it do not count before the search has come round.
    let origin: TextPosition
    /// A row of the line that is looked at next.
    var next: Int
    var hasWrapped = false
    /// Lines that have to come before the search goes on.
    var wanted: Range<Int> = 0..<0

    /// Pages that are asked for at once.
    static let ahead = 4 * ScrollbackDocument.pageLength
}

extension CopyMode {
    /// Looks for the text that was searched last, from a place on.
    mutating func beginSearch(forward: Bool, from place: TextPosition) -> [OverlayEffect] {
        guard let text = search.text else {
            return [.message("nothing was searched for yet", isError: false)]
        }
        search.scan = SearchScan(search: text, isForward: forward, origin: place, next: clamped(place).line)
        return continueSearch()
    }

    /// Goes on until there is a match, no match, or a page to wait for.
    mutating func continueSearch() -> [OverlayEffect] {
        guard var scan = search.scan, let document else { return [] }
        while true {
            guard document.range.contains(scan.next) else {
                guard !scan.hasWrapped else { return searchFailed(scan) }
                scan.hasWrapped = true
                scan.next = scan.isForward ? firstLine : lastLine
                continue
            }
            var missing: [Int] = []
            guard let rows = document.knownLine(around: scan.next, missing: &missing) else {
                let first = missing.min() ?? scan.next
                let last = missing.max() ?? scan.next
                scan.wanted =
                    scan.isForward
                    ? first..<min(document.range.upperBound, last + SearchScan.ahead)
                    : max(firstLine, first - SearchScan.ahead)..<last + 1
                search.scan = scan
                return []
            }
            if let match = candidate(in: rows, scan, document) { return found(match, scan) }
            if scan.hasWrapped,
                scan.isForward ? rows.upperBound >= scan.origin.line : rows.lowerBound <= scan.origin.line
            {
                return searchFailed(scan)
            }
            scan.next = scan.isForward ? rows.upperBound + 1 : rows.lowerBound - 1
        }
    }

    private func candidate(
        in rows: ClosedRange<Int>, _ scan: SearchScan, _ document: ScrollbackDocument
    ) -> TextSearch.Match? {
        let matches = scan.search.matches(in: rows, of: document)
        if scan.hasWrapped { return scan.isForward ? matches.first : matches.last }
        return scan.isForward
            ? matches.first { $0.start > scan.origin } : matches.last { $0.start < scan.origin }
    }

    private mutating func found(_ match: TextSearch.Match, _ scan: SearchScan) -> [OverlayEffect] {
        search.scan = nil
        search.match = match
        cursor = match.start
        wantedColumn = cursor.column
        let rows = max(1, frame.rows)
        if cursor.line < top || cursor.line >= top + rows {
            top = max(firstLine, min(cursor.line - rows / 2, bottomTop))
        }
        return [.redraw]
    }

    private mutating func searchFailed(_ scan: SearchScan) -> [OverlayEffect] {
        search.scan = nil
        search.match = nil
        clampView()
        cursor = clamped(cursor)
        showCursor()
        // What is typed only in part is no result yet: the prompt says how it stands.
        if case .search(_, true)? = prompt?.purpose { return [.redraw] }
        return [.message("no match for \(scan.search.text)", isError: false), .redraw]
    }

    /// The text that is being typed was looked for everywhere and is not there.
    func hasFailed(_ prompt: Prompt) -> Bool {
        !prompt.field.isEmpty && search.scan == nil && search.match == nil
    }

    mutating func searchWord(forward: Bool) -> [OverlayEffect] {
        guard let document else { return [] }
        let word = document.word(around: cursor)
        var last = word.upperBound
        last.column = document.end(of: last)
        let text = document.text(
            of: CopySelection.Span(first: word.lowerBound, last: last, isRectangle: false))
        guard let search = TextSearch(plain: text.lowercased()) else { return [] }
        self.search.text = search
        self.search.isForward = forward
        return beginSearch(forward: forward, from: cursor)
    }

    // MARK: Prompt

    mutating func ask(_ purpose: Prompt.Purpose) {
        prompt = Prompt(purpose: purpose, origin: cursor, originTop: top)
    }

    /// Takes a key while something is typed.
    mutating func handlePrompt(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        guard let prompt else { return [] }
        switch key.word {
        case "Escape", "C-g", "C-c":
            self.prompt = nil
            cursor = prompt.origin
            top = prompt.originTop
            search.scan = nil
            return [.redraw]
        case "Enter":
            self.prompt = nil
            return accept(prompt) + [.redraw]
        case "C-s", "C-r":
            guard case .search(_, true) = prompt.purpose else { return [] }
            let forward = key.word == "C-s"
            self.prompt?.purpose = .search(forward: forward, isIncremental: true)
            self.search.isForward = forward
            if prompt.field.isEmpty, let search = search.text { self.prompt?.field = TextField(search.text) }
            return beginSearch(forward: forward, from: cursor) + [.redraw]
        case "BSpace" where prompt.field.isEmpty:
            self.prompt = nil
            return [.redraw]
        default:
            guard self.prompt?.field.handle(.key(key)) == true else { return [] }
            return promptChanged() + [.redraw]
        }
    }

    /// Searches anew while the text grows, if that is wanted.
    mutating func promptChanged() -> [OverlayEffect] {
        guard let prompt, case .search(let forward, true) = prompt.purpose else { return [] }
        guard let search = TextSearch(prompt.field.text) else {
            cursor = prompt.origin
            top = prompt.originTop
            search.match = nil
            return []
        }
        self.search.text = search
        self.search.isForward = forward
        // The text may stand where the cursor is already.
        var origin = prompt.origin
        origin.column += forward ? -1 : 1
        return beginSearch(forward: forward, from: origin)
    }

    private mutating func accept(_ prompt: Prompt) -> [OverlayEffect] {
        switch prompt.purpose {
        case .search(_, true): return []
        case .search(let forward, false):
            // An empty text searches for the one before, as in vi and tmux.
            if let search = TextSearch(prompt.field.text) { self.search.text = search }
            self.search.isForward = forward
            return beginSearch(forward: forward, from: cursor)
        case .goToLine:
            guard let lines = Int(prompt.field.text), lines >= 0 else {
                return [.message("\(prompt.field.text) is not a number of lines", isError: true)]
            }
            top = max(firstLine, min(bottomTop - min(lines, bottomTop), bottomTop))
            cursor = clamped(TextPosition(line: top, column: 0))
            return []
        }
    }
}
