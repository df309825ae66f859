import RoostConfig
import RoostTerminal

/// A theme as words.
struct ThemeDescription: Encodable {
    /// How one role looks.
    struct StyleDescription: Encodable {
        let foreground: String
        let background: String
        let attributes: [String]
    }

    let name: String
    let dark: Bool
    let styles: [String: StyleDescription]
    let glyphs: [String: String]
    let ascii: [String: String]

    /// Takes a theme apart.
    init(_ theme: Theme) {
        name = theme.name
        dark = theme.isDark
        styles = Dictionary(
            uniqueKeysWithValues: ThemeRole.allCases.map { ($0.rawValue, Self.look(theme[$0])) })
        glyphs = Dictionary(
            uniqueKeysWithValues: GlyphRole.allCases.map { ($0.rawValue, theme.glyphs.characters($0)) })
        ascii = Dictionary(
            uniqueKeysWithValues: GlyphRole.allCases.map {
                ($0.rawValue, theme.glyphs.characters($0, ascii: true))
            })
    }

    /// Aligned lines: the styles, then the glyphs.
    var text: String {
        var table = Table(["STYLE", "FOREGROUND", "BACKGROUND", "ATTRIBUTES"])
        for role in ThemeRole.allCases {
            guard let look = styles[role.rawValue] else { continue }
            table.add([
                role.rawValue, look.foreground, look.background, look.attributes.joined(separator: " "),
            ])
        }
        var glyphTable = Table(["GLYPH", "SIGN", "ASCII"])
        for role in GlyphRole.allCases {
            glyphTable.add([role.rawValue, glyphs[role.rawValue] ?? "", ascii[role.rawValue] ?? ""])
        }
        return "\(name), \(dark ? "dark" : "light")\n\n\(table.text)\n\(glyphTable.text)"
    }

    private static func look(_ style: Style) -> StyleDescription {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.inverse, "inverse"),
            (.strikethrough, "strikethrough"),
        ]
        var attributes = names.filter { style.attributes.contains($0.0) }.map(\.1)
        if style.underline != .none { attributes.append("underline") }
        return StyleDescription(
            foreground: text(style.foreground), background: text(style.background), attributes: attributes)
    }

    private static func text(_ color: Color) -> String {
        switch color {
        case .standard: return "default"
        case .palette(let index): return "\(index)"
        case .rgb(let red, let green, let blue):
            return "#"
                + [red, green, blue].map { part in
                    let digits = String(part, radix: 16)
                    return digits.count < 2 ? "0" + digits : digits
                }.joined()
        }
    }
}
