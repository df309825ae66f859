import RoostTerminal

/// A style as curses can show it: colours as numbers and attributes that exist.
struct CellStyle: Hashable, Sendable {
    /// Attributes by meaning; the fence knows their bits.
    struct Flags: OptionSet, Hashable, Sendable {
        let rawValue: UInt16

        static let bold = Flags(rawValue: 1 << 0)
        static let dim = Flags(rawValue: 1 << 1)
        static let italic = Flags(rawValue: 1 << 2)
        static let underline = Flags(rawValue: 1 << 3)
        static let curlyUnderline = Flags(rawValue: 1 << 4)
        static let blink = Flags(rawValue: 1 << 5)
        static let reverse = Flags(rawValue: 1 << 6)
        static let invisible = Flags(rawValue: 1 << 7)
        static let strikethrough = Flags(rawValue: 1 << 8)
    }

    let colors: PairTable.Colors
    let flags: Flags

    private static let table: [(Attributes, Flags)] = [
        (.bold, .bold), (.dim, .dim), (.italic, .italic), (.blink, .blink), (.rapidBlink, .blink),
        (.inverse, .reverse), (.invisible, .invisible), (.strikethrough, .strikethrough),
    ]

    /// Reduces a style to what there is; double, dotted and dashed underlines become plain ones.
    init(_ style: Style, depth: ColorDepth) {
        let style = depth.shown(style)
        colors = PairTable.Colors(
            foreground: depth.number(of: style.foreground), background: depth.number(of: style.background))
        var flags: Flags = []
        for (attribute, flag) in Self.table where style.attributes.contains(attribute) { flags.insert(flag) }
        switch style.underline {
        case .none: break
        case .curly: flags.insert(.curlyUnderline)
        case .single, .double, .dotted, .dashed: flags.insert(.underline)
        }
        self.flags = flags
    }
}
