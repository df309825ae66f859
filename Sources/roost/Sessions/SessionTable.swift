import RoostConfig
import RoostModel

/// Sessions as lines for people.
struct SessionTable {
    private let glyphs: Glyphs
    private let isASCII: Bool
    private let home: String?

    /// Takes the glyphs of the configured theme.
    ///
    /// - Parameters:
    ///   - invocation: Where the configuration is.
    ///   - isASCII: Glyphs of ASCII in any case; otherwise as configuration and locale say.
    init(_ invocation: Invocation, isASCII: Bool = false) {
        let configuration = LoadedConfiguration.load(
            paths: invocation.paths, environment: invocation.environment
        ).configuration
        glyphs = Theme.loadGlyphs(name: configuration.theme, paths: invocation.paths)
        self.isASCII = isASCII || configuration.asciiGlyphs || !LocaleCharset.isUTF8
        home = invocation.environment["HOME"]
    }

    /// Aligned, with titles.
    func text(_ sessions: [SessionInfo], now: Timestamp) -> String {
        var table = Table(
            [
                "NAME", "NUMBER", "STATE", "ATTENTION", "PROVIDER", "PROGRAM", "SIZE", "CWD", "PID", "AGE",
                "ACTIVITY",
            ],
            right: ["NUMBER", "PID", "AGE", "ACTIVITY"])
        for session in sessions {
            table.add([
                session.name, session.number.description, state(session), attention(session),
                session.provider, session.program ?? "-",
                "\(session.cols)x\(session.rows)", shortened(session.cwd), session.pid.map { "\($0)" } ?? "-",
                Age.text(from: session.createdAt, to: now), Age.text(from: session.lastActivity, to: now),
            ])
        }
        return table.text
    }

    private func state(_ session: SessionInfo) -> String {
        var quiet = session
        quiet.attention = nil
        var word = session.state.rawValue
        if let reason = session.reason, session.state == .error {
            word += " (\(reason))"
        } else if let code = session.exitCode, code != 0 {
            word += " (exit status \(code))"
        }
        if let custom = session.customState { word += ", \(custom.name)" }
        return glyph(Theme.roles(of: quiet).glyph) + word
    }

    private func attention(_ session: SessionInfo) -> String {
        guard let attention = session.attention else { return "-" }
        return glyph(Theme.roles(of: attention.kind).glyph) + attention.kind.rawValue
    }

    private func glyph(_ role: GlyphRole) -> String {
        glyphs.character(role, ascii: isASCII) + " "
    }

    private func shortened(_ path: String) -> String {
        guard let home, !home.isEmpty, home != "/" else { return path }
        if path == home { return "~" }
        return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }
}
