/// SGR. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "CSI Pm m"; underlines and their colour as
/// in https://sw.kovidgoyal.net/kitty/underlines/
extension Terminal {
    mutating func selectGraphics() {
        var style = screen.cursor.pen
        if parser.parameters.count <= 1 {
            // Without a second parameter there is nothing to walk over.
            Self.apply(parser.parameters[0], to: &style)
        } else if parser.parameters.colons == 0 {
            applySemicolons(to: &style)
        } else {
            applyParameters(from: 0, to: &style)
        }
        screen.cursor.pen = style
    }

    /// What ``applyParameters(from:to:)`` does where nothing is a sub-parameter: the bulk of all colours.
    private mutating func applySemicolons(to style: inout PackedStyle) {
        let count = parser.parameters.count
        var index = 0
        while index < count {
            let code = parser.parameters.given(index)
            guard code == 38 || code == 48 || code == 58 else {
                Self.apply(Int(code), to: &style)
                index &+= 1
                continue
            }
            var color: PackedColor?
            switch parser.parameters[index &+ 1] {
            case 5:
                color = Self.palette(parser.parameters[index &+ 2])
                index &+= 3
            case 2:
                color = rgb(at: index &+ 2)
                index &+= 5
            default: index &+= 2
            }
            guard let color else { continue }
            switch code {
            case 38: style.foreground = color
            case 48: style.background = color
            default: style.underlineColor = color
            }
        }
    }

    /// Changes a style by the parameters; unknown ones are ignored, with their sub-parameters.
    mutating func applyParameters(from start: Int, to style: inout PackedStyle) {
        var index = start
        let count = parser.parameters.count
        while index < count {
            let code = parser.parameters[index]
            var end = index + 1
            while parser.parameters.isSub(end) { end += 1 }
            switch code {
            case 38, 48, 58:
                let (color, next) = color(index, end)
                end = next
                guard let color else { break }
                switch code {
                case 38: style.foreground = color
                case 48: style.background = color
                default: style.underlineColor = color
                }
            case 4 where end > index + 1:
                if let underline = Underline(rawValue: UInt8(min(parser.parameters[index + 1], 255))) {
                    style.underline = underline
                }
            default:
                if end == index + 1 { Self.apply(code, to: &style) }
            }
            index = end
        }
    }

    /// One parameter that needs no others.
    @inline(__always)
    private static func apply(_ code: Int, to style: inout PackedStyle) {
        switch code {
        case 0: style.reset()
        case 1: style.attributes.insert(.bold)
        case 2: style.attributes.insert(.dim)
        case 3: style.attributes.insert(.italic)
        case 4: style.underline = .single
        case 5: style.attributes.insert(.blink)
        case 6: style.attributes.insert(.rapidBlink)
        case 7: style.attributes.insert(.inverse)
        case 8: style.attributes.insert(.invisible)
        case 9: style.attributes.insert(.strikethrough)
        case 21: style.underline = .double
        case 22: style.attributes.subtract([.bold, .dim])
        case 23: style.attributes.remove(.italic)
        case 24: style.underline = .none
        case 25: style.attributes.subtract([.blink, .rapidBlink])
        case 27: style.attributes.remove(.inverse)
        case 28: style.attributes.remove(.invisible)
        case 29: style.attributes.remove(.strikethrough)
        case 30...37: style.foreground = .palette(UInt8(code - 30))
        case 39: style.foreground = .standard
        case 40...47: style.background = .palette(UInt8(code - 40))
        case 49: style.background = .standard
        case 53: style.attributes.insert(.overline)
        case 55: style.attributes.remove(.overline)
        case 59: style.underlineColor = .standard
        case 90...97: style.foreground = .palette(UInt8(code - 82))
        case 100...107: style.background = .palette(UInt8(code - 92))
        default: break
        }
    }

    /// The colour after 38, 48 or 58, and where the parameters go on.
    ///
    /// With semicolons the values follow as parameters of their own; with colons there may be a colour space
    /// before red.
    @inline(__always)
    private mutating func color(_ index: Int, _ end: Int) -> (color: PackedColor?, next: Int) {
        if end == index + 1 {
            switch parser.parameters[index + 1] {
            case 5 where !parser.parameters.isSub(index + 2):
                return (Self.palette(parser.parameters[index + 2]), index + 3)
            case 2: return (rgb(at: index + 2), index + 5)
            default: return (nil, index + 2)
            }
        }
        let count = end - index
        switch parser.parameters[index + 1] {
        case 5 where count >= 3: return (Self.palette(parser.parameters[index + 2]), end)
        case 2 where count >= 6: return (rgb(at: index + 3), end)
        case 2 where count == 5: return (rgb(at: index + 2), end)
        default: return (nil, end)
        }
    }

    @inline(__always)
    private static func palette(_ index: Int) -> PackedColor? {
        index > 255 ? nil : .palette(UInt8(index))
    }

    @inline(__always)
    private mutating func rgb(at index: Int) -> PackedColor? {
        let red = parser.parameters[index]
        let green = parser.parameters[index + 1]
        let blue = parser.parameters[index + 2]
        guard red | green | blue <= 255 else { return nil }
        return .rgb(UInt8(red), UInt8(green), UInt8(blue))
    }

    /// The parameters that make this style from SGR 0, for DECRQSS: composed of numbers alone.
    static func parameters(of style: PackedStyle) -> String {
        var text = "0"
        let codes: [(Attributes, Int)] = [
            (.bold, 1), (.dim, 2), (.italic, 3), (.blink, 5), (.rapidBlink, 6), (.inverse, 7),
            (.invisible, 8),
            (.strikethrough, 9), (.overline, 53),
        ]
        for (attribute, code) in codes where style.attributes.contains(attribute) { text += ";\(code)" }
        switch style.underline {
        case .none: break
        case .single: text += ";4"
        default: text += ";4:\(style.underline.rawValue)"
        }
        for (code, color) in [(38, style.foreground), (48, style.background), (58, style.underlineColor)] {
            switch color.color {
            case .standard: break
            case .palette(let index) where code != 58 && index < 8: text += ";\(code - 8 + Int(index))"
            case .palette(let index) where code != 58 && index < 16: text += ";\(code + 44 + Int(index))"
            case .palette(let index): text += ";\(code):5:\(index)"
            case .rgb(let red, let green, let blue): text += ";\(code):2::\(red):\(green):\(blue)"
            }
        }
        return text
    }
}
