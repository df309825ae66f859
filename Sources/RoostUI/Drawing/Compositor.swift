import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// Draws a whole screen out of a state: panes, titles, lines, status row.
enum Compositor {
    /// Draws everything and says where it lies.
    static func draw(_ state: ViewState, on canvas: inout Canvas) -> PanePlan {
        let plan = plan(state)
        let look = state.look
        if let area = state.workspace?.workspace.area {
            drawOutside(of: area, look: look, on: &canvas)
        }
        for placed in plan.panes { draw(placed, plan: plan, state: state, on: &canvas) }
        for cell in BorderLines(plan, look: look).cells {
            canvas.write(
                cell.text, row: cell.row, column: cell.column,
                style: cell.isFocused ? look[.borderFocused] : look[.border])
        }
        drawStatus(state, on: &canvas)
        placeCursor(state, plan: plan, on: &canvas)
        return plan
    }

    /// Where everything lies.
    static func plan(_ state: ViewState) -> PanePlan {
        guard let workspace = state.workspace?.workspace, let view = state.view else { return PanePlan() }
        let cursor = state.focusedSession.flatMap { state.mirrors[$0]?.cursor }
        return PanePlan(
            workspace, view: view, rows: state.size.rows, columns: state.size.columns, cursor: cursor)
    }

    /// Marks the cells that the workspace does not cover, because a smaller client decides its size.
    private static func drawOutside(of area: Rect, look: Look, on canvas: inout Canvas) {
        let rows = canvas.rows - 1
        if area.columns < canvas.columns {
            canvas.fill(
                Rect(row: 0, column: area.columns, rows: rows, columns: canvas.columns - area.columns),
                style: look[.dim], text: look.isASCII ? "." : "·")
        }
        if area.rows < rows {
            canvas.fill(
                Rect(row: area.rows, column: 0, rows: rows - area.rows, columns: canvas.columns),
                style: look[.dim], text: look.isASCII ? "." : "·")
        }
    }

    private static func draw(
        _ placed: PanePlan.Placed, plan: PanePlan, state: ViewState, on canvas: inout Canvas
    ) {
        if let session = state.sessions[placed.session] {
            TitleRow(session).draw(placed, plan: plan, state: state, on: &canvas)
        } else {
            canvas.fill(
                Rect(
                    row: placed.frame.row, column: placed.frame.column, rows: 1, columns: placed.frame.columns
                ),
                style: placed.isFocused ? state.look[.borderFocused] : state.look[.border],
                text: state.look.line(up: false, down: false, left: true, right: true))
        }
        drawContent(placed, rows: 0..<placed.content.rows, state: state, on: &canvas)
    }

    /// The first row and column of a session's screen that a pane shows: not 0 only if the pane is too small for
    /// it, and then the cursor is seen.
    static func scroll(_ mirror: ScreenMirror, in content: Rect) -> (row: Int, column: Int) {
        (
            first(of: mirror.size.rows, showing: mirror.cursor.row, in: content.rows),
            first(of: mirror.size.columns, showing: mirror.cursor.column, in: content.columns)
        )
    }

    private static func first(of count: Int, showing place: Int, in room: Int) -> Int {
        max(0, min(place - room + 1, count - room))
    }

    /// Draws some rows of a pane's program.
    static func drawContent(
        _ placed: PanePlan.Placed, rows: some Sequence<Int>, state: ViewState, on canvas: inout Canvas
    ) {
        let content = placed.content
        guard let mirror = state.mirrors[placed.session] else {
            canvas.fill(content, style: .plain)
            return
        }
        let session = state.sessions[placed.session]
        let scroll = scroll(mirror, in: content)
        let isDimmed = session?.end?.isInterruption ?? false
        for row in rows where row >= 0 && row < content.rows {
            canvas.draw(
                mirror.lines[safe: row + scroll.row] ?? Line(), from: scroll.column, row: content.row + row,
                column: content.column, columns: content.columns, dimmed: isDimmed)
        }
        if mirror.isReverseVideo {
            for row in rows where row >= 0 && row < content.rows {
                canvas.restyle(
                    Rect(row: content.row + row, column: content.column, rows: 1, columns: content.columns)
                ) {
                    var style = $0
                    style.attributes.formSymmetricDifference(.inverse)
                    return style
                }
            }
        }
        if let session, let bar = EndedBar(session) {
            draw(bar, of: mirror, scroll: scroll.row, in: content, look: state.look, on: &canvas)
        }
    }

    /// Below the last text of the screen if there is room, otherwise over its last row.
    private static func draw(
        _ bar: EndedBar, of mirror: ScreenMirror, scroll: Int, in content: Rect, look: Look,
        on canvas: inout Canvas
    ) {
        guard content.isVisible else { return }
        let last = mirror.lines.lastIndex { !$0.text().isEmpty } ?? -1
        let row = max(0, min(content.rows - 1, last + 1 - scroll))
        let place = Rect(row: content.row + row, column: content.column, rows: 1, columns: content.columns)
        canvas.fill(place, style: look[.message])
        canvas.write(
            bar.text(columns: content.columns), row: place.row, column: place.column,
            style: look[.message], limit: content.columns)
    }

    /// Draws the last row, whatever it shows now.
    static func drawStatus(_ state: ViewState, on canvas: inout Canvas) {
        guard canvas.rows > 0 else { return }
        let row = canvas.rows - 1
        if state.showsPrefixBar {
            PrefixBar(state.configuration).draw(row: row, look: state.look, on: &canvas)
        } else {
            StatusRow(state, columns: canvas.columns).draw(row: row, look: state.look, on: &canvas)
        }
    }

    /// Puts the cursor where the focused program has it.
    static func placeCursor(_ state: ViewState, plan: PanePlan, on canvas: inout Canvas) {
        canvas.cursor = nil
        guard let placed = plan.panes.first(where: { $0.isFocused }),
            let mirror = state.mirrors[placed.session], mirror.cursor.isVisible,
            state.sessions[placed.session]?.state.isEnded != true
        else { return }
        let content = placed.content
        let scroll = scroll(mirror, in: content)
        let row = mirror.cursor.row - scroll.row
        let column = min(mirror.cursor.column, mirror.size.columns - 1) - scroll.column
        guard row >= 0, row < content.rows, column >= 0, column < content.columns,
            content.row + row < canvas.rows - 1, content.column + column < canvas.columns,
            content.column + column >= 0, content.row + row >= 0
        else { return }
        canvas.cursor = (
            content.row + row, content.column + column, mirror.cursor.shape, mirror.cursor.blinks
        )
    }
}
