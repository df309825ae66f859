import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The windows of all workspaces with the panes in them, and a picture of the chosen one.
struct WindowTree: Overlay {
    var cursor = ListCursor()
    var preview = SessionPreview()
    /// Where the list was drawn.
    var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)
    /// The other workspaces as the server showed them; this one comes with the context.
    private var others: [String: WorkspaceEvent] = [:]
    private var isAsked = false
    /// The line of what the client looks at was chosen once.
    private var isPlaced = false

    init() {}

    // MARK: Rows

    func rows(in context: UIContext) -> [WindowTreeRow] {
        guard var own = context.workspace, let view = context.view else { return [] }
        let name = own.workspace.name
        // What the sessions do has changed since the layout did.
        own.sessions = Array(context.sessions.values)
        let events = ([own] + others.values.filter { $0.workspace.name != name })
            .sorted { $0.workspace.name.precedesNaturally($1.workspace.name) }
        return WindowTreeRow.rows(of: events, here: (name, view), home: context.home)
    }

    private func chosen(in context: UIContext) -> WindowTreeRow? { rows(in: context)[safe: cursor.index] }

    private mutating func fit(_ context: UIContext) {
        let rows = rows(in: context)
        cursor.fit(count: rows.count, height: max(1, list.rows))
        guard !isPlaced, let here = rows.firstIndex(where: { $0.isHere && $0.item != .workspace }) else {
            return
        }
        isPlaced = true
        cursor.select(here)
    }

    // MARK: Events

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        fit(context)
        var effects: [OverlayEffect] = []
        if !isAsked {
            isAsked = true
            effects.append(.request(.workspace(.list)))
        }
        return effects + preview.requests(for: chosen(in: context)?.session, in: context)
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        let sessions = others.values.flatMap(\.sessions) + context.sessions.values
        if preview.receive(response, for: request, sessions: sessions, in: context) { return [.redraw] }
        switch response {
        case .workspaces(let list):
            let names = list.map(\.name).filter { $0 != context.workspaceName }
            others = others.filter { names.contains($0.key) }
            return names.map { .request(.workspace(.show(name: $0))) } + [.redraw]
        case .workspace(let event):
            // The line that was chosen keeps its place in the list that has grown.
            let before = chosen(in: context)
            others[event.workspace.name] = event
            let rows = rows(in: context)
            cursor.fit(count: rows.count, height: cursor.height)
            rows.firstIndex { $0.item == before?.item && $0.workspace == before?.workspace }
                .map { cursor.select($0) }
            return moved(in: context)
        case .failed(let failure):
            switch request {
            // A screen that cannot be had is only a picture less; a workspace may be gone already.
            case .session(.capture), .workspace(.show): return []
            default: return [.message("\(failure)", isError: true)]
            }
        default: return [.request(.workspace(.list))]
        }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        fit(context)
        switch event {
        case .key(let key): return handle(key, in: context)
        case .mouse(let event):
            switch cursor.click(event, in: list, of: frame) {
            case .moved: return moved(in: context)
            case .taken: return visit(chosen(in: context), in: context)
            case .outside: return [.close]
            case .nothing: return []
            }
        default: return []
        }
    }

    private mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        let row = chosen(in: context)
        switch key.word {
        case "Escape", "q", "C-c", "C-g": return [.close]
        case "Enter": return visit(row, in: context)
        case "x":
            isAsked = false
            return row.map { [.open($0.closing)] } ?? []
        case "r":
            isAsked = false
            return row?.renaming.map { [.open($0)] } ?? []
        case "C-v":
            guard let session = row?.session else { return [] }
            return [
                .request(.layout(workspace: nil, .splitShowing(session.number, axis: .horizontal))), .close,
            ]
        default:
            if cursor.handle(key, letters: true) { return moved(in: context) }
            guard let number = key.typed.flatMap({ Int($0) }) else { return [] }
            let wanted = rows(in: context).first {
                $0.workspace == context.workspaceName && $0.item == .window(number: number)
            }
            return visit(wanted, in: context)
        }
    }

    private func visit(_ row: WindowTreeRow?, in context: UIContext) -> [OverlayEffect] {
        row.map { $0.visit(from: context.workspaceName) + [.close] } ?? []
    }

    /// Another line is chosen: its picture may be missing.
    private mutating func moved(in context: UIContext) -> [OverlayEffect] {
        preview.requests(for: chosen(in: context)?.session, in: context) + [.redraw]
    }
}
