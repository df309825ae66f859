import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct CopyModeMouseTests {
    private static let lines = (0..<100).map { "line \($0)" }

    private static func dragged(
        from start: (row: Int, column: Int), granularity: CopyMode.Granularity = .cell
    ) throws -> CopyScene {
        try CopyScene(scrollback: lines, screen: ["hello there", "see https://example.org/a?b=1 now", "x"]) {
            CopyMode(
                pane: 1, session: CopyScene.session, frame: $0, selectingFrom: start, granularity: granularity
            )
        }
    }

    @Test func `a drag copies when the button comes up, and stays visible`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 6))
        scene.mouse(.move, row: 1, column: 8)
        scene.mouse(.move, row: 1, column: 10)
        scene.mouse(.release, row: 1, column: 10)
        #expect(scene.driver.take() == ["copy 5 characters: there"])
        let canvas = scene.driver.canvas()
        #expect(canvas[1, 6].style.background == scene.driver.context.theme[.selection].background)
    }

    @Test func `the key after a drag is for the program`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 6))
        scene.mouse(.move, row: 1, column: 8)
        scene.mouse(.release, row: 1, column: 8)
        _ = scene.driver.take()
        scene.press("l")
        #expect(scene.driver.take() == ["close", "send \(FrameKind.key.rawValue)"])
    }

    @Test func `Escape only takes the selection away`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 6))
        scene.mouse(.move, row: 1, column: 8)
        scene.mouse(.release, row: 1, column: 8)
        _ = scene.driver.take()
        scene.press("Escape")
        #expect(scene.driver.take() == ["close"])
    }

    @Test func `new output ends a selection by mouse`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 6))
        scene.mouse(.move, row: 1, column: 8)
        scene.mouse(.release, row: 1, column: 8)
        _ = scene.driver.take()
        scene.driver.context.mirrors = [
            CopyScene.session: CopyScene.mirror(
                ["1", "2", "3"], columns: 40, scrollback: 0..<101, sequence: 2)
        ]
        let rows = scene.rows()
        #expect(rows.allSatisfy { $0.isEmpty })
        scene.driver.tick()
        #expect(scene.driver.take() == ["close"])
    }

    /// A spinner, a clock: else nothing could be selected beside them.
    @Test func `output while the button is down waits until it comes up`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 6))
        scene.mouse(.move, row: 1, column: 8)
        let before = scene.rows()
        scene.driver.context.mirrors = [
            CopyScene.session: CopyScene.mirror(
                ["1", "2", "3"], columns: 40, scrollback: 0..<101, sequence: 2)
        ]
        scene.driver.tick()
        #expect(scene.rows() == before)
        scene.mouse(.move, row: 1, column: 10)
        scene.driver.tick()
        scene.mouse(.release, row: 1, column: 10)
        #expect(scene.driver.take() == ["copy 5 characters: there", "close"])
    }

    @Test func `a double click takes a whole address`() throws {
        var scene = try Self.dragged(from: (row: 1, column: 12), granularity: .word)
        scene.mouse(.release, row: 2, column: 12)
        #expect(scene.copied() == "https://example.org/a?b=1")
    }

    @Test func `a triple click takes the line`() throws {
        var scene = try Self.dragged(from: (row: 1, column: 12), granularity: .word)
        scene.mouse(.release, row: 2, column: 12)
        _ = scene.copied()
        scene.mouse(.press, row: 2, column: 12)
        scene.mouse(.release, row: 2, column: 12)
        #expect(scene.copied() == "see https://example.org/a?b=1 now")
    }

    @Test func `words are added to a selection by words`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 2), granularity: .word)
        scene.mouse(.move, row: 1, column: 8)
        scene.mouse(.release, row: 1, column: 8)
        #expect(scene.copied() == "hello there")
    }

    @Test func `a drag above the pane scrolls`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 3))
        scene.mouse(.move, row: 0, column: 0)
        scene.mouse(.move, row: 0, column: 0)
        #expect(scene.driver.overlay.top == 98)
        scene.driver.tick()
        #expect(scene.driver.overlay.top == 95)
        scene.mouse(.release, row: 0, column: 0)
        #expect(scene.copied() == "line 95\nline 96\nline 97\nline 98\nline 99\nhell")
    }

    @Test func `the wheel scrolls, and leaves at the bottom`() throws {
        var scene = try CopyScene(scrollback: Self.lines, screen: ["a", "b"]) {
            CopyMode(pane: 1, session: CopyScene.session, frame: $0, scrolledBy: 3)
        }
        #expect(scene.rows()[0].hasSuffix("[3/100]"))
        scene.mouse(.press, .wheelUp, row: 1, column: 1)
        #expect(scene.rows()[0].hasSuffix("[6/100]"))
        scene.mouse(.press, .wheelDown, row: 1, column: 1)
        #expect(scene.driver.take().isEmpty)
        scene.mouse(.press, .wheelDown, row: 1, column: 1)
        #expect(scene.driver.take() == ["close"])
    }

    @Test func `paging down at the bottom leaves when paging up had opened it`() throws {
        var scene = try CopyScene(scrollback: Self.lines, screen: ["a", "b", "c"]) {
            CopyMode(pane: 1, session: CopyScene.session, frame: $0, scrolledBy: 2)
        }
        scene.press("PageDown", "PageDown")
        #expect(scene.driver.take().isEmpty)
        scene.press("PageDown")
        #expect(scene.driver.take() == ["close"])
    }

    @Test func `a drag with Alt selects a rectangle`() throws {
        var scene = try CopyScene(screen: ["abcd", "efgh"])
        scene.mouse(.press, row: 1, column: 1)
        scene.driver.handle(
            .mouse(MouseEvent(action: .move, button: .left, row: 2, column: 2, modifiers: .alt)))
        scene.mouse(.release, row: 2, column: 2)
        #expect(scene.copied() == "bc\nfg")
    }

    @Test func `a click in another pane goes there`() throws {
        let context = try UIContext.main(rows: 12)
        let placed = try #require(PanePlaces(context).focused)
        var driver = OverlayDriver(
            CopyMode(pane: placed.pane, session: placed.session, frame: placed.content), in: context)
        _ = driver.take()
        driver.mouse(.press, .left, row: 3, column: 70)
        let other = try #require(PanePlaces(context).plan.pane(atRow: 3, column: 70)?.pane)
        #expect(
            driver.take() == [
                "request \(Request.layout(workspace: "work", .focus(pane: other)))", "close",
            ])
    }

    @Test func `a paste after a selection by mouse is for the program`() throws {
        var scene = try Self.dragged(from: (row: 0, column: 6))
        scene.mouse(.release, row: 1, column: 8)
        _ = scene.driver.take()
        scene.driver.handle(.paste(Array("ls".utf8)))
        #expect(scene.driver.take() == ["close", "paste ls"])
    }
}

extension CopyModeMouseTests {
    @Test func `keys go on where the mouse has selected`() throws {
        var scene = try CopyScene(scrollback: Self.lines, screen: ["abc def", "ghi"], keys: .emacs)
        scene.mouse(.press, row: 1, column: 0)
        scene.mouse(.move, row: 1, column: 2)
        scene.mouse(.release, row: 1, column: 2)
        #expect(scene.driver.take() == ["copy 3 characters: abc"])
        scene.press("Right", "Right", "M-w")
        #expect(scene.driver.take() == ["copy 5 characters: abc d", "close"])
        scene.mouse(.press, row: 1, column: 4)
        scene.mouse(.release, row: 1, column: 4)
        scene.press("C-Space", "M-f", "M-w")
        #expect(scene.driver.take() == ["copy 3 characters: def", "close"])
    }
}
