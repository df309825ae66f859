import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The results of two tasks side by side: what they cost, and which lines only one of them has.
struct TaskComparison: Overlay {
    /// One of the two.
    private struct Side {
        var id: TaskID
        var task: TaskInfo?
        /// The server does not have it.
        var isMissing = false
        var lines: [StyledLine] = []
        /// Lines that the other one does not have, by index.
        var own: Set<Int> = []
        var rows: [Row] = []

        /// What it came to: its answer, else why there is none.
        var text: String { task?.report.result ?? task?.error ?? "" }
    }

    /// A row of a wrapped line.
    private struct Row {
        var spans: [Span]
        var isOwn: Bool
    }

    /// Both have a column of their own from so many cells on.
    private static let besideWidth = 70

    private var sides: [Side]
    /// Cells that the rows were made for.
    private var columns = 0
    private var top = 0
    private var height = 1

    /// Compares the results of two tasks.
    init(_ one: TaskID, _ other: TaskID) {
        sides = [Side(id: one), Side(id: other)]
    }

    var topics: Topics { .tasks }

    // MARK: What comes

    mutating func subscribed(in context: UIContext) -> [OverlayEffect] {
        sides.map { .request(Self.request($0.id)) }
    }

    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect] {
        for progress in event.changed { take(progress.task) }
        return [.redraw]
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        switch response {
        case .taskDetails(let details):
            take(details.progress.task)
            return [.redraw]
        case .failed(let failure):
            for index in sides.indices where request == Self.request(sides[index].id) {
                sides[index].isMissing = true
            }
            return [.message("\(failure)", isError: true), .redraw]
        default: return []
        }
    }

    private static func request(_ id: TaskID) -> Request { .task(.show(target: "\(id)")) }

    private mutating func take(_ task: TaskInfo) {
        guard let index = sides.firstIndex(where: { $0.id == task.id }) else { return }
        let isSame = sides[index].task != nil && sides[index].text == (task.report.result ?? task.error ?? "")
        sides[index].task = task
        guard !isSame else { return }
        sides[index].lines = Markdown.lines(of: sides[index].text)
        columns = 0
        let known = sides.map { side in Set(side.lines.map(\.text)) }
        for (index, other) in [(0, 1), (1, 0)] {
            sides[index].own = Set(
                sides[index].lines.indices.filter { line in
                    let text = sides[index].lines[line].text
                    return !text.isEmpty && !known[other].contains(text)
                })
        }
    }

    // MARK: Drawing

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let panel = Panel(rows: canvas.rows, columns: canvas.columns, in: context, on: canvas)
        panel.draw(
            title: "Compare", trailing: difference, keys: "Up Down scroll · 1 copy left · 2 copy right · Esc",
            on: &canvas)
        canvas.cursor = nil
        let areas = Self.areas(of: panel.content)
        wrap(to: areas[0].columns - 2)
        height = max(1, areas.map { $0.rows - 2 }.min() ?? 1)
        top = max(0, min(top, (sides.map(\.rows.count).max() ?? 0) - height))
        if areas[0].row == areas[1].row {
            panel.divide(column: areas[1].column - 2, on: &canvas)
        } else {
            panel.divide(at: areas[1].row - 1, on: &canvas)
        }
        for (index, area) in areas.enumerated() {
            draw(sides[index], sign: index == 0 ? "-" : "+", in: area, panel: panel, on: &canvas, in: context)
        }
    }

    private var difference: String {
        if sides.contains(where: { $0.task == nil }) {
            return sides.contains(where: \.isMissing) ? "" : "asking"
        }
        let counts = sides.map(\.own.count)
        return counts == [0, 0] ? "the same" : "\(counts[0]) and \(counts[1]) lines differ"
    }

    /// Side by side, or one below the other with a line between.
    private static func areas(of area: Rect) -> [Rect] {
        var (one, other) = (area, area)
        if area.columns >= besideWidth {
            one.columns = (area.columns - 3) / 2
            other.column = area.column + one.columns + 3
            other.columns = max(0, area.columns - one.columns - 3)
        } else {
            one.rows = max(0, (area.rows - 1) / 2)
            other.row = area.row + one.rows + 1
            other.rows = max(0, area.rows - one.rows - 1)
        }
        return [one, other]
    }

    private mutating func wrap(to columns: Int) {
        guard columns != self.columns else { return }
        self.columns = columns
        for index in sides.indices {
            let own = sides[index].own
            sides[index].rows = sides[index].lines.enumerated().flatMap { number, line in
                line.wrapped(to: max(1, columns)).map { Row(spans: $0, isOwn: own.contains(number)) }
            }
        }
    }

    private func draw(
        _ side: Side, sign: String, in area: Rect, panel: Panel, on canvas: inout Canvas,
        in context: UIContext
    ) {
        guard area.isVisible else { return }
        let label = side.task.map { TaskLabel($0, now: context.now) }
        let name = side.task.map { " \($0.request.name ?? $0.request.provider)" } ?? ""
        let title = "\(side.id)\(name)  "
        let used = canvas.write(
            TextWidth.clip(title, to: area.columns), row: area.row, column: area.column,
            style: panel.style(.accent), limit: area.columns)
        if let label {
            canvas.write(
                "\(panel.look.glyph(label.glyph)) \(label.word)", row: area.row, column: area.column + used,
                style: panel.style(label.role), limit: area.columns - used)
        }
        guard area.rows > 1 else { return }
        let facts = side.task.map { TaskLabel.facts($0, now: context.now) } ?? ""
        canvas.write(
            TextWidth.clip(facts, to: area.columns), row: area.row + 1, column: area.column,
            style: panel.style(.dim), limit: area.columns)
        let first = area.row + 2
        if side.rows.isEmpty, area.rows > 2 {
            let text = side.isMissing ? "it is not there" : "no result yet"
            canvas.write(
                side.task == nil && !side.isMissing ? "asking the server" : text, row: first,
                column: area.column, style: panel.style(.dim), limit: area.columns)
        }
        for (offset, row) in side.rows.dropFirst(top).prefix(max(0, area.rows - 2)).enumerated() {
            if row.isOwn {
                canvas.write(
                    sign, row: first + offset, column: area.column,
                    style: panel.style(sign == "-" ? .error : .exited), limit: area.columns)
            }
            canvas.write(
                row.spans, row: first + offset, column: area.column + 2, columns: area.columns - 2,
                panel: panel)
        }
    }

    // MARK: Events

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "q", "C-c", "C-g": return [.close]
            case "Up", "k", "C-p": top = max(0, top - 1)
            case "Down", "j", "C-n": top += 1
            case "PageUp", "M-v": top = max(0, top - height)
            case "PageDown", "Space", "C-v": top += height
            case "Home", "g", "M-<": top = 0
            // How many rows there are is known when they are drawn.
            case "End", "G", "M->": top = Int.max / 2
            case "1": return copy(0)
            case "2": return copy(1)
            default: return []
            }
            return [.redraw]
        case .mouse(let event):
            switch event.button {
            case .wheelUp: top = max(0, top - 3)
            case .wheelDown: top += 3
            default: return []
            }
            return [.redraw]
        default: return []
        }
    }

    private func copy(_ index: Int) -> [OverlayEffect] {
        let side = sides[index]
        guard let result = side.task?.report.result else {
            return [.message("task \(side.id) has no result", isError: false)]
        }
        return [.copy(result, what: "the result of task \(side.id)")]
    }
}
