import GRDB
import RoostModel

/// The column `kind` of `events`: which part of the history an event belongs to.
enum EventKind: String {
    case state, error, attention, auth, gap, resize, custom

    fileprivate init(_ transition: SessionTransition) {
        self =
            switch transition.change {
            case .state(.error, _), .memoryLimit: .error
            case .state: .state
            case .attention, .attentionOver: transition.entryKind == .auth ? .auth : .attention
            case .customState: .custom
            case .resized: .resize
            case .outputLost: .gap
            }
    }

    /// The condition on `kind` for a part of the history, all of it for nil; nil: no event belongs to it.
    ///
    /// A word that no version knows counts as a change of state.
    static func condition(_ type: HistoryEntry.Kind?) -> String? {
        switch type {
        case .command, .output: nil
        case .error: "kind IN ('error', 'gap')"
        case .auth: "kind = 'auth'"
        case .status: "kind NOT IN ('error', 'gap', 'auth', 'resize')"
        case nil: "kind <> 'resize'"
        }
    }

    /// The part of the history of a row of which nothing but `kind` and `text` is known.
    static func entryKind(_ word: String) -> HistoryEntry.Kind {
        switch EventKind(rawValue: word) {
        case .error, .gap: .error
        case .auth: .auth
        case .state, .attention, .resize, .custom, nil: .status
        }
    }
}

extension Database {
    func insert(_ event: EventRecord) throws {
        let row = EventRow(event.transition.change)
        try run(
            """
            INSERT INTO events (session, at, kind, text, offset, source, state, end_kind, end_code, end_cause,
                attention, is_over, rows, columns, bytes, allowed_bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                event.session.stored, event.at.milliseconds, EventKind(event.transition).rawValue,
                row.text.storable, Int64(clamping: event.offset), event.transition.source?.storable,
                row.state?.rawValue, row.end?.kind.rawValue, row.end?.code, row.end?.cause?.storable,
                row.attention?.rawValue, row.isOver ? true : nil, row.rows, row.columns, row.bytes,
                row.allowedBytes,
            ])
    }
}

/// A change, spread over the columns of `events`.
private struct EventRow {
    var text = ""
    var state: SessionState?
    var end: EndReason?
    var attention: Attention.Kind?
    var isOver = false
    var rows: Int?
    var columns: Int?
    var bytes: Int64?
    var allowedBytes: Int?

    init(_ change: SessionTransition.Change) {
        switch change {
        case .state(let state, let end): (self.state, self.end) = (state, end)
        case .attention(let kind, let text): (attention, self.text) = (kind, text)
        case .attentionOver(let kind): (attention, isOver) = (kind, true)
        case .customState(let name): (text, isOver) = (name ?? "", name == nil)
        case .resized(let rows, let columns): (self.rows, self.columns) = (rows, columns)
        case .outputLost(let bytes): self.bytes = Int64(clamping: bytes)
        case .memoryLimit(let used, let allowed): (bytes, allowedBytes) = (Int64(used), allowed)
        }
    }
}

extension Row {
    /// What happened, from the columns of an event; nil for what can only be read as a text.
    var transition: SessionTransition? {
        change.map { SessionTransition($0, source: text("source")) }
    }

    private var change: SessionTransition.Change? {
        if text("kind") == EventKind.custom.rawValue {
            return .customState(int("is_over") == 1 ? nil : text("text"))
        }
        if let state = text("state").flatMap(SessionState.init(rawValue:)) {
            return .state(state, end: endReason)
        }
        let attention = text("attention").flatMap(Attention.Kind.init(rawValue:))
        if int("is_over") == 1 { return .attentionOver(attention) }
        if let attention { return .attention(attention, text: text("text") ?? "") }
        if let rows = int("rows"), let columns = int("columns") {
            return .resized(rows: rows, columns: columns)
        }
        if let bytes = offset("bytes") {
            return int("allowed_bytes").map { .memoryLimit(used: Int(clamping: bytes), allowed: $0) }
                ?? .outputLost(bytes: bytes)
        }
        return EarlierText.change(kind: text("kind") ?? "", text: text("text") ?? "")
    }
}
