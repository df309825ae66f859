import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct ClockOverlayTests {
    @Test func `the time in large digits`() throws {
        var clock = OverlayDriver(ClockOverlay(), in: try UIContext.main(rows: 12, columns: 70))
        let canvas = clock.canvas()
        let rows = (0..<11).map { row in
            (0..<70).map { canvas[row, $0].style.attributes.contains(.inverse) ? "#" : canvas[row, $0].text }
                .joined()
        }
        let lines = rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
        #expect(
            lines.joined(separator: "\n") == """



                          # #####       #   #     #
                          #     #   #   #   #     #
                          # #####       #####     #
                          # #       #       #     #
                          # #####           #     #


                                 any key
                """)
    }

    @Test func `a small pane has small digits`() throws {
        var clock = OverlayDriver(ClockOverlay(), in: try UIContext.main(rows: 6, columns: 20))
        let picture = clock.picture()
        #expect(picture.contains("12:41"))
    }

    @Test func `any key takes it away`() throws {
        var clock = OverlayDriver(ClockOverlay(), in: try UIContext.main())
        clock.press("x")
        #expect(clock.take() == ["close"])
    }
}
