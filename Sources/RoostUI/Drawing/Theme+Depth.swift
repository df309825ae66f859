import RoostConfig
import RoostTerminal

extension Theme {
    /// The theme for a terminal with few colours or none: what can be read there, and what must stand out does.
    ///
    /// Themes are made with millions of colours. The nearest of eight makes one black of a night blue, a dark grey
    /// and what is chosen; so black text goes to the terminal's own colour, text gets another colour than its ground,
    /// and what stands out by its ground alone is inverse where the grounds have become one.
    func readable(with depth: ColorDepth) -> Theme {
        switch depth {
        case .direct, .palette: return self
        case .none: return colorless
        case .eight, .sixteen: break
        }
        var theme = self
        for role in ThemeRole.allCases { theme.styles[role] = Self.readable(self[role], with: depth) }
        for (role, ground) in Self.grounds where !theme[role].standsOut(from: ground.map { theme[$0] }) {
            theme.styles[role] = (ground.map { theme[$0] } ?? .plain).inverted
        }
        return theme
    }

    /// What is told from its surroundings by its ground, and whose ground that is; nil: the terminal's, and what
    /// programs have made of it.
    private static let grounds: [(role: ThemeRole, on: ThemeRole?)] = [
        (.overlaySelection, .overlay), (.statusActive, .status), (.message, .status), (.selection, nil),
        (.match, nil), (.matchCurrent, nil),
    ]

    private static func readable(_ style: Style, with depth: ColorDepth) -> Style {
        var result = depth.shown(style)
        if result.background == .standard {
            if result.foreground == .palette(0) { result.foreground = .standard }
        } else if result.foreground == .standard {
            result.foreground = ColorDepth.contrast(to: result.background)
        }
        // Bold black is grey where bold is bright, and on many grounds nothing.
        if result.foreground == .palette(0) { result.attributes.remove(.bold) }
        return result
    }

    /// Attributes alone, for terminals without colours and people who want none.
    private var colorless: Theme {
        var theme = self
        for role in ThemeRole.allCases {
            var style = Style(attributes: self[role].attributes.subtracting(.dim))
            style.underline = self[role].underline
            theme.styles[role] = style
        }
        let inverse: Style = .plain.inverted
        for role in [ThemeRole.status, .statusDim, .overlaySelection, .selection] {
            theme.styles[role] = inverse
        }
        for role in [ThemeRole.statusActive, .message] { theme.styles[role] = Style(attributes: .bold) }
        for role in [ThemeRole.titleFocused, .borderFocused, .overlayTitle, .overlayKey, .accent] {
            theme.styles[role]?.attributes.insert(.bold)
        }
        theme.styles[.match] = Style(underline: .single)
        theme.styles[.matchCurrent] = Style(attributes: [.bold, .inverse])
        return theme
    }
}

extension Style {
    /// The same with text and ground exchanged, and bold: it is seen whatever the colours are.
    fileprivate var inverted: Style {
        var style = self
        style.attributes.formSymmetricDifference(.inverse)
        if style.attributes.contains(.inverse) { style.attributes.insert(.bold) }
        return style
    }

    /// Its ground is another; nil is that of the terminal, which may be black.
    fileprivate func standsOut(from ground: Style?) -> Bool {
        if attributes.contains(.inverse) { return true }
        guard let ground else { return background != .standard && background != .palette(0) }
        return background != ground.background || ground.attributes.contains(.inverse)
    }
}
