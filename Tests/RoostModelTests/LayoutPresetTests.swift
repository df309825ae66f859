import RoostModel
import Testing

@Suite struct LayoutPresetTests {
    private let area = Rect(row: 0, column: 0, rows: 24, columns: 80)

    @Test func `a preset of no panes is nothing, of one pane that pane`() {
        for preset in Layout.Preset.allCases {
            #expect(Layout(preset, panes: []) == nil)
            #expect(Layout(preset, panes: [7]) == .pane(7))
        }
    }

    @Test(arguments: Layout.Preset.allCases, 2...17)
    func `presets keep the order of the panes and the invariant`(preset: Layout.Preset, count: Int) throws {
        let layout = try #require(Layout(preset, panes: Array(1...count)))
        #expect(layout.panes == Array(1...count))
        #expect(layout.isValid)
        #expect(layout.keepsInvariant, "\(layout)")
    }

    @Test func `even columns differ by one cell at most`() throws {
        let layout = try #require(Layout(.evenHorizontal, panes: [1, 2, 3, 4, 5, 6]))
        let widths = layout.frames(in: area).values.map(\.columns)
        #expect(try #require(widths.max()) - #require(widths.min()) <= 1)
    }

    @Test func `tiled makes a square of four`() throws {
        let frames = try #require(Layout(.tiled, panes: [1, 2, 3, 4])).frames(in: area)
        #expect(frames[1]?.row == frames[2]?.row)
        #expect(frames[1]?.column == frames[3]?.column)
        #expect(frames[4]?.row == frames[3]?.row)
    }
}
