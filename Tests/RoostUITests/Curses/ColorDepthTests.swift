import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct ColorDepthTests {
    @Test func `a description's number of colours decides`() {
        #expect(ColorDepth(colors: -1, isDirect: false) == .none)
        #expect(ColorDepth(colors: 8, isDirect: false) == .eight)
        #expect(ColorDepth(colors: 16, isDirect: false) == .sixteen)
        #expect(ColorDepth(colors: 256, isDirect: false) == .palette)
        #expect(ColorDepth(colors: 0x100_0100, isDirect: true) == .direct)
    }

    @Test func `with 24 bits nothing is lost, and the palette stays the palette`() {
        #expect(ColorDepth.direct.number(of: .rgb(0xff, 0x80, 0x40)) == 0xff8040)
        #expect(ColorDepth.direct.number(of: .rgb(0, 0, 7)) == 7)
        #expect(ColorDepth.direct.number(of: .palette(7)) == 0x100_0007)
        #expect(ColorDepth.direct.number(of: .standard) == -1)
    }

    @Test(
        arguments: [
            ((255, 0, 0), 196, 9), ((0, 0, 0), 16, 0), ((255, 255, 255), 231, 15), ((128, 128, 128), 244, 8),
            ((10, 20, 250), 21, 12),
        ] as [((UInt8, UInt8, UInt8), Int32, Int32)])
    func `fewer colours give the nearest`(rgb: (UInt8, UInt8, UInt8), palette: Int32, basic: Int32) {
        let color = Color.rgb(rgb.0, rgb.1, rgb.2)
        #expect(ColorDepth.palette.number(of: color) == palette)
        #expect(ColorDepth.sixteen.number(of: color) == basic)
        #expect(ColorDepth.eight.number(of: color) == basic & 7)
        #expect(ColorDepth.eight.needsBold(color) == (basic > 7))
        #expect(ColorDepth.none.number(of: color) == -1)
    }
}
