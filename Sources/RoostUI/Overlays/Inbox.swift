import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Who needs a person and for what, with the answers that can be given from here.
struct Inbox: Overlay {
    var listed: [SessionInfo]?
    /// When the server was asked last; nil asks at once.
    private var askedAt: Timestamp?
    /// Sessions of other workspaces are looked at again after this time.
    private static let patience: Int64 = 5000
    var cursor = ListCursor()
    /// The chosen session: the list may change under the cursor.
    var chosenNumber: SessionID?
    /// Put off while the inbox is open, until something else is asked.
    private var snoozed: [SessionID: Timestamp] = [:]
    var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
    /// Where the answers were drawn.
    var answers: [(row: Int, columns: Range<Int>, label: String)] = []

    init() {}

    // MARK: Sessions

    func known(in context: UIContext) -> [SessionInfo] {
        var sessions = Dictionary((listed ?? context.workspace?.needy ?? []).map { ($0.number, $0) }) { $1 }
        for session in context.sessions.values { sessions[session.number] = session }
        return Array(sessions.values)
    }

    /// Those who need somebody: most urgent first, then who has waited longest, what was put off last.
    func needy(in context: UIContext) -> [SessionInfo] {
        known(in: context).filter { $0.attention != nil && !$0.state.isEnded }.sorted { one, other in
            let first = (
                isSnoozed(one) ? 1 : 0, -SessionLabel(one).urgency, one.attention?.since.milliseconds ?? 0
            )
            let second =
                (
                    isSnoozed(other) ? 1 : 0, -SessionLabel(other).urgency,
                    other.attention?.since.milliseconds ?? 0
                )
            return first == second ? one.number < other.number : first < second
        }
    }

    func isSnoozed(_ session: SessionInfo) -> Bool {
        guard let since = session.attention?.since else { return false }
        return snoozed[session.number] == since
    }

    mutating func place(in needy: [SessionInfo], height: Int) {
        cursor.fit(count: needy.count, height: height)
        if let chosenNumber, let index = needy.firstIndex(where: { $0.number == chosenNumber }) {
            cursor.select(index)
        } else {
            chosenNumber = needy[safe: cursor.index]?.number
        }
    }

    func chosen(in context: UIContext) -> SessionInfo? {
        let needy = needy(in: context)
        return needy.first { $0.number == chosenNumber } ?? needy[safe: cursor.index]
    }

    /// What a digit answers: the option's own digit, or its place.
    static func labels(_ attention: Attention) -> [(label: String, option: Attention.Option)] {
        let digits = attention.options.map(\.key).allSatisfy { $0.count == 1 && Int($0) != nil }
        return attention.options.prefix(9).enumerated().map { index, option in
            (digits ? option.key : "\(index + 1)", option)
        }
    }

    // MARK: Events

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        place(in: needy(in: context), height: cursor.height)
        if let askedAt, context.now.milliseconds(since: askedAt) < Self.patience { return [] }
        askedAt = context.now
        return [.request(.session(.list(all: false)))]
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        switch response {
        case .sessions(let sessions):
            listed = sessions
            place(in: needy(in: context), height: cursor.height)
            return [.redraw]
        case .failed(let failure):
            return [.message("\(failure)", isError: true), .request(.session(.list(all: false)))]
        default:
            if case .session(.answer(let target, _, _)) = request { forget(target, in: context) }
            return [.request(.session(.list(all: false))), .redraw]
        }
    }

    /// The question is answered: the next one may be chosen.
    private mutating func forget(_ target: String, in context: UIContext) {
        if chosenNumber.map({ "\($0)" }) == target { chosenNumber = nil }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        place(in: needy(in: context), height: cursor.height)
        switch event {
        case .key(let key): return handle(key, in: context)
        case .mouse(let event): return handle(event, in: context)
        default: return []
        }
    }

    private mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        if key.word == "Escape" || key.word == "q" || key.word == "C-c" || key.word == "C-g" {
            return [.close]
        }
        if cursor.handle(key, letters: true) {
            chosenNumber = needy(in: context)[safe: cursor.index]?.number
            return [.redraw]
        }
        guard let session = chosen(in: context), let attention = session.attention else { return [] }
        switch key.word {
        case "Enter": return go(to: session, in: context)
        case "t":
            askedAt = nil
            return [
                .open(
                    LinePrompt("type to \(SessionNames.full(session))") { text in
                        [.request(.session(.send(target: "\(session.number)", text: text, enter: true)))]
                    })
            ]
        case "c":
            guard let text = attention.url ?? attention.code else {
                return [.message("there is no link to copy", isError: false)]
            }
            return [.copy(text, what: attention.url == nil ? "the code" : "the link")]
        case "s":
            snoozed[session.number] = isSnoozed(session) ? nil : attention.since
            chosenNumber = nil
            return [.redraw]
        default: return answer(key.typed ?? "", session, attention)
        }
    }

    private func answer(_ label: String, _ session: SessionInfo, _ attention: Attention) -> [OverlayEffect] {
        guard let option = Self.labels(attention).first(where: { $0.label == label })?.option else {
            return []
        }
        let request = Request.session(
            .answer(
                target: "\(session.number)", option: option.key, dialog: attention.id))
        return [.request(request), .redraw]
    }

    private mutating func handle(_ event: MouseEvent, in context: UIContext) -> [OverlayEffect] {
        if event.action == .press, event.button == .left,
            let hit = answers.first(where: { $0.row == event.row && $0.columns.contains(event.column) }),
            let session = chosen(in: context), let attention = session.attention
        {
            return answer(hit.label, session, attention)
        }
        switch cursor.click(event, in: list, of: frame) {
        case .moved:
            chosenNumber = needy(in: context)[safe: cursor.index]?.number
            return [.redraw]
        case .taken: return chosen(in: context).map { go(to: $0, in: context) } ?? []
        case .outside: return [.close]
        case .nothing: return []
        }
    }

    private func go(to session: SessionInfo, in context: UIContext) -> [OverlayEffect] {
        [.request(.layout(workspace: context.workspaceName, .goTo(session.number))), .close]
    }
}
