import RoostTerminal
import Testing

@Suite struct ColorPaletteTests {
    @Test(arguments: 16...255) func `a colour of the cube or the greys is nearest to itself`(index: Int) {
        let color = ColorPalette.color(UInt8(index))
        #expect(ColorPalette.color(ColorPalette.nearest(to: color)) == color)
    }

    @Test func `the nearest is what a search of all finds`() {
        let parts =
            Array(stride(from: 0, through: 255, by: 17)).map { UInt8($0) } + [1, 47, 48, 114, 115, 116]
        let palette = (16...255).map { ColorPalette.color(UInt8($0)) }
        var wrong: [(UInt8, UInt8, UInt8)] = []
        for red in parts {
            for green in parts {
                for blue in parts {
                    let color = (red: red, green: green, blue: blue)
                    let found = ColorPalette.color(ColorPalette.nearest(to: color))
                    let least = palette.map { ColorPalette.distance($0, color) }.min()
                    if ColorPalette.distance(found, color) != least { wrong.append((red, green, blue)) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        arguments: [
            ((0, 0, 0), 16), ((255, 255, 255), 231), ((255, 0, 0), 196), ((95, 135, 175), 67),
            ((118, 118, 118), 243), ((128, 128, 128), 244), ((10, 20, 250), 21),
        ] as [((UInt8, UInt8, UInt8), UInt8)])
    func `the nearest has the number that terminals give it`(color: (UInt8, UInt8, UInt8), index: UInt8) {
        #expect(ColorPalette.nearest(to: color) == index)
    }
}
