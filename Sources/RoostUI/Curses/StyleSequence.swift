import RoostTerminal

/// A style as SGR, for the bytes that go around curses.
///
/// Source: ECMA-48 8.3.117, ctlseqs "Character Attributes"; underlines as kitty has them
/// (https://sw.kovidgoyal.net/kitty/underlines/).
enum StyleSequence {
    private static let attributes: [(Attributes, String)] = [
        (.bold, "1"), (.dim, "2"), (.italic, "3"), (.blink, "5"), (.rapidBlink, "6"), (.inverse, "7"),
        (.invisible, "8"), (.strikethrough, "9"), (.overline, "53"),
    ]

    /// SGR that makes a style out of any other, with the colours that there are.
    static func text(of style: Style, depth: ColorDepth) -> String {
        var parts = ["0"]
        parts += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        switch style.underline {
        case .none: break
        case .single: parts.append("4")
        case .double, .curly, .dotted, .dashed: parts.append("4:\(style.underline.rawValue)")
        }
        parts += [
            color(style.foreground, base: 30, depth), color(style.background, base: 40, depth),
            underlineColor(style.underlineColor),
        ].compactMap(\.self)
        return "\u{1b}[" + parts.joined(separator: ";") + "m"
    }

    private static func color(_ color: Color, base: Int, _ depth: ColorDepth) -> String? {
        if depth == .direct, case .rgb(let red, let green, let blue) = color {
            return "\(base + 8);2;\(red);\(green);\(blue)"
        }
        let number = depth.number(of: color)
        guard number >= 0 else { return nil }
        let index = Int(number >= ColorDepth.paletteBase ? number - ColorDepth.paletteBase : number)
        switch index {
        case 0..<8: return "\(base + index)"
        case 8..<16: return "\(base + 52 + index)"
        default: return "\(base + 8);5;\(index)"
        }
    }

    private static func underlineColor(_ color: Color) -> String? {
        switch color {
        case .standard: nil
        case .palette(let index): "58:5:\(index)"
        case .rgb(let red, let green, let blue): "58:2::\(red):\(green):\(blue)"
        }
    }
}
