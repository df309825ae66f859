extension Style {
    private static let flags: [(Attributes, String)] = [
        (.bold, "1"), (.dim, "2"), (.italic, "3"), (.blink, "5"), (.rapidBlink, "6"), (.inverse, "7"),
        (.invisible, "8"), (.strikethrough, "9"), (.overline, "53"),
    ]

    /// The parameters of an SGR that makes this style out of any other; the link is no part of it.
    ///
    /// Source: ECMA-48 8.3.117, xterm ctlseqs "Character Attributes", kitty's underlines
    /// (https://sw.kovidgoyal.net/kitty/underlines/).
    public var rendition: [String] {
        var parameters = ["0"] + attributeRendition
        switch underline {
        case .none: break
        case .single: parameters.append("4")
        case .double, .curly, .dotted, .dashed: parameters.append("4:\(underline.rawValue)")
        }
        parameters += foreground.rendition(base: 30) + background.rendition(base: 40)
        switch underlineColor {
        case .standard: break
        case .palette(let index): parameters.append("58:5:\(index)")
        case .rgb(let red, let green, let blue): parameters.append("58:2::\(red):\(green):\(blue)")
        }
        return parameters
    }

    /// The part of ``rendition`` that turns attributes on.
    public var attributeRendition: [String] {
        Self.flags.filter { attributes.contains($0.0) }.map(\.1)
    }
}

extension Color {
    /// The parameters of an SGR that sets the colour, none for the standard one.
    ///
    /// - Parameter base: 30 for the foreground, 40 for the background.
    /// - Returns: For example `38`, `5`, `200`.
    public func rendition(base: Int) -> [String] {
        switch self {
        case .standard: []
        case .palette(let index) where index < 8: ["\(base + Int(index))"]
        case .palette(let index) where index < 16: ["\(base + 52 + Int(index))"]
        case .palette(let index): ["\(base + 8)", "5", "\(index)"]
        case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
