import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

@testable import RoostUI

/// Copy mode over a session whose lines are given as text; a `↩` at the end says that the line is wrapped.
struct CopyScene {
    static let session = SessionID(rawValue: 1)

    private(set) var scrollback: [Line]
    /// The number of the first line that the server still has.
    let first: Int
    var driver: OverlayDriver<CopyMode>
    /// Requests for scrollback that were answered.
    private(set) var pages: [Range<Int>] = []

    /// Opens copy mode; the pane lies below its title row, above a status row.
    init(
        scrollback: [String] = [], screen: [String], rows: Int? = nil, columns: Int = 40,
        keys: CopyCommandTable.KeySet = .vi, first: Int = 0, cursor: (row: Int, column: Int) = (0, 0),
        open: ((Rect) -> CopyMode)? = nil
    ) throws {
        self.scrollback = scrollback.map(Self.line)
        self.first = first
        let rows = rows ?? screen.count
        var scene = try Scene(rows: rows + 2, columns: columns)
        scene.state.configuration.copyKeys = keys
        var context = UIContext(scene)
        context.workspace = nil
        context.mirrors = [
            Self.session: Self.mirror(
                screen, columns: columns, scrollback: first..<first + scrollback.count, cursor: cursor)
        ]
        let frame = Rect(row: 1, column: 0, rows: rows, columns: columns)
        let mode = open?(frame) ?? CopyMode(pane: 1, session: Self.session, frame: frame)
        driver = OverlayDriver(mode, in: context)
        answer()
    }

    static func line(_ text: String) -> Line {
        guard text.hasSuffix("↩") else { return Scene.line(text) }
        var line = Scene.line(String(text.dropLast()))
        line.isWrapped = true
        return line
    }

    static func mirror(
        _ screen: [String], columns: Int, scrollback: Range<Int>, cursor: (row: Int, column: Int) = (0, 0),
        sequence: UInt64 = 1
    ) -> ScreenMirror {
        let size = TerminalSize(rows: screen.count, columns: columns)
        let update = ScreenUpdate(
            session: session.rawValue, sequence: sequence, size: size,
            cursor: Cursor(row: cursor.row, column: cursor.column), isAlternateScreen: false,
            isReverseVideo: false,
            scrollback: scrollback, inputModes: InputModes(),
            rows: screen.enumerated().map { ($0, .line(Self.line($1))) })
        var mirror = ScreenMirror(size: size)
        mirror.apply(update)
        return mirror
    }

    /// Gives the pages that were asked for, as the server cuts them.
    mutating func answer() {
        let (lines, first) = (scrollback, first)
        var pages: [Range<Int>] = []
        driver.answer { request in
            guard case .session(.scrollback(_, let from, let count)) = request else { return nil }
            let start = min(max(from, first), first + lines.count)
            let end = min(start + count, first + lines.count)
            var bytes: [UInt8] = []
            for line in lines[start - first..<end - first] { line.encode(into: &bytes) }
            pages.append(start..<end)
            return .scrollback(ScrollbackPage(first: start, count: end - start, lines: bytes))
        }
        self.pages += pages
    }

    /// The pane gets another size, and the server wraps and numbers all lines anew.
    mutating func resize(scrollback: [String], screen: [String], columns: Int) {
        self.scrollback = scrollback.map(Self.line)
        driver.overlay.frame = Rect(row: 1, column: 0, rows: screen.count, columns: columns)
        driver.context.size = (screen.count + 2, columns)
        driver.context.mirrors[Self.session] = Self.mirror(
            screen, columns: columns, scrollback: first..<first + scrollback.count, sequence: 2)
        driver.tick()
        answer()
    }

    mutating func press(_ names: String...) {
        for name in names {
            driver.press(name)
            answer()
        }
    }

    mutating func type(_ text: String) {
        driver.type(text)
        answer()
    }

    mutating func mouse(
        _ action: MouseEvent.Action, _ button: MouseEvent.Button = .left, row: Int, column: Int
    ) {
        driver.mouse(action, button, row: row, column: column)
        answer()
    }

    /// Where the cursor is, from the first line that there is.
    var cursor: [Int] { [driver.overlay.cursor.line - first, driver.overlay.cursor.column] }

    /// What was copied since the last look; nil when nothing was.
    mutating func copied() -> String? {
        driver.take().first { $0.hasPrefix("copy ") }.map { words in
            words.firstRange(of: ": ").map { String(words[$0.upperBound...]) } ?? words
        }
    }

    /// The rows of the pane as text, title row first.
    mutating func rows() -> [String] {
        driver.canvas().text().split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
            String.init)
    }
}
