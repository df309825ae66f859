import RoostTerminal

/// Which colours the terminal that a command was called in can show.
enum ClaimedColors: Hashable, Sendable {
    /// The 256 of xterm.
    case palette
    /// Any (SGR 38;2).
    case direct

    /// What the environment claims.
    init(environment: [String: String]) {
        let claims = ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased())
        self = claims || environment["TERM"]?.hasSuffix("-direct") == true ? .direct : .palette
    }

    /// The colour, or the nearest that can be shown.
    func shown(_ color: Color) -> Color {
        guard self == .palette, case .rgb(let red, let green, let blue) = color else { return color }
        return .palette(ColorPalette.nearest(to: (red, green, blue)))
    }
}

extension Style {
    /// The SGR sequence that sets the style, whatever was set before (ECMA-48 8.3.117, xterm ctlseqs "SGR").
    func sequence(_ depth: ClaimedColors) -> String {
        var parameters = ["0"] + attributeRendition
        switch underline {
        case .none: break
        case .single: parameters.append("4")
        // Terminals that do not know the forms take a single line for them less often than none.
        case .double: parameters.append("21")
        default: parameters.append(depth == .direct ? "4:\(underline.rawValue)" : "4")
        }
        parameters += depth.shown(foreground).rendition(base: 30)
        parameters += depth.shown(background).rendition(base: 40)
        return "\u{1B}[" + parameters.joined(separator: ";") + "m"
    }
}
