import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct PaneNumbersTests {
    private static func focus(_ pane: PaneID) -> String {
        "request \(Request.layout(workspace: "work", .focus(pane: pane)))"
    }

    @Test func `a number goes to its pane`() throws {
        let context = try UIContext.main()
        for pane in PanePlaces(context).panes.map(\.pane) {
            var numbers = OverlayDriver(PaneNumbers(), in: context)
            numbers.press("\(pane)")
            #expect(numbers.take() == [Self.focus(pane), "close"])
        }
    }

    @Test func `a number of two digits waits for the second`() throws {
        var scene = try Scene.main(rows: 24, columns: 96)
        let first = try #require(scene.workspace.view.pane)
        while scene.workspace.nextID < 10 {
            scene.workspace.closePane(scene.workspace.openWindow(showing: SessionID(rawValue: 4)))
        }
        let new = scene.workspace.split(first, along: .vertical, showing: SessionID(rawValue: 4))
        let pane = try #require(new)
        scene.update()
        #expect(first == 1 && pane >= 10)
        let context = UIContext(scene)
        var numbers = OverlayDriver(PaneNumbers(), in: context)
        numbers.press("1")
        #expect(numbers.take().isEmpty)
        numbers.press("\(pane % 10)")
        #expect(numbers.take() == [Self.focus(pane), "close"])
        var one = OverlayDriver(PaneNumbers(), in: context)
        one.press("1", "Enter")
        #expect(one.take() == [Self.focus(first), "close"])
    }

    @Test(arguments: ["9", "x", "Escape", "Enter"])
    func `any other key closes`(key: String) throws {
        var numbers = OverlayDriver(PaneNumbers(), in: try UIContext.main())
        numbers.press(key)
        #expect(numbers.take() == ["close"])
    }

    @Test func `a click goes to the pane below it`() throws {
        let context = try UIContext.main()
        var numbers = OverlayDriver(PaneNumbers(), in: context)
        numbers.mouse(.press, .left, row: 20, column: 80)
        #expect(numbers.take() == [Self.focus(PanePlaces(context).panes[2].pane), "close"])
    }

    @Test func `large digits stand in the middle of each pane`() throws {
        var numbers = OverlayDriver(PaneNumbers(), in: try UIContext.main(rows: 14, columns: 60))
        let canvas = numbers.canvas()
        let rows = (0..<13).map { row in
            (0..<60).map { canvas[row, $0].style.attributes.contains(.inverse) ? "#" : canvas[row, $0].text }
                .joined()
        }
        let lines = rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
        #expect(
            lines.joined(separator: "\n") == """

                                              35x12                     24x7
                                                             #####
                                                                 #
                                   #                         #####
                                   #                             #
                                   #                         #####
                                   #
                                   #
                                                                        24x4

                                                               4

                """)
    }
}
