import Foundation
import RoostModel
import RoostTerminal
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ThemeTests {
    private static let builtIn = ["roost-dark", "roost-light"]

    private func load(_ name: String) throws -> Theme {
        try Theme.load(name: name, paths: try TemporaryFolder().paths)
    }

    @Test(arguments: builtIn)
    func `a built-in theme says everything`(name: String) throws {
        let theme = try load(name)
        #expect(theme.name == name)
        #expect(theme.isDark == (name == "roost-dark"))
        for role in ThemeRole.allCases { #expect(theme.styles[role] != nil, "\(role)") }
        for role in GlyphRole.allCases {
            #expect(!theme.glyphs.characters(role).isEmpty, "\(role)")
            let ascii = theme.glyphs.characters(role, ascii: true)
            #expect(ascii.utf8.count == ascii.count, "\(role)")
        }
    }

    @Test(arguments: builtIn)
    func `the glyphs are those of the table`(name: String) throws {
        let theme = try load(name)
        let table: [(GlyphRole, String, String)] = [
            (.busy, "◐◓◑◒", ">"), (.idle, "·", "."), (.running, "▸", ">"), (.finished, "●", "*"),
            (.exited, "✓", "="), (.error, "✗", "x"), (.approval, "!", "!"), (.question, "?", "?"),
            (.authentication, "⚿", "@"), (.trust, "⚿", "@"), (.retrying, "↻", "~"), (.rateLimited, "⧗", "%"),
            (.restored, "‖", "#"),
        ]
        for (role, glyph, ascii) in table {
            #expect(theme.glyphs.characters(role) == glyph)
            #expect(theme.glyphs.characters(role, ascii: true) == ascii)
        }
    }

    /// They stand side by side in the status row.
    @Test(arguments: builtIn, [false, true])
    func `signs that mean different things are different`(name: String, ascii: Bool) throws {
        let theme = try load(name)
        let signs: [GlyphRole] = [
            .idle, .running, .finished, .exited, .error, .approval, .question, .authentication, .retrying,
            .rateLimited, .restored, .bell, .activity, .zoomed,
        ]
        #expect(Set(signs.map { theme.glyphs.characters($0, ascii: ascii) }).count == signs.count)
    }

    @Test(arguments: ["auto", "roost-dark", "roost-light", "mine", "broken", "none"])
    func `the signs alone are those of the whole theme`(name: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("glyphs.busy = \"-+\"\n[glyphs.ascii]\nidle = \"_\"", to: "themes/mine.toml")
        try folder.write("glyphs.busy = 1", to: "themes/broken.toml")
        try folder.write("base = \"roost-light\"\nglyphs.bell = \"b\"", to: "themes/roost-light.toml")
        let glyphs = Theme.loadGlyphs(name: name, paths: folder.paths)
        #expect(glyphs == Theme.loadGoodPart(name: name, paths: folder.paths).theme.glyphs)
        #expect((glyphs == Glyphs()) == !["mine", "roost-light"].contains(name))
    }

    @Test func `an animation goes around, also with numbers that wrapped`() throws {
        let theme = try load("roost-dark")
        #expect((0..<5).map { theme.glyph(.busy, frame: $0) } == ["◐", "◓", "◑", "◒", "◐"])
        #expect(theme.glyph(.busy, ascii: true, frame: 3) == ">")
        #expect(theme.glyph(.idle, frame: .min) == "·")
    }

    /// WCAG 2.1, section 1.4.3; text without a background of its own is on the terminal's.
    @Test(arguments: builtIn)
    func `text can be read on its background`(name: String) throws {
        let theme = try load(name)
        let terminals: [Color] =
            theme.isDark
            ? [.rgb(0, 0, 0), .rgb(0x1E, 0x1E, 0x1E), .rgb(0x28, 0x2A, 0x36), .rgb(0x00, 0x2B, 0x36)]
            : [.rgb(255, 255, 255), .rgb(0xFD, 0xF6, 0xE3), .rgb(0xEF, 0xF1, 0xF5)]
        for role in ThemeRole.allCases where role.isText {
            let style = theme[role]
            for background in style.background == .standard ? terminals : [style.background] {
                let contrast = try #require(style.foreground.contrast(with: background), "\(role)")
                #expect(contrast >= 4.5, "\(role) on \(background): \(contrast)")
            }
        }
    }

    @Test func `a user's theme says only what is different`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            base = "roost-light"
            [palette]
            sea = "#2aa198"
            [styles]
            accent = "sea"
            error = { fg = "bright-red", bg = "236", bold = true, underline = true }
            dim = "default"
            [glyphs]
            busy = "-+"
            [glyphs.ascii]
            idle = "_"
            """, to: "themes/mine.toml")
        let theme = try Theme.load(name: "mine", paths: folder.paths)
        let base = try load("roost-light")
        #expect(theme.name == "mine")
        #expect(!theme.isDark)
        #expect(theme[.accent] == Style(foreground: .rgb(0x2A, 0xA1, 0x98)))
        #expect(
            theme[.error]
                == Style(
                    foreground: .palette(9), background: .palette(236), attributes: .bold, underline: .single)
        )
        #expect(theme[.dim] == .plain)
        #expect(theme[.status] == base[.status])
        #expect(theme.glyph(.busy, frame: 1) == "+")
        #expect(theme.glyph(.idle, ascii: true) == "_")
        #expect(theme.glyph(.running) == base.glyph(.running))
    }

    @Test func `a user's theme comes before the built-in one of its name and may build on it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("styles.accent = \"#ffffff\"", to: "themes/roost-dark.toml")
        let theme = try Theme.load(name: "roost-dark", paths: folder.paths)
        #expect(theme[.accent].foreground == .rgb(255, 255, 255))
        #expect(theme[.status] == (try load("roost-dark"))[.status])
        #expect(try Theme.names(paths: folder.paths) == ["roost-dark", "roost-light"])
    }

    @Test func `names are the built-in ones and the user's`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "themes/zebra.toml")
        try folder.write("", to: "themes/notes.txt")
        #expect(try Theme.names(paths: folder.paths) == ["roost-dark", "roost-light", "zebra"])
    }

    @Test func `themes that build on each other are refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write("base = \"two\"", to: "themes/one.toml")
        try folder.write("base = \"one\"", to: "themes/two.toml")
        #expect(throws: ConfigError.self) { try Theme.load(name: "one", paths: folder.paths) }
    }

    @Test func `a screen gets the good part of a theme, and what is wrong with the rest`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "base = \"nowhere\"\n[styles]\naccent = \"#ffffff\"\nstatus = \"reddish\"", to: "themes/mine.toml"
        )
        let (theme, problems) = Theme.loadGoodPart(name: "mine", paths: folder.paths)
        #expect(theme[.accent].foreground == .rgb(255, 255, 255))
        #expect(theme[.status] == (try load("roost-dark"))[.status])
        #expect(problems.map(\.line) == [4, nil])
        #expect(problems.first?.file == file)
    }

    @Test func `what cannot be read at all looks like the standard`() throws {
        let folder = try TemporaryFolder()
        try folder.write("[styles", to: "themes/mine.toml")
        for name in ["mine", "nowhere"] {
            let (theme, problems) = Theme.loadGoodPart(name: name, paths: folder.paths)
            #expect(theme == (try load("roost-dark")))
            #expect(problems.count == 1)
        }
    }

    @Test func `a theme that is not there is refused`() throws {
        for name in ["nowhere", "../config", ""] {
            #expect(throws: ConfigError.self) { try load(name) }
        }
    }

    @Test(arguments: [
        ("[styles]\nacent = \"red\"", 2, "styles.acent"),
        ("[styles]\naccent = \"reddish\"", 2, "styles.accent"),
        ("[styles]\naccent = \"#12345\"", 2, "styles.accent"),
        ("[styles]\naccent = \"256\"", 2, "styles.accent"),
        ("[styles]\naccent = 7", 2, "styles.accent"), ("[palette]\nx = \"y\"", 2, "palette.x"),
        ("[styles]\naccent = { fb = \"red\" }", 2, "styles.accent.fb"),
        ("[glyphs]\nbusy = \"\"", 2, "glyphs.busy"),
        ("[glyphs]\nbusy = \"😀\"", 2, "glyphs.busy"), ("[glyphs]\nbusy = \"中\"", 2, "glyphs.busy"),
        ("[glyphs]\nbusy = \"a\\u0301\"", 2, "glyphs.busy"),
        ("[glyphs]\nbusy = \"\\u001b\"", 2, "glyphs.busy"),
        ("[glyphs.ascii]\nbusy = \"·\"", 2, "glyphs.ascii.busy"), ("colour = 1", 1, "colour"),
    ])
    func `a mistake is told with its line and key`(text: String, line: Int, key: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "themes/mine.toml")
        #expect {
            try Theme.load(name: "mine", paths: folder.paths)
        } throws: { error in
            guard let error = error as? ConfigError else { return false }
            #expect(error.key == key)
            return error.line == line
        }
    }

    @Test func `every attention and state has a sign and a style`() throws {
        let theme = try load("roost-dark")
        for kind in Attention.Kind.allCases {
            let roles = Theme.roles(of: kind)
            #expect(theme.styles[roles.style] != nil)
        }
        func roles(_ state: SessionState, end: EndReason? = nil) -> GlyphRole {
            let time = Timestamp(milliseconds: 0)
            return Theme.roles(
                of: SessionInfo(
                    name: "a", number: SessionID(rawValue: 1), state: state, provider: "shell", command: [],
                    cols: 80, rows: 24, cwd: "/", createdAt: time, lastActivity: time, stateSince: time,
                    end: end)
            ).glyph
        }
        #expect(roles(.processing) == .busy)
        #expect(roles(.waitingInput) == .idle)
        #expect(roles(.running) == .running)
        #expect(roles(.completed) == .exited)
        #expect(roles(.error) == .error)
        #expect(roles(.error, end: .interrupted) == .restored)
    }
}

extension Color {
    /// WCAG's contrast ratio, 1 to 21; nil for colours that only the terminal knows.
    fileprivate func contrast(with other: Color) -> Double? {
        guard let one = luminance, let two = other.luminance else { return nil }
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    private var luminance: Double? {
        guard case .rgb(let red, let green, let blue) = self else { return nil }
        func linear(_ byte: UInt8) -> Double {
            let value = Double(byte) / 255
            return value > 0.04045 ? pow((value + 0.055) / 1.055, 2.4) : value / 12.92
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
