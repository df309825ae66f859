import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct CopyModeSelectionTests {
    @Test func `vi copies both ends of a selection`() throws {
        var scene = try CopyScene(screen: ["hello world", "again"])
        scene.press("w", "v", "e", "y")
        #expect(scene.driver.take() == ["copy 5 characters: world", "close"])
    }

    @Test func `Emacs copies up to the cursor`() throws {
        var scene = try CopyScene(screen: ["hello world"], keys: .emacs)
        scene.press("C-Space", "M-f", "M-w")
        #expect(scene.copied() == "hello")
    }

    @Test func `Emacs copies the last character of a line`() throws {
        var scene = try CopyScene(screen: ["hello"], keys: .emacs)
        scene.press("C-Space", "C-e", "C-w")
        #expect(scene.copied() == "hello")
    }

    @Test func `rows that were wrapped are one line again`() throws {
        var scene = try CopyScene(screen: ["one tw↩", "o thre↩", "e", "four"], columns: 6)
        scene.press("v", "G", "$", "Enter")
        #expect(scene.driver.take().first == "copy 2 lines: one two three\nfour")
    }

    @Test func `a blank before the wrap stays, blanks at the end of a line go`() throws {
        var scene = try CopyScene(screen: ["hello ↩", "world     ", "x"])
        scene.press("v", "G", "y")
        #expect(scene.copied() == "hello world\nx")
    }

    @Test func `a cell that a wide character did not fit into is no blank`() throws {
        // A terminal leaves the last column unwritten when the next character needs two.
        var terminal = Terminal(size: TerminalSize(rows: 2, columns: 4), options: TerminalOptions())
        terminal.feed(Array("abc漢字".utf8))
        let rows = (0..<2).map { terminal.line($0) }
        #expect(rows[0].isWrapped)
        var update = CopyScene.mirror(["", ""], columns: 4, scrollback: 0..<0)
        update.apply(
            ScreenUpdate(
                session: 1, sequence: 2, size: TerminalSize(rows: 2, columns: 4), cursor: Cursor(),
                isAlternateScreen: false, isReverseVideo: false, scrollback: 0..<0, inputModes: InputModes(),
                rows: [(0, .line(rows[0])), (1, .line(rows[1]))]))
        let document = ScrollbackDocument(session: CopyScene.session, mirror: update)
        let span = CopySelection.Span(
            first: TextPosition(line: 0, column: 0), last: TextPosition(line: 1, column: 4),
            isRectangle: false)
        #expect(document.text(of: span) == "abc漢字")
    }

    @Test func `lines are selected whole, with the rows they wrap over`() throws {
        var scene = try CopyScene(screen: ["first", "long l↩", "ine", "last"], columns: 6)
        scene.press("j", "j", "V", "y")
        #expect(scene.copied() == "long line")
    }

    @Test func `lines are counted`() throws {
        var scene = try CopyScene(screen: ["a", "b", "c"])
        scene.press("V", "G", "y")
        #expect(scene.driver.take() == ["copy 3 lines: a\nb\nc", "close"])
    }

    @Test func `a rectangle has the same columns of each row`() throws {
        var scene = try CopyScene(screen: ["abcdef", "gh", "ijklmn"])
        scene.press("l", "C-v", "j", "j", "l", "l", "y")
        #expect(scene.copied() == "bcd\nh\njkl")
    }

    @Test func `a rectangle cuts no wide character in half`() throws {
        var scene = try CopyScene(screen: ["a漢b", "cdefg"])
        scene.press("j", "l", "C-v", "l", "k", "y")
        #expect(scene.copied() == "漢\nde")
    }

    @Test func `the other end of a selection can be moved`() throws {
        var scene = try CopyScene(screen: ["abcdef"])
        scene.press("l", "l", "v", "l", "o", "h", "y")
        #expect(scene.copied() == "bcd")
    }

    @Test func `tabs are the blanks they left`() throws {
        let lines = SessionPreview.lines(of: "a\tb", rows: 1, columns: 20)
        var mirrored = try CopyScene(screen: ["x"])
        mirrored.driver.overlay.document = ScrollbackDocument(
            session: CopyScene.session,
            mirror: CopyScene.mirror([lines[0].text()], columns: 40, scrollback: 0..<0))
        mirrored.press("V", "y")
        #expect(mirrored.copied() == "a       b")
    }

    @Test func `the rest of a line is copied at once`() throws {
        var scene = try CopyScene(screen: ["one two↩", " three", "x"], columns: 7)
        scene.press("w", "D")
        #expect(scene.copied() == "two three")
    }

    @Test func `nothing selected copies nothing and leaves`() throws {
        var scene = try CopyScene(screen: ["abc"])
        scene.press("Enter")
        #expect(scene.driver.take() == ["close"])
    }

    @Test(arguments: ["q", "Escape", "C-c"])
    func `these keys leave`(key: String) throws {
        var scene = try CopyScene(screen: ["abc"])
        scene.press(key)
        #expect(scene.driver.take() == ["close"])
    }

    @Test func `Escape takes a selection away first`() throws {
        var scene = try CopyScene(screen: ["abc"])
        scene.press("v", "l", "Escape")
        #expect(scene.driver.take().isEmpty)
        #expect(scene.driver.overlay.selection == nil)
        scene.press("Escape")
        #expect(scene.driver.take() == ["close"])
    }

    @Test func `a selection over pages that are not there waits for them`() throws {
        let lines = (0..<1000).map { "line \($0)" }
        var scene = try CopyScene(scrollback: lines, screen: ["end"])
        scene.press("V")
        scene.driver.press("g")
        scene.driver.press("y")
        #expect(scene.driver.overlay.pendingCopy != nil)
        scene.answer()
        #expect(scene.copied() == (lines + ["end"]).joined(separator: "\n"))
    }

    @Test func `the selection is coloured, blanks after the text are not`() throws {
        var scene = try CopyScene(screen: ["ab", "cdefg"])
        scene.press("v", "j", "l")
        let canvas = scene.driver.canvas()
        let paint = scene.driver.context.theme[.selection]
        let marked = (1...2).map { row in (0..<6).map { canvas[row, $0].style.background == paint.background }
        }
        #expect(
            marked == [[true, true, false, false, false, false], [true, true, false, false, false, false]])
    }
}
