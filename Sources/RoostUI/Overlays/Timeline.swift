import RoostConfig
import RoostModel
import RoostTerminal

/// What a session did over a stretch of time, as a row of characters: busy, waiting, needing somebody.
struct Timeline: Hashable, Sendable {
    /// What a slice of the time was mostly for a person: the more important of two wins.
    enum Phase: Int, Comparable, Hashable, Sendable {
        case nothing, idle, running, busy, ended, error, needy

        static func < (one: Phase, other: Phase) -> Bool { one.rawValue < other.rawValue }

        /// What the text of a status entry, `processing` or `approval: Run it?`, stands for; nil: no change.
        init?(status text: String) {
            let word = text.prefix { $0 != ":" }
            if let kind = Attention.Kind(rawValue: String(word)) {
                switch kind {
                case .finished, .bell: return nil
                default: self = .needy
                }
                return
            }
            switch SessionState(rawValue: String(word)) {
            case .processing: self = .busy
            case .waitingInput: self = .idle
            case .initializing, .starting, .running: self = .running
            case .completed, .terminated: self = .ended
            case .error: self = .error
            case nil: return nil
            }
        }
    }

    /// The text of a status entry that says that nobody is needed any more.
    static let attentionOver = "attention over"

    /// One for each column, from the oldest.
    let phases: [Phase]
    let start: Timestamp
    let end: Timestamp

    /// Cuts the time of some entries, oldest first, into slices.
    init(_ entries: [HistoryEntry], until end: Timestamp, columns: Int) {
        let begin = entries.first.map { min($0.at, end) } ?? end
        start = begin
        self.end = end
        guard columns > 0, let first = entries.first, end > first.at else {
            phases = Array(repeating: .nothing, count: max(0, columns))
            return
        }
        var slices = [Phase](repeating: .nothing, count: columns)
        let length = Double(max(1, end.milliseconds(since: begin)))
        func slice(_ moment: Timestamp) -> Int {
            let part = Double(moment.milliseconds(since: begin)) / length
            return Int(max(0, min(Double(columns - 1), part * Double(columns))))
        }
        var phase = Phase.running
        var since = begin
        /// What was before somebody was needed.
        var below = Phase.running
        func paint(until moment: Timestamp) {
            for index in slice(since)...max(slice(since), slice(moment)) {
                slices[index] = max(slices[index], phase)
            }
            since = moment
        }
        for entry in entries where entry.type == .status || entry.type == .auth || entry.type == .error {
            let next: Phase
            if entry.text == Self.attentionOver {
                next = below
            } else if let read = Phase(status: entry.text) {
                next = read
            } else if entry.type == .auth {
                next = .needy
            } else {
                continue
            }
            paint(until: min(max(entry.at, since), end))
            phase = next
            if next != .needy { below = next }
        }
        paint(until: end)
        phases = slices
    }

    /// Draws the slices in a row.
    func draw(row: Int, column: Int, base: Style, look: Look, on canvas: inout Canvas) {
        for (offset, phase) in phases.enumerated() {
            let (glyph, role): (GlyphRole, ThemeRole) =
                switch phase {
                case .nothing: (.barEmpty, .dim)
                case .idle: (.barEmpty, .idle)
                case .running: (.barMedium, .running)
                case .busy: (.barFull, .busy)
                case .ended: (.horizontal, .exited)
                case .error: (.error, .error)
                case .needy: (.approval, .attention)
                }
            canvas.write(
                look.glyph(glyph), row: row, column: column + offset, style: look.style(role, on: base))
        }
    }
}
