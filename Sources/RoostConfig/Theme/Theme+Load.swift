package import RoostModel
internal import RoostTerminal

/// A theme file:
///
/// ```toml
/// base = "roost-dark"            # what it does not say is as there; roost-dark without this line
/// dark = true
/// [palette]                      # names for colours, for use below
/// sea = "#2aa198"
/// [styles]                       # a role = the foreground, or a table
/// accent = "sea"
/// status = { fg = "default", bg = "236", bold = true }      # also dim italic underline inverse
/// [glyphs]                       # one character, or the frames of an animation
/// busy = "◐◓◑◒"
/// [glyphs.ascii]
/// busy = "-\\|/"
/// ```
///
/// A colour is `default`, `#rrggbb`, `0`-`255`, an ANSI name such as `bright-blue`, or a name of the palette.
extension Theme {
    /// The themes that come with roost.
    private static let builtIn: [(name: String, bytes: [UInt8])] = [
        ("roost-dark", PackageResources.roost_dark_toml), ("roost-light", PackageResources.roost_light_toml),
    ]

    /// Stands for the theme of roost's own that fits the terminal's background.
    package static let automatic = "auto"

    /// The name of a theme: that of a built-in one for ``automatic``.
    package static func name(_ name: String, onLight isLight: Bool) -> String {
        name == automatic ? isLight ? "roost-light" : "roost-dark" : name
    }

    /// All themes by name: the built-in ones, then those of `themes/*.toml`.
    ///
    /// - Throws: ``ConfigError`` when the folder cannot be read.
    package static func names(paths: Paths) throws(ConfigError) -> [String] {
        let own = try TextFile.tomlFiles(in: folder(paths)).map(\.name)
        return builtIn.map(\.name) + own.filter { name in !builtIn.contains { $0.name == name } }
    }

    /// Whether there is a theme of that name, as far as the folder can be read.
    static func exists(_ name: String, paths: Paths) -> Bool {
        name == automatic || builtIn.contains { $0.name == name }
            || (try? names(paths: paths).contains(name)) ?? true
    }

    /// Loads a theme; a user's file comes before the built-in theme of its name.
    ///
    /// - Throws: The first problem of the file, or that there is no theme of that name.
    package static func load(name: String, paths: Paths) throws(ConfigError) -> Theme {
        let (theme, problems) = try read(Self.name(name, onLight: false), paths, depth: 0)
        if let problem = problems.first { throw problem }
        return theme
    }

    /// Loads the good part of a theme, for a screen that has to look somehow; ``automatic`` for a light background.
    ///
    /// - Returns: What the file does not say, or says wrongly, is as in the theme below it; what cannot be read at
    ///   all is the standard theme. All problems are told.
    package static func loadGoodPart(
        name: String, paths: Paths, onLight isLight: Bool = false
    ) -> (theme: Theme, problems: [ConfigError]) {
        do throws(ConfigError) {
            return try read(Self.name(name, onLight: isLight), paths, depth: 0)
        } catch {
            let plain = Theme(name: name, isDark: true, styles: [:])
            return ((try? builtIn(named: "roost-dark")) ?? plain, [error])
        }
    }

    /// The signs alone of what ``loadGoodPart(name:paths:onLight:)`` gives; the built-in themes need not be read for them.
    package static func loadGlyphs(name: String, paths: Paths) -> Glyphs {
        let name = Self.name(name, onLight: false)
        let own = (try? TextFile.tomlFiles(in: folder(paths))) ?? []
        if builtIn.contains(where: { $0.name == name }), !own.contains(where: { $0.name == name }) {
            return Glyphs()
        }
        return loadGoodPart(name: name, paths: paths).theme.glyphs
    }

    /// Every problem of the user's themes.
    static func check(paths: Paths) -> [ConfigError] {
        do throws(ConfigError) {
            return try TextFile.tomlFiles(in: folder(paths)).flatMap { file in
                do throws(ConfigError) {
                    return try read(file.name, paths, depth: 0).problems.filter { $0.file == file.path }
                } catch {
                    return [error]
                }
            }
        } catch {
            return [error]
        }
    }

    private static func folder(_ paths: Paths) -> String { paths.config + "/themes" }

    private static func read(
        _ name: String, _ paths: Paths, depth: Int
    ) throws(ConfigError) -> (theme: Theme, problems: [ConfigError]) {
        let file = try TextFile.tomlFiles(in: folder(paths)).first { $0.name == name }
        if depth < 8, let file, let text = try TextFile.read(file.path) {
            return try parse(text, name: name, file: file.path) { base throws(ConfigError) in
                // A user's roost-dark may build on the built-in one.
                try base == name
                    ? (builtIn(named: base), []) : read(base, paths, depth: depth + 1)
            }
        }
        if let theme = try builtIn(named: name) { return (theme, []) }
        let cause = file == nil ? "there is no theme \"\(name)\"" : "the themes it builds on never end"
        throw ConfigError(
            file: folder(paths) + "/\(name).toml", cause: cause,
            advice: "\"roost theme list\" names the themes there are")
    }

    private static func builtIn(named name: String) throws(ConfigError) -> Theme? {
        guard let found = builtIn.first(where: { $0.name == name }) else { return nil }
        let text = String(decoding: found.bytes, as: UTF8.self)
        return try parse(text, name: name, file: name + ".toml") { _ in (nil, []) }.theme
    }

    /// Reads a theme's text; `base` loads the theme below it, nil when it stands alone.
    private static func parse(
        _ text: String, name: String, file: String,
        base: (String) throws(ConfigError) -> (Theme?, [ConfigError])
    ) throws(ConfigError) -> (theme: Theme, problems: [ConfigError]) {
        var reader = try TableReader(text, file: file)
        var problems: [ConfigError] = []
        var below: Theme?
        do throws(ConfigError) {
            (below, problems) = try base(reader.string("base") ?? "roost-dark")
        } catch {
            below = try builtIn(named: "roost-dark")
            problems = [error]
        }
        var theme = Theme(
            name: name, isDark: below?.isDark ?? true, styles: below?.styles ?? [:],
            glyphs: below?.glyphs ?? Glyphs())
        reader.boolean("dark").map { theme.isDark = $0 }
        var palette: [String: Color] = [:]
        reader.table("palette") { table in
            for name in table.keys {
                guard let text = table.string(name) else { continue }
                palette[name] = Color(text: text)
                if palette[name] == nil { table.report(name, notAColor(text), advice: colorAdvice) }
            }
        }
        reader.table("styles") { table in
            for role in ThemeRole.allCases {
                readStyle(of: role.rawValue, &table, palette).map { theme.styles[role] = $0 }
            }
        }
        reader.table("glyphs") { table in
            readGlyphs(&table, into: &theme.glyphs.named) { $0.isVisible }
            table.table("ascii") {
                readGlyphs(&$0, into: &theme.glyphs.namedASCII) { $0.isASCII && $0.isVisible }
            }
        }
        return (theme, reader.finish() + problems)
    }

    private static func readStyle(
        of role: String, _ table: inout TableReader, _ palette: [String: Color]
    ) -> Style? {
        func color(_ key: String, _ reader: inout TableReader) -> Color? {
            guard let text = reader.string(key) else { return nil }
            if let color = palette[text] ?? Color(text: text) { return color }
            reader.report(key, notAColor(text), advice: colorAdvice)
            return nil
        }
        switch table.content(role) {
        case nil: return nil
        case .table:
            var style = Style()
            table.table(role) { reader in
                color("fg", &reader).map { style.foreground = $0 }
                color("bg", &reader).map { style.background = $0 }
                for (key, attribute) in attributes where reader.boolean(key) == true {
                    style.attributes.insert(attribute)
                }
                if reader.boolean("underline") == true { style.underline = .single }
            }
            return style
        case .some: return color(role, &table).map { Style(foreground: $0) }
        }
    }

    private static let attributes: [(String, Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("inverse", .inverse),
    ]

    private static func readGlyphs(
        _ table: inout TableReader, into glyphs: inout [GlyphRole: String],
        where isAllowed: (Character) -> Bool
    ) {
        for role in GlyphRole.allCases {
            guard let text = table.string(role.rawValue) else { continue }
            if !text.isEmpty, text.allSatisfy(isAllowed) {
                glyphs[role] = text
            } else {
                table.report(role.rawValue, "\"\(text)\" is not made of characters one cell wide")
            }
        }
    }

    private static func notAColor(_ text: String) -> String { "\"\(text)\" is not a colour" }

    private static let colorAdvice =
        "write colours like \"#7aa2f7\", \"bright-blue\", \"236\" or \"default\", or name them in [palette]"
}

extension Character {
    /// A single scalar that is drawn, and not one of those that are two cells wide or none.
    ///
    /// Looser than the terminal's width table: it is to catch emoji and CJK in a theme file, no more.
    fileprivate var isVisible: Bool {
        guard unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator,
            .nonspacingMark, .enclosingMark, .spacingMark:
            return false
        default:
            let isWide =
                scalar.properties.isEmojiPresentation || (0x1100...0x115F).contains(scalar.value)
                || (0x2E80...0xA4CF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
                || (0xF900...0xFAFF).contains(scalar.value) || (0xFE30...0xFE6F).contains(scalar.value)
                || (0xFF00...0xFF60).contains(scalar.value) || (0x20000...0x3FFFD).contains(scalar.value)
            return !isWide
        }
    }
}
