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
            return number(ofPalette: Self.nearest(red, green, blue))
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
        case .rgb(let red, let green, let blue): Self.basic(Self.nearest(red, green, blue)) > 7
        }
    }

    // MARK: Nearest colours

    /// Steps of each part in the colour cube of the palette (16...231).
    private static let steps: [Int] = [0, 95, 135, 175, 215, 255]

    /// The parts of a palette colour; 0...15 as xterm has them.
    static func parts(ofPalette index: UInt8) -> (red: Int, green: Int, blue: Int) {
        let index = Int(index)
        if index < 16 {
            let high = index > 7 ? 255 : 205
            if index == 7 { return (229, 229, 229) }
            if index == 8 { return (127, 127, 127) }
            return (index & 1 != 0 ? high : 0, index & 2 != 0 ? high : 0, index & 4 != 0 ? high : 0)
        }
        if index >= 232 {
            let gray = 8 + 10 * (index - 232)
            return (gray, gray, gray)
        }
        let cube = index - 16
        return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }

    /// The closest of the cube and the greys, which terminals agree on.
    static func nearest(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        func step(_ part: UInt8) -> Int {
            part < 48 ? 0 : part < 115 ? 1 : (Int(part) - 35) / 40
        }
        let cube = UInt8(16 + 36 * step(red) + 6 * step(green) + step(blue))
        let average = (Int(red) + Int(green) + Int(blue)) / 3
        let gray = UInt8(232 + max(0, min(23, (average - 3) / 10)))
        let wanted = (Int(red), Int(green), Int(blue))
        return distance(parts(ofPalette: gray), wanted) < distance(parts(ofPalette: cube), wanted)
            ? gray : cube
    }

    /// The closest of the sixteen.
    private static func basic(_ index: UInt8) -> UInt8 {
        guard index > 15 else { return index }
        let wanted = parts(ofPalette: index)
        return (0...15).min {
            distance(parts(ofPalette: $0), wanted) < distance(parts(ofPalette: $1), wanted)
        } ?? 7
    }

    private static func distance(_ one: (Int, Int, Int), _ other: (Int, Int, Int)) -> Int {
        let (red, green, blue) = (one.0 - other.0, one.1 - other.1, one.2 - other.2)
        return 3 * red * red + 4 * green * green + 2 * blue * blue
    }
}
