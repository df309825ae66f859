import RoostTerminal

/// How many colours the outer terminal has, and what becomes of those it does not have.
enum ColorDepth: Hashable, Sendable {
    case none, eight, sixteen, palette
    /// 24 bits and the palette beside them, by our own terminal description.
    case direct

    /// The first colour number that means the palette in ``direct``; below it is red, green, blue.
    static let paletteBase: Int32 = 0x100_0000

    /// The depth of a terminal whose description says `colors`.
    init(colors: Int32, isDirect: Bool) {
        self =
            if isDirect { .direct } else if colors >= 256 { .palette } else if colors >= 16 {
                .sixteen
            } else if colors
                >= 8
            { .eight } else { .none }
    }

    /// The number that curses gets for a colour; -1 is the terminal's own.
    func number(of color: Color) -> Int32 {
        guard self != .none else { return -1 }
        switch color {
        case .standard: return -1
        case .palette(let index): return number(ofPalette: index)
        case .rgb(let red, let green, let blue):
            if self == .direct { return Int32(red) << 16 | Int32(green) << 8 | Int32(blue) }
            return number(ofPalette: ColorPalette.nearest(to: (red, green, blue)))
        }
    }

    /// The colour as the terminal can show it.
    func shown(_ color: Color) -> Color {
        guard self != .direct else { return color }
        let number = number(of: color)
        return number < 0 ? .standard : .palette(UInt8(clamping: number))
    }

    private func number(ofPalette index: UInt8) -> Int32 {
        switch self {
        case .direct: Self.paletteBase + Int32(index)
        case .palette: Int32(index)
        case .sixteen: Int32(Self.basic(index))
        case .eight: Int32(Self.basic(index) & 7)
        case .none: -1
        }
    }

    /// A bright colour that becomes a dark one loses what makes it stand out: eight colours write it bold.
    func needsBold(_ color: Color) -> Bool {
        guard self == .eight else { return false }
        return switch color {
        case .standard: false
        case .palette(let index): Self.basic(index) > 7
        case .rgb(let red, let green, let blue):
            Self.basic(ColorPalette.nearest(to: (red, green, blue))) > 7
        }
    }

    /// The closest of the sixteen.
    private static func basic(_ index: UInt8) -> UInt8 {
        guard index > 15 else { return index }
        let wanted = ColorPalette.color(index)
        return (0...15).min {
            ColorPalette.distance(nominal($0), wanted) < ColorPalette.distance(nominal($1), wanted)
        } ?? 7
    }

    /// The sixteen by their names: themes brighten blue, say, in ways of their own.
    private static func nominal(_ index: UInt8) -> TerminalOptions.RGB {
        if index == 7 { return (229, 229, 229) }
        if index == 8 { return (127, 127, 127) }
        let high: UInt8 = index > 7 ? 255 : 205
        return (index & 1 != 0 ? high : 0, index & 2 != 0 ? high : 0, index & 4 != 0 ? high : 0)
    }
}
