import FoundationEssentials
import RoostConfig
import RoostModel
import RoostTasks
import RoostTerminal
import RoostWire

/// What became of the print-mode tasks of some time, by provider, and for one of them or all by day.
struct TaskStatisticsOverlay: Overlay {
    /// What is counted; `f` goes on to the next.
    enum Period: String, CaseIterable, Hashable, Sendable {
        case day = "24 hours"
        case week = "7 days"
        case month = "30 days"
        case all = "all time"

        var milliseconds: Int64? {
            switch self {
            case .day: 86_400_000
            case .week: 7 * 86_400_000
            case .month: 30 * 86_400_000
            case .all: nil
            }
        }
    }

    /// Tasks change many times a second; numbers are asked for again after so many milliseconds.
    private static let patience: Int64 = 2000

    private var period = Period.month
    /// Of all providers.
    private var whole: TaskStatistics?
    /// Of the chosen provider alone.
    private var own: (provider: String, statistics: TaskStatistics)?
    /// What was asked for, and when; nil: nothing is awaited.
    private var asked: Request?
    private var askedAt: Timestamp?
    /// What is here is not what it was.
    private var isStale = true
    private var cursor = ListCursor()
    private var dayTop = 0
    private var list = Rect(row: 0, column: 0, rows: 0, columns: 0)
    private var frame = Rect(row: 0, column: 0, rows: 0, columns: 0)

    init() {}

    var topics: Topics { .tasks }

    /// All providers together, then each, the busiest first.
    private var providers: [(name: String, totals: TaskTotals)] {
        guard let whole else { return [] }
        let each = whole.providers.sorted { one, other in
            one.value.created == other.value.created
                ? one.key < other.key : one.value.created > other.value.created
        }
        return [("all", whole.total)] + each.map { ($0.key, $0.value) }
    }

    /// The chosen provider; nil: all of them.
    private var chosen: String? { cursor.index == 0 ? nil : providers[safe: cursor.index]?.name }

    /// Those of the chosen provider; nil: they are not here yet.
    private var shown: TaskStatistics? {
        guard let chosen else { return whole }
        return own.flatMap { $0.provider == chosen ? $0.statistics : nil }
    }

    // MARK: What comes

    mutating func subscribed(in context: UIContext) -> [OverlayEffect] {
        asked = nil
        isStale = true
        return ask(in: context)
    }

    mutating func tick(in context: UIContext) -> [OverlayEffect] {
        guard let askedAt, context.now.milliseconds(since: askedAt) >= Self.patience else { return [] }
        return ask(in: context)
    }

    mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect] {
        isStale = true
        return tick(in: context)
    }

    /// Asks for what is missing or old, one thing at a time.
    private mutating func ask(in context: UIContext) -> [OverlayEffect] {
        guard asked == nil else { return [] }
        var filter = TaskFilter()
        filter.since = period.milliseconds.map { Timestamp(milliseconds: context.now.milliseconds - $0) }
        if isStale {
            isStale = false
            own = nil
        } else if let chosen, own?.provider != chosen {
            filter.provider = chosen
        } else {
            return []
        }
        let request = Request.task(.statistics(filter))
        asked = request
        askedAt = context.now
        return [.request(request)]
    }

    mutating func receive(
        _ response: Response, for request: Request, in context: UIContext
    ) -> [OverlayEffect] {
        guard request == asked, case .task(.statistics(let filter)) = request else { return [] }
        asked = nil
        switch response {
        case .taskStatistics(let json):
            let statistics: TaskStatistics
            do {
                statistics = try JSONDecoder().decode(TaskStatistics.self, from: Data(json))
            } catch {
                return [.message("cannot read the numbers of the server: \(error)", isError: true)]
            }
            if let provider = filter.provider {
                own = (provider, statistics)
            } else {
                whole = statistics
                cursor.fit(count: providers.count, height: cursor.height)
            }
            return ask(in: context) + [.redraw]
        case .failed(let failure): return [.message("\(failure)", isError: true)]
        default: return []
        }
    }

    // MARK: Events

    mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
        cursor.fit(count: providers.count, height: cursor.height)
        switch event {
        case .key(let key):
            switch key.word {
            case "Escape", "q", "s", "C-c", "C-g": return [.close]
            case "f":
                let all = Period.allCases
                period = all[((all.firstIndex(of: period) ?? 0) + 1) % all.count]
                whole = nil
                isStale = true
                asked = nil
                return ask(in: context) + [.redraw]
            case "PageDown", "Space": dayTop += max(1, list.rows)
            case "PageUp": dayTop = max(0, dayTop - max(1, list.rows))
            default:
                guard cursor.handle(key, letters: true) else { return [] }
                return moved(in: context)
            }
            return [.redraw]
        case .mouse(let event):
            switch cursor.click(event, in: list, of: frame) {
            case .moved, .taken: return moved(in: context)
            case .outside: return [.close]
            case .nothing: return []
            }
        default: return []
        }
    }

    private mutating func moved(in context: UIContext) -> [OverlayEffect] {
        dayTop = 0
        return ask(in: context) + [.redraw]
    }

    // MARK: Drawing

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        let panel = Panel(rows: canvas.rows, columns: Panel.wide - 2, in: context, on: canvas)
        panel.draw(
            title: "Numbers of tasks", trailing: period.rawValue,
            keys: "Up Down provider · f \(following.rawValue) · PageDown days · Esc", on: &canvas)
        canvas.cursor = nil
        let area = panel.content
        frame = panel.frame
        var row = area.row
        let end = area.row + area.rows
        for line in summary where row < end {
            canvas.write(
                TextWidth.clip(line, to: area.columns), row: row, column: area.column,
                style: panel.look[.overlay], limit: area.columns)
            row += 1
        }
        guard let whole else { return }
        let providers = providers
        row = title("by provider", at: row, in: area, panel: panel, on: &canvas)
        list = Rect(
            row: row, column: area.column, rows: min(providers.count, max(0, (end - row) / 2)),
            columns: area.columns)
        cursor.fit(count: providers.count, height: list.rows)
        let most = max(1, whole.total.created)
        for (offset, index) in cursor.visible.enumerated() where list.rows > 0 {
            draw(
                providers[index].name, providers[index].totals, most: most, row: row + offset, in: area,
                panel: panel, on: &canvas)
            if index == cursor.index { panel.select(row: row + offset, on: &canvas) }
        }
        drawDays(from: row + list.rows, in: area, panel: panel, on: &canvas)
    }

    private mutating func drawDays(from first: Int, in area: Rect, panel: Panel, on canvas: inout Canvas) {
        let end = area.row + area.rows
        guard first < end else { return }
        let name = chosen.map { "\($0) by day (UTC)" } ?? "by day (UTC)"
        let row = title(name, at: first, in: area, panel: panel, on: &canvas)
        let days = (shown?.days ?? [:]).sorted { $0.key > $1.key }
        let room = max(0, end - row)
        dayTop = max(0, min(dayTop, days.count - room))
        let most = max(1, days.map(\.value.created).max() ?? 1)
        for (offset, day) in days.dropFirst(dayTop).prefix(room).enumerated() {
            draw(day.key, day.value, most: most, row: row + offset, in: area, panel: panel, on: &canvas)
        }
    }

    private var following: Period {
        let all = Period.allCases
        return all[((all.firstIndex(of: period) ?? 0) + 1) % all.count]
    }

    /// The facts of what is chosen, in a few lines.
    private var summary: [String] {
        guard let totals = shown?.total else { return ["asking the server"] }
        let counts = "\(totals.created) tasks, \(totals.passed) passed, \(totals.failed) failed"
        let retried = totals.retried > 0 ? ", \(totals.retried) retried" : ""
        func spread(_ word: String, _ spread: TaskTotals.Spread?) -> String? {
            spread.map { "\(word) \(Elapsed.exact($0.p50)), 95 of 100 at most \(Elapsed.exact($0.p95))" }
        }
        let times = [spread("took", totals.duration), spread("waited", totals.queueTime)].compactMap(\.self)
        let facts = TaskLabel.facts(
            turns: totals.turns, tokens: totals.usage?.total, cost: totals.cost, milliseconds: nil)
        let unknown = totals.costUnknown > 0 ? "\(totals.costUnknown) told no cost" : nil
        let money = [facts.isEmpty ? nil : facts, unknown].compactMap(\.self).joined(separator: ", ")
        return [counts + retried] + times + (money.isEmpty ? [] : [money])
    }

    /// Cells of the columns beside the bar, each with a blank before it.
    private static let numbers: [(title: String, width: Int)] = [("passed", 6), ("failed", 6), ("cost", 10)]

    /// Cells of the names and of the bars.
    private static func widths(in area: Rect) -> (name: Int, bar: Int) {
        let name = min(16, max(10, area.columns / 5))
        return (name, max(0, area.columns - name - 1 - numbers.reduce(0) { $0 + $1.width + 1 }))
    }

    private func title(
        _ text: String, at row: Int, in area: Rect, panel: Panel, on canvas: inout Canvas
    ) -> Int {
        guard row < area.row + area.rows else { return row }
        let (name, bar) = Self.widths(in: area)
        canvas.write(
            TextWidth.clip(text, to: name + 1 + bar), row: row, column: area.column,
            style: panel.look[.overlayTitle], limit: area.columns)
        write(Self.numbers.map(\.title), .dim, row: row, in: area, panel: panel, on: &canvas)
        return row + 1
    }

    private func draw(
        _ name: String, _ totals: TaskTotals, most: Int, row: Int, in area: Rect, panel: Panel,
        on canvas: inout Canvas
    ) {
        let (nameWidth, barWidth) = Self.widths(in: area)
        canvas.write(
            TextWidth.clip(name, to: nameWidth), row: row, column: area.column, style: panel.look[.overlay],
            limit: area.columns)
        let bar = TaskBar(totals, most: most, columns: barWidth)
        bar.draw(row: row, column: area.column + nameWidth + 1, panel: panel, on: &canvas)
        // What is not known is no zero: the sum is at least so much.
        let cost = totals.cost.map { "\(Dollars($0))\(totals.costUnknown > 0 ? "+" : "")" } ?? "-"
        write(
            ["\(totals.passed)", "\(totals.failed)", cost], .overlay, row: row, in: area, panel: panel,
            on: &canvas)
    }

    private func write(
        _ numbers: [String], _ role: ThemeRole, row: Int, in area: Rect, panel: Panel, on canvas: inout Canvas
    ) {
        let (name, bar) = Self.widths(in: area)
        var column = area.column + name + 1 + bar
        for (text, place) in zip(numbers, Self.numbers) {
            let clipped = TextWidth.clip(text, to: place.width)
            column += 1
            let start = column + place.width - TextWidth.of(clipped)
            canvas.write(
                clipped, row: row, column: start, style: panel.style(role),
                limit: max(0, area.column + area.columns - start))
            column += place.width
        }
    }
}
