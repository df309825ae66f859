import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// What was copied, the newest first: paste it, look at it, forget it.
struct BufferChooser: Overlay {
    /// What is done with the bytes of a buffer that were asked for.
    private enum Use: Hashable {
        case show, copy
    }

    private var buffers: [BufferInfo]?
    private var cursor = ListCursor()
    private var isAsked = false
    private var use: Use?
    private var area = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)

    init() {}

    private var chosen: BufferInfo? { buffers?[safe: cursor.index] }

    // MARK: Drawing

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let list = buffers ?? []
        let panel = Panel(rows: min(max(2, list.count), 20), columns: 92, in: context, on: canvas)
        panel.draw(
            title: "Copied", trailing: buffers == nil ? "asking" : "\(list.count)",
            keys: "Enter paste · o look · y copy again · d forget · Esc", on: &canvas)
        area = panel.content
        frame = panel.frame
        cursor.fit(count: list.count, height: max(1, area.rows))
        canvas.cursor = nil
        guard area.rows > 0 else { return }
        if list.isEmpty, buffers != nil {
            canvas.write(
                "nothing was copied yet", row: area.row, column: area.column, style: panel.style(.dim),
                limit: area.columns)
        }
        for (offset, index) in cursor.visible.enumerated() {
            let buffer = list[index]
            let row = area.row + offset
            var column = area.column
            let end = area.column + area.columns
            let cells: [(text: String, width: Int, role: ThemeRole)] = [
                (buffer.name, 10, .accent), (context.moment(buffer.createdAt), 10, .dim),
                (ByteCount(buffer.bytes).description, 8, .dim),
                (buffer.sample, max(0, end - column - 31), .overlay),
            ]
            for cell in cells where column < end {
                let room = min(cell.width, end - column)
                canvas.write(
                    TextWidth.clip(cell.text, to: room), row: row, column: column,
                    style: panel.style(cell.role), limit: room)
                column += cell.width + 1
            }
            if index == cursor.index { panel.select(row: row, on: &canvas) }
        }
    }

    // MARK: Events

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        guard !isAsked else { return [] }
        isAsked = true
        return [.request(.buffer(.list))]
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        switch response {
        case .buffers(let list):
            buffers = list
            cursor.fit(count: list.count, height: cursor.height)
            return [.redraw]
        case .buffer(let buffer, let bytes):
            defer { use = nil }
            let text = String(decoding: bytes, as: UTF8.self)
            switch use {
            case .show:
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                return [.open(TextOverlay(title: buffer.name, lines: lines, startsAtEnd: false))]
            case .copy: return [.copy(text, what: buffer.name), .close]
            case nil: return []
            }
        case .failed(let failure): return [.message("\(failure)", isError: true)]
        default: return [.request(.buffer(.list))]
        }
    }

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key): return handle(key)
        case .mouse(let event):
            switch cursor.click(event, in: area, of: frame) {
            case .moved: return [.redraw]
            case .taken: return paste()
            case .outside: return [.close]
            case .nothing: return []
            }
        default: return []
        }
    }

    private mutating func handle(_ key: Key) -> [OverlayEffect] {
        switch key.word {
        case "Escape", "q", "C-c", "C-g": return [.close]
        case "Enter", "p": return paste()
        case "o": return look(for: .show)
        case "y": return look(for: .copy)
        case "d", "x": return chosen.map { [.request(.buffer(.delete(name: $0.name)))] } ?? []
        default: return cursor.handle(key, letters: true) ? [.redraw] : []
        }
    }

    private func paste() -> [OverlayEffect] {
        chosen.map { [.close, .perform(.server(.pasteBuffer(name: $0.name, session: nil)))] } ?? []
    }

    private mutating func look(for use: Use) -> [OverlayEffect] {
        guard let chosen else { return [] }
        self.use = use
        return [.request(.buffer(.show(name: chosen.name)))]
    }
}
