import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct PaneNumbersTests {
    private static func focus(_ pane: PaneID) -> String {
        "request \(Request.layout(workspace: "work", .focus(pane: pane)))"
    }

    @Test func `a digit goes to its pane`() throws {
        let context = try UIContext.main()
        let panes = PanePlaces(context).panes.map(\.pane)
        for (number, pane) in panes.enumerated() {
            var numbers = OverlayDriver(PaneNumbers(), in: context)
            numbers.press("\(number)")
            #expect(numbers.take() == [Self.focus(pane), "close"])
        }
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
                                                                 #
                                                                 #
                               #####                             #
                               #   #                             #
                               #   #                             #
                               #   #
                               #####
                                                                        24x4

                                                               2

                """)
    }
}
