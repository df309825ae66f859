import RoostTerminal

/// Which colours the terminal that a command was called in can show.
enum ColorDepth: Hashable, Sendable {
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
        return .palette(Self.nearest(Int(red), Int(green), Int(blue)))
    }

    /// The steps of the 6x6x6 cube, xterm's 256colres.pl.
    private static let levels = [0, 95, 135, 175, 215, 255]

    /// The nearest of the cube and the greys.
    private static func nearest(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
        func index(_ part: Int) -> Int {
            levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0
        }
        func distance(_ parts: (Int, Int, Int)) -> Int {
            let (r, g, b) = (parts.0 - red, parts.1 - green, parts.2 - blue)
            return r * r + g * g + b * b
        }
        let (r, g, b) = (index(red), index(green), index(blue))
        let grey = min(max((red + green + blue) / 3 - 3, 0) / 10, 23)
        let shade = 8 + 10 * grey
        let isGrey = distance((shade, shade, shade)) < distance((levels[r], levels[g], levels[b]))
        return UInt8(isGrey ? 232 + grey : 16 + 36 * r + 6 * g + b)
    }
}

extension Style {
    /// The SGR sequence that sets the style, whatever was set before (ECMA-48 8.3.117, xterm ctlseqs "SGR").
    func sequence(_ depth: ColorDepth) -> String {
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
