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

    private static func shown(
        _ depth: ColorDepth, _ foreground: Color, on background: Color = .standard
    ) -> Style {
        depth.shown(Style(foreground: foreground, background: background))
    }

    @Test(
        arguments: [
            ((255, 0, 0), 196, 9), ((0, 0, 0), 16, 0), ((255, 255, 255), 231, 15), ((128, 128, 128), 244, 8),
            ((10, 20, 250), 21, 12),
        ] as [((UInt8, UInt8, UInt8), UInt8, UInt8)])
    func `fewer colours give the nearest`(rgb: (UInt8, UInt8, UInt8), palette: UInt8, basic: UInt8) {
        let color = Color.rgb(rgb.0, rgb.1, rgb.2)
        #expect(Self.shown(.palette, color).foreground == .palette(palette))
        #expect(Self.shown(.sixteen, color).foreground == .palette(basic))
        #expect(Self.shown(.none, color).foreground == .standard)
        #expect(ColorDepth.eight.number(of: .palette(basic & 7)) == Int32(basic & 7))
    }

    /// What programs write in: the orange, green and red of one CLI, coral, and colours of the palette.
    @Test(
        arguments: [
            (.rgb(215, 119, 87), 1, false), (.rgb(200, 100, 50), 1, false), (.palette(173), 1, false),
            (.rgb(240, 128, 128), 1, true), (.rgb(78, 186, 101), 2, false), (.rgb(255, 107, 128), 1, true),
            (.rgb(255, 193, 7), 3, true), (.rgb(177, 185, 249), 4, true), (.rgb(72, 150, 140), 6, false),
            (.palette(153), 6, true), (.palette(9), 1, true), (.palette(2), 2, false),
        ] as [(Color, UInt8, Bool)])
    func `of eight colours text gets the one of its hue`(color: Color, index: UInt8, isBold: Bool) {
        let style = Self.shown(.eight, color)
        #expect(style.foreground == .palette(index))
        #expect(style.attributes.contains(.bold) == isBold)
        let brighter = Self.shown(.sixteen, color)
        #expect(brighter.foreground == .palette(isBold ? index + 8 : index))
        #expect(!brighter.attributes.contains(.bold))
    }

    @Test(
        arguments: [
            .rgb(80, 80, 80), .rgb(102, 102, 102), .rgb(153, 153, 153), .palette(8), .palette(102),
            .palette(242), .rgb(108, 112, 134),
        ] as [Color])
    func `of eight colours grey text gets white, or what is white on the terminal`(color: Color) {
        #expect(Self.shown(.eight, color) == .plain)
        #expect(Self.shown(.sixteen, color).foreground == .palette(8))
        // What is lighter than its ground is so still, and what is darker, too.
        #expect(Self.shown(.eight, color, on: .rgb(30, 30, 30)).foreground == .palette(7))
        #expect(Self.shown(.eight, color, on: .rgb(230, 230, 230)).foreground == .palette(0))
    }

    @Test func `black text is black only where it was nearly that`() {
        for index in UInt8.min...UInt8.max where ![0, 16, 232, 233, 234, 235].contains(index) {
            #expect(Self.shown(.eight, .palette(index)).foreground != .palette(0), "\(index)")
        }
        for index: UInt8 in [0, 16, 233] {
            #expect(Self.shown(.eight, .palette(index)) == Style(foreground: .palette(0)))
        }
    }

    @Test(
        arguments: [
            (.rgb(55, 55, 55), 0), (.rgb(65, 60, 65), 0), (.palette(237), 0), (.palette(8), 0),
            (.rgb(34, 92, 43), 2), (.rgb(122, 41, 54), 1), (.rgb(38, 79, 120), 4), (.rgb(200, 200, 200), 7),
            (.palette(252), 7), (.palette(15), 7),
        ] as [(Color, UInt8)])
    func `a dark ground stays dark and a light one light`(color: Color, index: UInt8) {
        let style = Self.shown(.eight, .standard, on: color)
        #expect(style == Style(background: .palette(index)))
    }

    @Test(arguments: [ColorDepth.eight, .sixteen])
    func `text that was told from its ground still is`(depth: ColorDepth) {
        let colors: [Color] = stride(from: 0, to: 256, by: 5).map { .palette(UInt8($0)) }
        for foreground in colors {
            for background in colors {
                let style = Self.shown(depth, foreground, on: background)
                #expect(
                    (style.foreground == style.background) == (foreground == background),
                    "\(foreground) on \(background)")
            }
        }
        #expect(
            Self.shown(.eight, .rgb(78, 186, 101), on: .rgb(34, 92, 43)).foreground == .palette(0))
    }

    @Test(arguments: [ColorDepth.none, .eight, .sixteen, .palette, .direct])
    func `what a terminal can show stays as it is`(depth: ColorDepth) {
        for index in stride(from: 0, to: 256, by: 3) {
            let once = Self.shown(depth, .palette(UInt8(index)), on: .rgb(10, UInt8(index), 200))
            #expect(depth.shown(once) == once)
        }
    }
}
