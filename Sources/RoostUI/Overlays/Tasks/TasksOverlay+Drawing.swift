import RoostConfig
import RoostModel
import RoostTerminal

extension TasksOverlay {
    /// What a task says has a column of its own from so many cells on.
    private static let besideWidth = 132

    mutating func draw(on canvas: inout Canvas, in context: UIContext) {
        place(in: context)
        let panel = Panel(rows: canvas.rows, columns: canvas.columns, in: context, on: canvas)
        let count = tasks.rows.count
        panel.draw(
            title: "Tasks", trailing: listing.isDone ? "\(tasks.filter.rawValue) \(count)" : "asking",
            keys: keys(columns: panel.frame.columns - 4), on: &canvas)
        canvas.cursor = nil
        places.frame = panel.frame
        let halves = halves(of: panel.content, count: count)
        drawList(in: halves.list, panel: panel, on: &canvas, in: context)
        drawTranscript(in: halves.transcript, panel: panel, on: &canvas, in: context)
    }

    /// Where list and transcript go: side by side, else one below the other, each with a row for its title.
    ///
    /// With less than eight rows one of them is alone: the one with the keys.
    private func halves(of area: Rect, count: Int) -> (list: Rect, transcript: Rect) {
        var (list, transcript) = (area, area)
        if area.columns >= Self.besideWidth {
            list.columns = min(78, area.columns / 2)
            transcript.column = area.column + list.columns + 3
            transcript.columns = max(0, area.columns - list.columns - 3)
            return (list, transcript)
        }
        guard area.rows >= 8 else {
            if part == .list { transcript.rows = 0 } else { list.rows = 0 }
            return (list, transcript)
        }
        let wanted = max(1, count) + 1 + (search == nil ? 0 : 1)
        list.rows = min(wanted, max(4, area.rows * 2 / 5))
        transcript.row = area.row + list.rows
        transcript.rows = area.rows - list.rows
        return (list, transcript)
    }

    // MARK: The list

    private mutating func drawList(
        in area: Rect, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        var area = area
        if let search, area.rows > 0 {
            drawSearch(search.field, in: area, panel: panel, on: &canvas)
            area.row += 1
            area.rows -= 1
        }
        let columns = TaskColumns(
            width: area.columns, lastID: tasks.lastID, providerWidth: tasks.providerWidth)
        if area.rows > 2 {
            drawTitles(columns, row: area.row, in: area, panel: panel, on: &canvas)
            area.row += 1
            area.rows -= 1
        }
        places.list = area
        cursor.fit(count: tasks.rows.count, height: area.rows)
        guard area.isVisible else { return }
        if tasks.rows.isEmpty {
            canvas.write(
                emptyText, row: area.row, column: area.column, style: panel.style(.dim), limit: area.columns)
        }
        for (offset, index) in cursor.visible.enumerated() {
            let row = area.row + offset
            draw(tasks.rows[index], columns, row: row, in: area, panel: panel, on: &canvas, in: context)
            if index == cursor.index {
                panel.select(row: row, column: area.column - 1, columns: area.columns + 2, on: &canvas)
            }
        }
    }

    private var emptyText: String {
        if !listing.isDone { return "asking the server" }
        if tasks.count == 0, listing.hasFailed { return "the server cannot tell" }
        return tasks.count == 0 ? "no task yet: roost run PROMPT makes one" : "no task fits"
    }

    private func drawSearch(_ field: TextField, in area: Rect, panel: Panel, on canvas: inout Canvas) {
        canvas.write(
            "/ ", row: area.row, column: area.column, style: panel.style(.accent), limit: area.columns)
        let room = max(0, area.columns - 2)
        if isTyping {
            field.draw(
                on: &canvas, row: area.row, column: area.column + 2, columns: room,
                style: panel.look[.overlay])
        } else {
            canvas.write(
                field.text, row: area.row, column: area.column + 2, style: panel.look[.overlay], limit: room)
        }
    }

    private func drawTitles(
        _ columns: TaskColumns, row: Int, in area: Rect, panel: Panel, on canvas: inout Canvas
    ) {
        var column = area.column
        for place in columns.places where place.width > 0 {
            let title = place.column == .state ? "  state" : place.column.rawValue
            let text = Self.cell(title, place)
            canvas.write(text, row: row, column: column, style: panel.style(.dim), limit: place.width)
            column += place.width + 1
        }
    }

    private func draw(
        _ line: TaskList.Row, _ columns: TaskColumns, row: Int, in area: Rect, panel: Panel,
        on canvas: inout Canvas, in context: UIContext
    ) {
        if line.task.id == marked {
            canvas.write(
                panel.look.glyph(.pointer), row: row, column: area.column - 1, style: panel.style(.accent))
        }
        var column = area.column
        for place in columns.places where place.width > 0 {
            var text = TaskColumns.text(place.column, of: line.task, label: line.label, now: context.now)
            let role: ThemeRole
            switch place.column {
            case .state:
                role = line.label.role
                text = "\(panel.look.glyph(line.label.glyph)) \(text)"
            case .provider, .last: role = line.label.rank == .ended ? .dim : .overlay
            case .id: role = .accent
            case .age, .turns, .tokens, .cost: role = .dim
            }
            canvas.write(
                Self.cell(text, place), row: row, column: column, style: panel.style(role),
                limit: min(place.width, area.column + area.columns - column))
            column += place.width + 1
        }
    }

    private static func cell(_ text: String, _ place: TaskColumns.Place) -> String {
        let clipped = TextWidth.clip(text, to: place.width)
        guard place.column.isNumber else { return clipped }
        return String(repeating: " ", count: max(0, place.width - TextWidth.of(clipped))) + clipped
    }

    // MARK: What it says

    private mutating func drawTranscript(
        in area: Rect, panel: Panel, on canvas: inout Canvas, in context: UIContext
    ) {
        var area = area
        let task = chosen
        let title = task.map { Self.title($0, context) } ?? ""
        if area.column > panel.content.column {
            panel.divide(column: area.column - 2, on: &canvas)
            if area.rows > 0 {
                canvas.write(
                    TextWidth.clip(title, to: area.columns), row: area.row, column: area.column,
                    style: panel.style(part == .transcript ? .accent : .dim), limit: area.columns)
            }
        } else if area.rows > 0 {
            panel.divide(at: area.row, text: title, on: &canvas)
        }
        area.row += 1
        area.rows -= 1
        transcript.draw(
            in: task == nil ? Rect(row: area.row, column: area.column, rows: 0, columns: 0) : area,
            hasKeys: part == .transcript, panel: panel, on: &canvas)
        guard let task, area.isVisible, transcript.blocks.isEmpty else { return }
        let isKnown = transcript.task == task.id && transcript.window?.isAsking == false
        let text = isKnown ? Self.silence(of: task) : "asking the server"
        canvas.write(
            TextWidth.clip(text, to: area.columns), row: area.row, column: area.column,
            style: panel.style(.dim), limit: area.columns)
    }

    /// Why there is nothing to read of a task.
    private static func silence(of task: TaskInfo) -> String {
        task.wait?.explanation(for: task) ?? task.error ?? "it has said nothing yet"
    }

    /// `12 review, ~/src/api, claude-sonnet, attempt 2, 3 turns, 0:14`.
    private static func title(_ task: TaskInfo, _ context: UIContext) -> String {
        let name = task.request.name.map { " \($0)" } ?? ""
        let attempt = task.attempt > 1 ? "attempt \(task.attempt)" : nil
        let facts = TaskLabel.facts(task, now: context.now)
        // With nothing else to read the hold stands there.
        let hold = task.attempt > 0 ? task.wait.flatMap { $0.isHold ? $0.text : nil } : nil
        return [
            "\(task.id)\(name)", task.request.cwd.abbreviated(home: context.home), task.report.model, attempt,
            facts.isEmpty ? nil : facts, task.state.isEnded ? task.error : hold,
        ].compactMap(\.self).joined(separator: ", ")
    }

    // MARK: Keys

    /// The keys that do something now, as far as there is room; how to read on, to leave and to see all keys stays.
    private func keys(columns: Int) -> String {
        if isTyping { return "Enter keep · Esc all" }
        guard let task = chosen else { return "f filter · / search · s numbers · Esc" }
        if part == .transcript {
            let turning = transcript.turning.map { ["Space \($0)"] } ?? []
            let following = transcript.isFollowing ? [] : ["End follow"]
            return (turning + ["y copy", "Up Down choose"] + following + ["Tab list", "Esc"])
                .joined(separator: " · ")
        }
        var actions = TaskAction.possible(with: task, resumes: canResume(task))
        if marked != nil, let place = actions.firstIndex(of: .compare) {
            // What was begun is what is looked for.
            actions.insert(actions.remove(at: place), at: 0)
        }
        let words = actions.map { action in
            guard action == .compare, let marked else { return "\(action.key) \(action.word)" }
            return marked == task.id ? "c unmark" : "c compare with \(marked)"
        }
        var shown = words + ["y copy", "f filter", "/ search", "s numbers"]
        func line() -> String { (["Tab read"] + shown + ["? keys", "Esc"]).joined(separator: " · ") }
        while !shown.isEmpty, TextWidth.of(line()) > columns { shown.removeLast() }
        return line()
    }
}
