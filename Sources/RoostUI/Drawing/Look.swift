import RoostConfig
import RoostTerminal

/// A theme in the set of characters that the configuration wants.
struct Look: Equatable {
    let theme: Theme
    /// Nothing but ASCII is drawn by roost itself.
    let isASCII: Bool

    /// The style of a role.
    subscript(role: ThemeRole) -> Style { theme[role] }

    /// The character of a sign; only signs with several characters move with `frame`.
    func glyph(_ role: GlyphRole, frame: Int = 0) -> String {
        theme.glyph(role, ascii: isASCII, frame: frame)
    }

    /// What stands in roost's own texts for characters that the set does not have; empty where it has them all.
    var spelling: [Character: String] {
        isASCII ? ["…": glyph(.ellipsis), "·": glyph(.separator), "›": glyph(.pointer), "▏": "|"] : [:]
    }

    /// The colours of a role on top of the background of a row.
    func style(_ role: ThemeRole, on base: Style) -> Style {
        let own = theme[role]
        var style = base
        if own.foreground != .standard { style.foreground = own.foreground }
        style.attributes.formUnion(own.attributes)
        if own.underline != .none { style.underline = own.underline }
        return style
    }

    /// The character for lines that meet in a cell.
    func line(up: Bool, down: Bool, left: Bool, right: Bool) -> String {
        let role: GlyphRole =
            switch (up, down, left, right) {
            case (true, true, true, true): .cross
            case (true, true, true, false): .verticalLeft
            case (true, true, false, true): .verticalRight
            case (true, false, true, true): .horizontalUp
            case (false, true, true, true): .horizontalDown
            case (true, false, true, false): .upLeft
            case (true, false, false, true): .upRight
            case (false, true, true, false): .downLeft
            case (false, true, false, true): .downRight
            case (false, false, _, _): .horizontal
            default: .vertical
            }
        return glyph(role)
    }
}
