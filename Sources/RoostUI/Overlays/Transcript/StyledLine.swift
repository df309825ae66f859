import RoostConfig
import RoostTerminal

/// How a piece of a rendered text looks.
enum TextLook: Hashable, Sendable {
    case plain, strong, emphasis, code, quote, dim
    /// Frames around code and quotes, in lines of the theme.
    case frame
    case added, removed
    /// A name or a place: of a tool, of a part of a file.
    case name
    case good, warning, bad

    /// The style on an overlay.
    func style(in panel: Panel) -> Style {
        switch self {
        case .plain: return panel.look[.overlay]
        case .strong, .emphasis:
            var style = panel.look[.overlay]
            style.attributes.insert(self == .strong ? .bold : .italic)
            return style
        case .code, .name: return panel.style(.accent)
        case .quote, .dim: return panel.style(.dim)
        case .frame: return panel.style(.overlayBorder)
        case .added, .good: return panel.style(.exited)
        case .removed, .bad: return panel.style(.error)
        case .warning: return panel.style(.approval)
        }
    }
}

/// A piece of text in one look.
struct Span: Hashable, Sendable {
    var text: String
    var look: TextLook

    init(_ text: String, _ look: TextLook = .plain) {
        self.text = text
        self.look = look
    }
}

/// A line of a text with its looks, before it is wrapped.
struct StyledLine: Hashable, Sendable {
    /// Without line ends.
    var spans: [Span]
    /// What stands before its first row.
    var lead: [Span] = []
    /// What stands before its other rows.
    var hang: [Span] = []
    /// It is cut where the room ends, and not between words: code.
    var isVerbatim = false

    init(_ spans: [Span], lead: [Span] = [], hang: [Span]? = nil, isVerbatim: Bool = false) {
        self.spans = spans
        self.lead = lead
        self.hang = hang ?? lead
        self.isVerbatim = isVerbatim
    }

    init(_ text: String, _ look: TextLook = .plain) {
        self.init([Span(text, look)])
    }

    /// The text alone.
    var text: String { spans.map(\.text).joined() }

    /// Cuts the line into rows of so many cells, between words where there are any.
    ///
    /// - Returns: At least one row. A lead that leaves too little room is left out.
    /// - Complexity: O(*n*) in the line.
    func wrapped(to columns: Int) -> [[Span]] {
        let leadWidth = max(Self.width(lead), Self.width(hang))
        let usesLead = leadWidth > 0 && leadWidth + 8 <= columns
        let room = max(1, columns - (usesLead ? leadWidth : 0))
        let cells = spans.flatMap { span in
            TextWidth.cells(of: span.text).map { (text: $0.text, width: $0.width, look: span.look) }
        }
        var rows: [[Span]] = []
        var start = 0
        repeat {
            let (end, next) = Self.cut(cells, from: start, room: room, isVerbatim: isVerbatim)
            var row = usesLead ? (rows.isEmpty ? lead : hang) : []
            for cell in cells[start..<end] {
                if let last = row.indices.last, row[last].look == cell.look {
                    row[last].text += cell.text
                } else {
                    row.append(Span(cell.text, cell.look))
                }
            }
            rows.append(row)
            start = next
        } while start < cells.count
        return rows
    }

    /// Where a row ends and where the next one begins.
    private static func cut(
        _ cells: [(text: String, width: Int, look: TextLook)], from start: Int, room: Int, isVerbatim: Bool
    ) -> (end: Int, next: Int) {
        var used = 0
        var end = start
        /// The last blank with a word before it.
        var blank: Int?
        var hasWord = false
        while end < cells.count, used + cells[end].width <= room {
            used += cells[end].width
            if cells[end].text != " " { hasWord = true } else if hasWord { blank = end }
            end += 1
        }
        guard end < cells.count else { return (end, end) }
        // A character that is wider than the whole room.
        if end == start { return (start + 1, start + 1) }
        guard !isVerbatim else { return (end, end) }
        var stop = cells[end].text == " " ? end : blank ?? end
        var next = stop
        while next < cells.count, cells[next].text == " " { next += 1 }
        while stop > start, cells[stop - 1].text == " " { stop -= 1 }
        return (stop, next)
    }

    private static func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + TextWidth.of($1.text) } }
}

extension Canvas {
    /// Writes a row of a rendered text; gives the cells used.
    @discardableResult
    mutating func write(_ spans: [Span], row: Int, column: Int, columns: Int, panel: Panel) -> Int {
        var used = 0
        for span in spans where used < columns {
            let text = span.look == .frame ? Self.lines(of: span.text, panel.look) : span.text
            used += write(
                text, row: row, column: column + used, style: span.look.style(in: panel),
                limit: columns - used)
        }
        return used
    }

    /// The lines of frames as the theme has them.
    private static func lines(of text: String, _ look: Look) -> String {
        text.replacing("│", with: look.glyph(.vertical)).replacing("─", with: look.glyph(.horizontal))
    }
}
