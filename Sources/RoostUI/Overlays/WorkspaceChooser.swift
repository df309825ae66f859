import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The workspaces of the server: go to one, make one, rename or remove one.
struct WorkspaceChooser: Overlay {
    private var workspaces: [WorkspaceSummary]?
    private var cursor = ListCursor()
    private var isAsked = false
    private var area = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)

    init() {}

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let list = workspaces ?? []
        let panel = Panel(rows: min(max(2, list.count), 16), columns: 78, in: context, on: canvas)
        panel.draw(
            title: "Workspaces", trailing: workspaces == nil ? "asking" : "\(list.count)",
            keys: "Enter go · n new · r rename · x remove · Esc", on: &canvas)
        area = panel.content
        frame = panel.frame
        cursor.fit(count: list.count, height: area.rows)
        guard area.rows > 0 else { return }
        for (offset, index) in cursor.visible.enumerated() {
            let workspace = list[index]
            let row = area.row + offset
            let isHere = workspace.name == context.workspaceName
            canvas.write(
                isHere ? panel.look.glyph(.pointer) : " ", row: row, column: area.column,
                style: panel.style(.accent))
            canvas.write(
                TextWidth.clip(workspace.name, to: 24), row: row, column: area.column + 2,
                style: panel.look[.overlay],
                limit: area.columns - 2)
            let facts = [
                Self.counted(workspace.windows, "window"), Self.counted(workspace.sessions, "session"),
                workspace.clients == 0 ? "nobody there" : Self.counted(workspace.clients, "client"),
            ].joined(separator: ", ")
            canvas.write(
                TextWidth.clip(facts, to: max(0, area.columns - 28)), row: row, column: area.column + 28,
                style: panel.style(.dim))
            if index == cursor.index { panel.select(row: row, on: &canvas) }
        }
        canvas.cursor = nil
    }

    private static func counted(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        guard !isAsked else { return [] }
        isAsked = true
        return [.request(.workspace(.list))]
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        switch response {
        case .workspaces(let list):
            let isFirst = workspaces == nil
            workspaces = list
            cursor.fit(count: list.count, height: cursor.height)
            if isFirst, let here = list.firstIndex(where: { $0.name == context.workspaceName }) {
                cursor.select(here)
            }
            return [.redraw]
        case .failed(let failure): return [.message("\(failure)", isError: true)]
        default: return [.request(.workspace(.list))]
        }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key): return handle(key)
        case .mouse(let event):
            switch cursor.click(event, in: area, of: frame) {
            case .moved: return [.redraw]
            case .taken: return go()
            case .outside: return [.close]
            case .nothing: return []
            }
        default: return []
        }
    }

    private mutating func handle(_ key: Key) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "q", "C-c", "C-g": return [.close]
        case "Enter": return go()
        case "n":
            isAsked = false
            return [
                .open(
                    LinePrompt("new workspace") { name in
                        name.isEmpty ? [] : [.request(.workspace(.create(name: name)))]
                    })
            ]
        case "r":
            isAsked = false
            guard let chosen else { return [] }
            return [
                .open(
                    LinePrompt("rename workspace", text: chosen.name) { name in
                        name.isEmpty || name == chosen.name
                            ? [] : [.request(.workspace(.rename(name: chosen.name, to: name)))]
                    })
            ]
        case "x":
            isAsked = false
            guard let chosen else { return [] }
            return [
                .open(
                    Confirm(
                        "remove workspace \(chosen.name)? its sessions go on",
                        brief: "remove \(chosen.name)?",
                        then: [.request(.workspace(.remove(name: chosen.name)))]))
            ]
        default: return cursor.handle(key, letters: true) ? [.redraw] : []
        }
    }

    private var chosen: WorkspaceSummary? { workspaces?[safe: cursor.index] }

    private func go() -> [OverlayEffect] {
        chosen.map { [.request(.workspace(.switch(name: $0.name))), .close] } ?? []
    }
}
