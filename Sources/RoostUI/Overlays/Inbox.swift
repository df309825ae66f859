import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Who needs a person and for what, with the answers that can be given from here.
struct Inbox: Overlay {
    /// One that needs a person.
    enum Item: Sendable {
        case session(SessionInfo)
        case task(TaskList.Row)

        enum ID: Hashable, Sendable {
            case session(SessionID)
            case task(TaskID)
        }

        var id: ID {
            switch self {
            case .session(let session): .session(session.number)
            case .task(let row): .task(row.task.id)
            }
        }
    }

    var listed: [SessionInfo]?
    /// When the server was asked last; nil asks at once.
    private var askedAt: Timestamp?
    /// Sessions of other workspaces are looked at again after this time.
    private static let patience: Int64 = 5000
    var cursor = ListCursor()
    var tasks = NeedyTasks()
    /// What is chosen: the list may change under the cursor.
    var chosenID: Item.ID?
    /// Put off while the inbox is open, until something else is asked.
    private var snoozed: [SessionID: Timestamp] = [:]
    var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
    /// Where the answers were drawn.
    var answers: [(row: Int, columns: Range<Int>, label: String)] = []

    init() {}

    var topics: Topics { .tasks }

    // MARK: Who needs somebody

    /// Sessions, then tasks, then the sessions that were put off.
    func items(in context: UIContext) -> [Item] {
        let sessions = needy(in: context)
        return sessions.filter { !isSnoozed($0) }.map { Item.session($0) }
            + tasks.rows.map { Item.task($0) }
            + sessions.filter { isSnoozed($0) }.map { Item.session($0) }
    }

    func known(in context: UIContext) -> [SessionInfo] {
        var sessions = Dictionary((listed ?? context.workspace?.needy ?? []).map { ($0.number, $0) }) { $1 }
        for session in context.sessions.values { sessions[session.number] = session }
        return Array(sessions.values)
    }

    /// Sessions that need somebody: most urgent first, then who has waited longest, what was put off last.
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

    mutating func place(in items: [Item], height: Int) {
        cursor.fit(count: items.count, height: height)
        if let chosenID, let index = items.firstIndex(where: { $0.id == chosenID }) {
            cursor.select(index)
        } else {
            chosenID = items[safe: cursor.index]?.id
        }
    }

    func chosen(in context: UIContext) -> Item? {
        let items = items(in: context)
        return items.first { $0.id == chosenID } ?? items[safe: cursor.index]
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
        tasks.refresh(now: context.now)
        place(in: items(in: context), height: cursor.height)
        if let askedAt, context.now.milliseconds(since: askedAt) < Self.patience { return [] }
        askedAt = context.now
        return [.request(.session(.list(all: false)))]
    }

    mutating func subscribed(in context: UIContext) -> [OverlayEffect] { [.request(tasks.begin())] }

    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect] {
        tasks.hear(event, now: context.now)
        place(in: items(in: context), height: cursor.height)
        return [.redraw]
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        if let next = tasks.receive(response, for: request, now: context.now) {
            place(in: items(in: context), height: cursor.height)
            if case .failed(let failure) = response { return [.message("\(failure)", isError: true)] }
            return next.map { .request($0) } + [.redraw]
        }
        switch response {
        case .sessions(let sessions):
            listed = sessions
            place(in: items(in: context), height: cursor.height)
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
        if case .session(let number) = chosenID, "\(number)" == target { chosenID = nil }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        place(in: items(in: context), height: cursor.height)
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
            chosenID = items(in: context)[safe: cursor.index]?.id
            return [.redraw]
        }
        switch chosen(in: context) {
        case .session(let session):
            guard let attention = session.attention else { return [] }
            return handle(key, session, attention, in: context)
        case .task(let row): return handle(key, row.task)
        case nil: return []
        }
    }

    private mutating func handle(
        _ key: Key, _ session: SessionInfo, _ attention: Attention, in context: UIContext
    ) -> [OverlayEffect] {
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
            chosenID = nil
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
            case .session(let session) = chosen(in: context), let attention = session.attention
        {
            return answer(hit.label, session, attention)
        }
        switch cursor.click(event, in: list, of: frame) {
        case .moved:
            chosenID = items(in: context)[safe: cursor.index]?.id
            return [.redraw]
        case .taken:
            switch chosen(in: context) {
            case .session(let session): return go(to: session, in: context)
            case .task(let row): return go(to: row.task)
            case nil: return []
            }
        case .outside: return [.close]
        case .nothing: return []
        }
    }

    private func go(to session: SessionInfo, in context: UIContext) -> [OverlayEffect] {
        [.request(.layout(workspace: context.workspaceName, .goTo(session.number))), .close]
    }
}
