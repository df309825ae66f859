import RoostConfig
import RoostModel
import RoostTerminal

/// What a session did over a stretch of time, as a row of characters: busy, waiting, needing somebody.
struct Timeline: Hashable, Sendable {
    /// What a slice of the time was mostly for a person: the more important of two wins.
    enum Phase: Int, Comparable, Hashable, Sendable {
        case nothing, idle, running, busy, ended, error, needy

        static func < (one: Phase, other: Phase) -> Bool { one.rawValue < other.rawValue }

        /// What begins with a change; nil where nothing does, as with an attention that asks nothing.
        init?(_ change: SessionTransition.Change) {
            switch change {
            case .attention(.finished, _), .attention(.bell, _): return nil
            case .attention: self = .needy
            case .state(.processing, _): self = .busy
            case .state(.waitingInput, _): self = .idle
            case .state(.initializing, _), .state(.starting, _), .state(.running, _): self = .running
            case .state(.completed, _), .state(.terminated, _): self = .ended
            case .state(.error, _): self = .error
            case .attentionOver, .customState, .resized, .outputLost, .memoryLimit: return nil
            }
        }
    }

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
        for entry in entries {
            guard let change = entry.transition?.change else { continue }
            let next: Phase
            if case .attentionOver = change {
                next = below
            } else if let begun = Phase(change) {
                next = begun
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
