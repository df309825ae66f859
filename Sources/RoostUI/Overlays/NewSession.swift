import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Starts a session: which program, where, and with which rights.
struct NewSession: Overlay {
    /// What the keys change.
    private enum Part: Int, CaseIterable, Hashable {
        case provider, directory, name, arguments, fullAccess
    }

    /// What can be started, by the server; nil until it has answered.
    private var providers: [ProviderInfo]?
    private var isAsked = false
    private var provider = 0
    private var part = Part.provider
    private var directory = TextField()
    private var name = TextField()
    private var arguments = TextField()
    private var hasFullAccess = false
    private var isSplit = false
    private var isPlaced = false
    /// Where each part was drawn.
    private var places: [(row: Int, part: Part)] = []

    private var known: [ProviderInfo] { providers ?? [] }

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        prepare(context)
        guard !isAsked else { return [] }
        isAsked = true
        return [.request(.server(.providers))]
    }

    /// A new session starts where the focused one is.
    private mutating func prepare(_ context: UIContext) {
        guard !isPlaced else { return }
        isPlaced = true
        directory = TextField(context.focused.flatMap { context.sessions[$0]?.cwd } ?? "")
    }

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        prepare(context)
        let panel = Panel(rows: max(1, known.count) + 5, columns: 78, in: context, on: canvas)
        panel.draw(
            title: "New session", trailing: isSplit ? "in a split" : "in a window",
            keys: "Enter start · Tab next field · Space full access · C-v split · Esc", on: &canvas)
        let area = panel.content
        canvas.cursor = nil
        places = []
        var row = area.row
        if providers == nil { row += 1 }
        for (index, provider) in known.enumerated() where row < area.row + area.rows {
            let isChosen = index == self.provider
            let mark = isChosen ? panel.look.glyph(.pointer) : " "
            canvas.write(
                mark, row: row, column: area.column, style: panel.style(.accent), limit: area.columns)
            canvas.write(
                TextWidth.clip(provider.name, to: 20), row: row, column: area.column + 2,
                style: panel.look[.overlay],
                limit: area.columns - 2)
            canvas.write(
                TextWidth.clip(line(provider), to: max(0, area.columns - 16)), row: row,
                column: area.column + 16,
                style: panel.style(provider.problem == nil ? .dim : .error), limit: max(0, area.columns - 16))
            if isChosen, part == .provider { panel.select(row: row, on: &canvas) }
            places.append((row, .provider))
            row += 1
        }
        let fields: [(Part, String, TextField)] = [
            (.directory, "directory", directory), (.name, "name", name), (.arguments, "arguments", arguments),
        ]
        row += 1
        for (part, label, field) in fields where row < area.row + area.rows {
            drawField(part, label, field, row: row, area: area, panel: panel, on: &canvas)
            row += 1
        }
        guard row < area.row + area.rows else { return }
        let isPossible = !(known[safe: provider]?.fullAccess.isEmpty ?? true)
        canvas.write(
            "full access  [\(hasFullAccess && isPossible ? "x" : " ")] "
                + (isPossible ? "asks for no permission" : "it has no such mode"), row: row,
            column: area.column,
            style: isPossible ? panel.look[.overlay] : panel.style(.dim), limit: area.columns)
        if part == .fullAccess { panel.select(row: row, on: &canvas) }
        places.append((row, .fullAccess))
    }

    private mutating func drawField(
        _ part: Part, _ label: String, _ field: TextField, row: Int, area: Rect, panel: Panel,
        on canvas: inout Canvas
    ) {
        canvas.write(label, row: row, column: area.column, style: panel.look[.overlay], limit: area.columns)
        let column = area.column + 13
        let room = max(0, area.columns - 13)
        places.append((row, part))
        if part == self.part {
            panel.select(row: row, on: &canvas)
            field.draw(
                on: &canvas, row: row, column: column, columns: room, style: panel.look[.overlaySelection])
            return
        }
        let hint = part == .name ? "chosen by roost" : part == .directory ? "of this client" : ""
        canvas.write(
            TextWidth.clip(field.isEmpty ? hint : field.text, to: room), row: row, column: column,
            style: field.isEmpty ? panel.style(.dim) : panel.look[.overlay], limit: room)
    }

    /// What will be run, or why it cannot be.
    private func line(_ provider: ProviderInfo) -> String {
        if let problem = provider.problem { return problem }
        let words = provider.command + (hasFullAccess ? provider.fullAccess : [])
        return words.isEmpty ? "your shell" : words.joined(separator: " ")
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        if case .providers(let found) = response {
            providers = found
            return [.redraw]
        }
        // The form stays until the session is there, so that a wrong directory can be mended.
        if case .failed(let failure) = response { return [.message("\(failure)", isError: true)] }
        return [.close]
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        prepare(context)
        switch event {
        case .key(let key): return handle(key, in: context)
        case .mouse(let event):
            guard event.action == .press, event.button == .left,
                let index = places.firstIndex(where: { $0.row == event.row })
            else { return [] }
            let hit = places[index].part
            if hit == .provider {
                if part == .provider, provider == index { return start(in: context) }
                provider = index
            }
            if hit == .fullAccess { hasFullAccess.toggle() }
            part = hit
            return [.redraw]
        default: return edit(event)
        }
    }

    private mutating func handle(_ key: Key, in context: UIContext) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "C-c", "C-g": return [.close]
        case "Enter": return start(in: context)
        case "Tab": turn(1)
        case "BTab": turn(-1)
        case "C-v": isSplit.toggle()
        case "Up", "C-p": if part == .provider { choose(provider - 1) } else { turn(-1) }
        case "Down", "C-n": if part == .provider { choose(provider + 1) } else { turn(1) }
        case "k" where part == .provider: choose(provider - 1)
        case "j" where part == .provider: choose(provider + 1)
        case "Space" where part == .provider || part == .fullAccess: hasFullAccess.toggle()
        default:
            if part == .provider, let letter = key.typed?.first,
                let index = Self.next(startingWith: letter, in: known, after: provider)
            {
                choose(index)
                return [.redraw]
            }
            return edit(.key(key))
        }
        return [.redraw]
    }

    private static func next(startingWith letter: Character, in providers: [ProviderInfo], after index: Int)
        -> Int?
    {
        providers.indices.map { (index + 1 + $0) % providers.count }.first {
            providers[$0].name.first == letter
        }
    }

    private mutating func choose(_ index: Int) {
        provider = max(0, min(index, known.count - 1))
    }

    private mutating func turn(_ step: Int) {
        let count = Part.allCases.count
        part = Part(rawValue: (part.rawValue + step + count) % count) ?? .provider
    }

    private mutating func edit(_ event: InputEvent) -> [OverlayEffect] {
        let isUsed =
            switch part {
            case .directory: directory.handle(event)
            case .name: name.handle(event)
            case .arguments: arguments.handle(event)
            case .provider, .fullAccess: false
            }
        return isUsed ? [.redraw] : []
    }

    private func start(in context: UIContext) -> [OverlayEffect] {
        guard let provider = known[safe: provider] else { return [] }
        if let problem = provider.problem {
            return [.message("cannot start \(provider.name): \(problem)", isError: true)]
        }
        let session = SessionRequest(
            name: name.isEmpty ? nil : name.text, provider: provider.name,
            arguments: arguments.text.split(separator: " ").map(String.init),
            cwd: directory.isEmpty ? nil : directory.text, environment: [:], workspace: context.workspaceName,
            fullAccess: hasFullAccess && !provider.fullAccess.isEmpty)
        let command: LayoutCommand =
            isSplit
            ? .split(
                pane: nil, axis: .horizontal, before: false, size: nil, focus: true, session: session)
            : .openWindow(session: session, name: nil, focus: true)
        return [.request(.layout(workspace: context.workspaceName, command))]
    }
}
