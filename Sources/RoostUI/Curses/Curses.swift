private import CNcurses
private import Glibc
import RoostModel
import RoostTerminal

/// The only file that names curses, whose state is in C globals: one value of this exists, on one actor.
@safe
final class Curses {
    /// Nothing to see, and what a canvas cell becomes.
    private struct Staged {
        var attributes: UInt32
        var pair: Int32
    }

    let depth: ColorDepth
    /// DECSCUSR does something; some terminals would print it.
    let hasCursorShapes: Bool
    private let hasAlternateScreen: Bool
    private var pairs: PairTable
    /// By the canvas' style numbers; nil: not needed yet.
    private var styles: [Staged?] = []
    private var lineage: Canvas.Lineage?
    /// What the terminal shows, as the canvas had it.
    private var shown: [Canvas.Packed] = []
    private var shownSize: (rows: Int, columns: Int) = (0, 0)
    private var buffer: [cchar_t] = []
    /// What the terminal makes of clusters.
    var widths = OuterWidths()

    // MARK: Beginning

    /// What can be known of a terminal before anything is written to it.
    struct Description {
        let term: String
        let colors: Int32
        let hasDirectColor: Bool
        let hasStrikethrough: Bool
        let hasCurlyUnderline: Bool
        let hasItalics: Bool
    }

    /// Checks that standard input and output are a terminal that can be drawn on, in a UTF-8 locale.
    static func describe(term: String?) throws(CursesError) -> Description {
        let term = term ?? ""
        for (descriptor, name) in [(STDIN_FILENO, "standard input"), (STDOUT_FILENO, "standard output")]
        where isatty(descriptor) == 0 {
            throw CursesError(cause: .notTerminal(name), term: term)
        }
        guard !term.isEmpty else { throw CursesError(cause: .noTerm, term: term) }
        switch unsafe ui_load(term) {
        case 1: break
        case 0: throw CursesError(cause: .unknownTerm, term: term)
        default: throw CursesError(cause: .noDatabase, term: term)
        }
        guard has("cup") else { throw CursesError(cause: .noCursorAddressing, term: term) }
        guard ui_choose_utf8() else { throw CursesError(cause: .noUTF8, term: term) }
        return unsafe Description(
            term: term, colors: ui_number_capability("colors"),
            hasDirectColor: ui_flag_capability("RGB") || ui_flag_capability("Tc"),
            hasStrikethrough: has("smxx"), hasCurlyUnderline: has("Smulx"), hasItalics: has("sitm"))
    }

    private static func has(_ capability: String) -> Bool {
        unsafe ui_string_capability(capability) != nil
    }

    /// Goes to the alternate screen in raw mode.
    ///
    /// `name` is the terminal description to use: the user's, which is `term`, or our own. `isDirect` says that it is
    /// our own with 24-bit colours.
    init(name: String, term: String, isDirect: Bool) throws(CursesError) {
        ui_remember_modes()
        guard unsafe ui_start(name) else { throw CursesError(cause: .start, term: term) }
        depth = ColorDepth(colors: ui_color_count(), isDirect: isDirect)
        pairs = PairTable(limit: min(65_535, Int(ui_pair_count())))
        hasCursorShapes = Self.has("Ss")
        hasAlternateScreen = Self.has("rmcup")
        guardAgainstCrash(restoring: "")
        resize()
    }

    /// Says what a crash has to write so that the terminal can be used again.
    ///
    /// `keyboard` gives the terminal its own keyboard back.
    func guardAgainstCrash(restoring keyboard: String) {
        let shape = hasCursorShapes ? TerminalSequences.resetCursorShape : ""
        let farewell =
            Array((keyboard + TerminalSequences.leave + shape).utf8) + Self.capability("rmcup")
        unsafe ui_guard(farewell, farewell.count)
    }

    /// The bytes of a capability without parameters or delays; empty when it is absent.
    private static func capability(_ name: String) -> [UInt8] {
        guard let text = unsafe ui_string_capability(name) else { return [] }
        return Array(unsafe String(cString: text).utf8)
    }

    /// Compiles a description with tic(1); false when that is not possible.
    static func compile(source path: String, into directory: String) -> Bool {
        unsafe ui_compile(directory, path) == 0
    }

    /// Makes curses look for descriptions in a directory first; for this process only.
    static func useDescriptions(in directory: String) {
        unsafe setenv("TERMINFO", directory, 1)
    }

    // MARK: Size

    /// Of the outer terminal, as it says; 24x80 when it does not.
    static var size: (rows: Int, columns: Int) {
        let packed = ui_size()
        let (rows, columns) = (Int(packed >> 16), Int(packed & 0xffff))
        return rows > 0 && columns > 0 ? (min(rows, 1000), min(columns, 2000)) : (24, 80)
    }

    /// Takes over the terminal's size, after SIGWINCH; everything is drawn anew.
    func resize() {
        let size = Self.size
        resizeterm(Int32(size.rows), Int32(size.columns))
        invalidate()
    }

    /// Clears the terminal and draws everything with the next frame.
    func invalidate() {
        ui_invalidate()
        shown = []
    }

    // MARK: Painting

    /// The rows of a canvas that are not on the terminal as they are.
    func changedRows(of canvas: Canvas) -> [Int] {
        guard isComparable(canvas) else { return Array(0..<canvas.rows) }
        return (0..<canvas.rows).filter {
            canvas.drawnRows[$0] && !changedColumns(of: canvas, row: $0).isEmpty
        }
    }

    /// Whether the canvas' numbers mean what those of the cells on the terminal mean.
    private func isComparable(_ canvas: Canvas) -> Bool {
        shownSize == (canvas.rows, canvas.columns) && lineage === canvas.lineage && !shown.isEmpty
    }

    /// The columns of a row, by index into the cells, from the first to the last that is not shown as it is.
    private func changedColumns(of canvas: Canvas, row: Int) -> Range<Int> {
        let start = row * canvas.columns
        var first = start
        var end = start + canvas.columns
        let cells = canvas.cells
        while first < end, cells[first] == shown[first] { first += 1 }
        while end > first, cells[end - 1] == shown[end - 1] { end -= 1 }
        return first..<end
    }

    /// Makes the next frame write rows whole, whatever curses believes is there.
    func forget(rows: [Int]) {
        for row in rows { ui_forget_row(Int32(row)) }
    }

    /// Brings rows of a canvas to the terminal and the cursor to a cell.
    func paint(_ canvas: Canvas, rows: [Int], cursor: (row: Int, column: Int)) {
        let isComparable = isComparable(canvas)
        if lineage !== canvas.lineage {
            lineage = canvas.lineage
            styles = []
        }
        if isComparable {
            for row in rows {
                let changed = changedColumns(of: canvas, row: row)
                if changed.isEmpty { continue }
                stage(changed, row: row, of: canvas)
                for index in changed { shown[index] = canvas.cells[index] }
            }
        } else {
            for row in rows {
                stage(row * canvas.columns..<(row + 1) * canvas.columns, row: row, of: canvas)
            }
            shown = canvas.cells
        }
        shownSize = (canvas.rows, canvas.columns)
        ui_update(Int32(cursor.row), Int32(cursor.column))
    }

    /// Gives curses some cells of a row; characters that are only half in the range come whole.
    private func stage(_ range: Range<Int>, row: Int, of canvas: Canvas) {
        let cells = canvas.cells
        let start = row * canvas.columns
        let rowEnd = start + canvas.columns
        var index = range.lowerBound
        while index > start, cells[index].content == Canvas.Packed.rightHalf { index -= 1 }
        let column = index - start
        buffer.removeAll(keepingCapacity: true)
        var last: (packed: Canvas.Packed, cell: cchar_t)?
        while index < range.upperBound {
            let cell = cells[index]
            index += 1
            if cell.content == Canvas.Packed.rightHalf { continue }
            let isWide = index < rowEnd && cells[index].content == Canvas.Packed.rightHalf
            if let last, last.packed == cell, !isWide {
                buffer.append(last.cell)
                continue
            }
            let style = staged(cell.style, of: canvas)
            if cell.content < 0x7f, !isWide {
                let staged = curses(max(0x20, cell.content), style)
                buffer.append(staged)
                last = (cell, staged)
                continue
            }
            let scalars = canvas.text(of: cell).unicodeScalars.map(\.value)
            let parts = CellText.cells(scalars, width: isWide ? 2 : 1, outer: widths) { Int(ui_width($0)) }
            for part in parts { buffer.append(curses(part, style)) }
        }
        unsafe ui_put(Int32(row), Int32(column), buffer, Int32(buffer.count))
    }

    private func curses(_ scalar: UInt32, _ style: Staged) -> cchar_t {
        var cell = cchar_t()
        var text = wchar_t(bitPattern: scalar)
        unsafe ui_cell(&cell, &text, 1, style.attributes, style.pair)
        return cell
    }

    private func curses(_ scalars: [UInt32], _ style: Staged) -> cchar_t {
        var cell = cchar_t()
        let text = scalars.map { wchar_t(bitPattern: $0) }
        unsafe ui_cell(&cell, text, Int32(text.count), style.attributes, style.pair)
        return cell
    }

    // MARK: Styles

    private static let bits: [(CellStyle.Flags, UInt32)] = [
        (.bold, ui_bold), (.dim, ui_dim), (.italic, ui_italic), (.underline, ui_underline),
        (.curlyUnderline, ui_standout), (.blink, ui_blink), (.reverse, ui_reverse),
        (.invisible, ui_invisible), (.strikethrough, ui_protect),
    ]

    private func staged(_ number: UInt32, of canvas: Canvas) -> Staged {
        let index = Int(number)
        if let known = styles[safe: index], let known { return known }
        while styles.count < canvas.styles.count { styles.append(nil) }
        let style = CellStyle(canvas.styles[safe: index] ?? .plain, depth: depth)
        var attributes: UInt32 = 0
        for (flag, bit) in Self.bits where style.flags.contains(flag) { attributes |= bit }
        let staged = Staged(attributes: attributes, pair: pair(style.colors, on: canvas))
        if styles.indices.contains(index) { styles[index] = staged }
        return staged
    }

    private func pair(_ colors: PairTable.Colors, on canvas: Canvas) -> Int32 {
        var pair = pairs.pair(for: colors)
        if pair == nil {
            recycle(keeping: canvas)
            pair = pairs.pair(for: colors)
        }
        guard let (number, isNew) = pair else { return 0 }
        if isNew { init_extended_pair(number, colors.foreground, colors.background) }
        return number
    }

    /// Frees the pairs that neither the terminal nor the canvas to come shows.
    private func recycle(keeping canvas: Canvas) {
        var visible: Set<Int32> = []
        for number in Set((shown + canvas.cells).map(\.style)) {
            if let staged = styles[safe: Int(number)], let staged { visible.insert(staged.pair) }
        }
        pairs.recycle(keeping: visible)
        styles = styles.map { staged in staged.flatMap { visible.contains($0.pair) ? $0 : nil } }
    }

    // MARK: Beside curses

    /// Writes bytes to the terminal, after all that was painted.
    @discardableResult
    static func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return unsafe ui_write(bytes, bytes.count)
    }

    /// How far local time is ahead of UTC at a moment.
    static func secondsFromGMT(at moment: Timestamp) -> Int {
        ui_seconds_from_gmt(moment.milliseconds / 1000)
    }

    // MARK: Leaving

    /// Gives the terminal back as it was: main screen, modes, colours.
    func end() {
        if !hasAlternateScreen { ui_erase() }
        endwin()
    }

    /// Throws away what was typed or answered and not read yet.
    static func discardInput() {
        flushinp()
    }

    /// Stops the process like ^Z, and comes back when it is continued.
    ///
    /// The terminal must have been given back.
    func stop() {
        ui_stop()
    }

    /// Takes the terminal again after ``end()``.
    func resume() {
        invalidate()
        doupdate()
    }

    /// Lets crashes be crashes again.
    static func dropGuard() {
        unsafe ui_guard([UInt8](), 0)
    }
}
