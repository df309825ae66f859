import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What the focused session did: a bar of its time, and its prompts, commands, questions and errors.
struct HistoryOverlay: Overlay {
    /// Which entries are listed; `f` goes on to the next.
    enum Filter: String, CaseIterable, Hashable, Sendable {
        case all, commands, status, errors, auth

        /// Plain changes of state are in the bar already, and listed only if they are asked for.
        func accepts(_ entry: HistoryEntry) -> Bool {
            switch self {
            case .all: entry.transition == nil ? entry.type != .status : entry.isNews
            case .commands: entry.type == .command
            case .status: entry.type == .status
            case .errors: entry.type == .error
            case .auth: entry.type == .auth
            }
        }
    }

    private static let limit = 1000
    private static let asked: [HistoryEntry.Kind] = [.command, .status, .error, .auth]

    var session: SessionID?
    var entries: [HistoryEntry] = []
    var pending: Set<HistoryEntry.Kind> = []
    var isAsked = false
    var filter = Filter.all
    var query: TextField?
    var isTyping = false
    var cursor = ListCursor()
    var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
    /// The output of this entry was asked for.
    private var wantedOutput: HistoryEntry?
    private var jump: Jump?

    init() {}

    /// Newest first, as far as they fit.
    var shown: [HistoryEntry] {
        let words = (query?.text ?? "").lowercased().split(separator: " ")
        return entries.reversed().filter { entry in
            guard filter.accepts(entry) else { return false }
            let text = entry.text.lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    private var chosen: HistoryEntry? { shown[safe: cursor.index] }

    // MARK: Events

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        guard !isAsked else { return jump?.tick(in: context) ?? [] }
        isAsked = true
        session = context.focused
        guard let session else { return [] }
        pending = Set(Self.asked)
        return Self.asked.map {
            .request(.history(.entries(target: "\(session)", type: $0, limit: Self.limit)))
        }
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        switch request {
        case .history(.place), .layout: return jump?.receive(response, in: context) ?? []
        default: break
        }
        if case .failed(let failure) = response {
            if case .history(.entries(_, let type?, _)) = request { pending.remove(type) }
            return [.message("\(failure)", isError: true)]
        }
        guard case .history(.entries(_, let type?, _)) = request, case .history(let new) = response else {
            return []
        }
        if type == .output { return [.open(output(new, context))] }
        pending.remove(type)
        // Entries of one millisecond stay in the order in which they came.
        entries = (entries + new).enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        .map(\.element)
        cursor.fit(count: shown.count, height: cursor.height)
        return [.redraw]
    }

    /// What was printed from an entry on, up to the next command.
    private func output(_ lines: [HistoryEntry], _ context: UIContext) -> TextOverlay {
        guard let wantedOutput else { return TextOverlay(title: "Output", lines: [], startsAtEnd: false) }
        let end =
            entries.first { $0.type == .command && $0.offset > wantedOutput.offset }?.offset ?? UInt64.max
        let own = lines.filter { $0.offset >= wantedOutput.offset && $0.offset < end }.map(\.text)
        let title = "Output  \(TextWidth.clip(Self.detail(wantedOutput), to: 60))"
        let missing = own.isEmpty ? ["no output of it is kept"] : own
        return TextOverlay(title: title, lines: missing, startsAtEnd: false)
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        cursor.fit(count: shown.count, height: cursor.height)
        switch event {
        case .key(let key): return isTyping ? type(key) : handle(key, in: context)
        case .mouse(let event):
            switch cursor.click(event, in: list, of: frame) {
            case .moved: return [.redraw]
            case .taken: return go(in: context)
            case .outside: return [.close]
            case .nothing: return []
            }
        default:
            guard isTyping, query?.handle(event) == true else { return [] }
            return [.redraw]
        }
    }

    private mutating func type(_ key: Key) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "C-c", "C-g":
            query = nil
            isTyping = false
        case "Enter":
            isTyping = false
            if query?.isEmpty == true { query = nil }
        default:
            if cursor.handle(key, letters: false) { return [.redraw] }
            guard query?.handle(.key(key)) == true else { return [] }
            cursor.select(0)
        }
        return [.redraw]
    }

    private mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "q", "C-c", "C-g":
            guard query != nil else { return [.close] }
            query = nil
        case "/":
            query = query ?? TextField()
            isTyping = true
        case "f":
            let all = Filter.allCases
            filter = all[((all.firstIndex(of: filter) ?? 0) + 1) % all.count]
            cursor.select(0)
        case "Enter": return go(in: context)
        case "e":
            guard let chosen, let session else { return [] }
            guard chosen.type == .command else {
                return [.message("only a command or a prompt can be sent again", isError: false)]
            }
            let question = "send again to \(chosen.name): \(TextWidth.clip(chosen.text, to: 50))"
            let send = Request.session(.send(target: "\(session)", text: chosen.text, enter: true))
            let brief = "send to \(chosen.name)?"
            return [.open(Confirm(question + "?", brief: brief, then: [.request(send)])), .close]
        case "y": return chosen.map { [.copy($0.text, what: "the entry")] } ?? []
        case "o":
            guard let chosen, let session else { return [] }
            wantedOutput = chosen
            return [.request(.history(.entries(target: "\(session)", type: .output, limit: 20_000)))]
        default: return cursor.handle(key, letters: true) ? [.redraw] : []
        }
        return [.redraw]
    }

    /// Goes to where the entry belongs in the output.
    private mutating func go(in context: UIContext) -> [OverlayEffect] {
        guard let chosen, let session else { return [] }
        let text = Self.detail(chosen)
        var jump = Jump(
            to: OutputPlace(session: session, offset: chosen.offset, type: chosen.type, text: chosen.text),
            marking: String(text.prefix(60)),
            title: "\(context.moment(chosen.at))  \(TextWidth.clip(text, to: 60))", in: context)
        defer { self.jump = jump }
        return jump.begin(in: context)
    }
}
