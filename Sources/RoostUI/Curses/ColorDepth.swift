import RoostTerminal

/// How many colours the outer terminal has, and what becomes of those it does not have.
///
/// Of few colours the nearest is the one of the same hue: by distance the muted colours of programs are all next to
/// grey, and the grey of eight colours is black.
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

    /// The number that curses gets for a colour that there is (``shown(_:)``); -1 is the terminal's own.
    func number(of color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .palette(let index): self == .direct ? Self.paletteBase + Int32(index) : Int32(index)
        case .rgb(let red, let green, let blue): Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        }
    }

    /// The style as the terminal can show it.
    ///
    /// It has colours that there are, and is bold for what is bright where there are only dark ones. Text that differs
    /// from its ground still does, and what was hidden in it stays so.
    func shown(_ style: Style) -> Style {
        var shown = style
        switch self {
        case .direct: return style
        case .none: (shown.foreground, shown.background) = (.standard, .standard)
        case .palette:
            shown.foreground = Self.indexed(style.foreground)
            shown.background = Self.indexed(style.background)
        case .eight, .sixteen:
            shown.background = ground(style.background)
            shown.foreground = text(style.foreground, on: style.background)
            if style.foreground == style.background {
                shown.foreground = shown.background
            } else if shown.foreground == shown.background {
                shown.foreground = Self.contrast(to: shown.background)
            }
            let isDark = shown.foreground == .standard || shown.foreground == .palette(0)
            if self == .eight, !isDark, Self.basic(style.foreground).map({ $0 > 8 }) ?? false {
                shown.attributes.insert(.bold)
            }
        }
        return shown
    }

    /// Black or white, whichever can be read on a ground of the sixteen.
    static func contrast(to ground: Color) -> Color {
        guard case .palette(let index) = ground else { return .standard }
        // Bright are those with green in them, and white.
        return .palette(index & 2 != 0 || index > 8 ? 0 : 7)
    }

    // MARK: The palette

    private static func indexed(_ color: Color) -> Color {
        guard case .rgb(let red, let green, let blue) = color else { return color }
        return .palette(ColorPalette.nearest(to: (red, green, blue)))
    }

    // MARK: Eight and sixteen

    /// A dark grey ground is black where there is no grey, and a light one white.
    private func ground(_ color: Color) -> Color {
        guard let index = Self.basic(color) else { return .standard }
        guard self == .eight else { return .palette(index) }
        return .palette(index == 8 ? Self.lightness(color) < 128 ? 0 : 7 : index & 7)
    }

    /// Where there is no grey, grey text is black or white, whichever it is nearer to as its ground sees it; on that of
    /// the terminal, which may be white, it has the terminal's own colour.
    private func text(_ color: Color, on ground: Color) -> Color {
        guard let index = Self.basic(color) else { return .standard }
        guard self == .eight else { return .palette(index) }
        guard index == 8 else { return .palette(index & 7) }
        if ground == .standard { return .standard }
        return .palette(Self.lightness(color) < Self.lightness(ground) ? 0 : 7)
    }

    /// The one of the sixteen that looks most like a colour; nil for the terminal's own.
    private static func basic(_ color: Color) -> UInt8? {
        if case .palette(let index) = color, index < 16 { return index }
        guard let parts = parts(color) else { return nil }
        let high = parts.max() ?? 0
        let low = parts.min() ?? 0
        // Less than a quarter of its brightness is colour.
        if high < 48 || (high - low) * 4 < high {
            switch lightness(color) {
            case ..<48: return 0
            case ..<178: return 8
            case ..<242: return 7
            default: return 15
            }
        }
        // The nearest hue: of red, green and blue those in the upper half of the colour's own range. Half-way between
        // two, what is bright gets the brighter one, and what is dark, a ground most often, the darker.
        let isBright = high >= 230
        let middle = high + low + (isBright ? 0 : 1)
        let hue = parts.enumerated().reduce(UInt8(0)) { $0 | ($1.element * 2 >= middle ? 1 << $1.offset : 0) }
        return isBright ? hue + 8 : hue
    }

    private static func lightness(_ color: Color) -> Int { (parts(color) ?? []).reduce(0, +) / 3 }

    /// Red, green, blue.
    private static func parts(_ color: Color) -> [Int]? {
        let (red, green, blue): TerminalOptions.RGB
        switch color {
        case .standard: return nil
        case .palette(let index): (red, green, blue) = ColorPalette.color(index)
        case .rgb(let r, let g, let b): (red, green, blue) = (r, g, b)
        }
        return [Int(red), Int(green), Int(blue)]
    }
}
