package import RoostModel
package import RoostTerminal

/// How roost's own parts of the screen look: a style for each role, a character for each sign.
///
/// The programs in the panes are never recoloured.
package struct Theme: Sendable, Equatable {
    package var name: String
    /// Made for a dark background.
    package var isDark: Bool
    /// A style for every role.
    package var styles: [ThemeRole: Style]
    package var glyphs = Glyphs()

    /// The style of a role.
    package subscript(role: ThemeRole) -> Style { styles[role] ?? .plain }

    /// The foreground and background of the status row.
    package var statusForeground: Color { self[.status].foreground }
    package var statusBackground: Color { self[.status].background }

    /// The character of a sign, as ``Glyphs/character(_:ascii:frame:)``.
    package func glyph(_ role: GlyphRole, ascii: Bool = false, frame: Int = 0) -> String {
        glyphs.character(role, ascii: ascii, frame: frame)
    }
}

extension Theme {
    /// Sign and style of why a person is needed.
    package static func roles(of kind: Attention.Kind) -> (glyph: GlyphRole, style: ThemeRole) {
        switch kind {
        case .approval: (.approval, .approval)
        case .question: (.question, .question)
        case .authentication: (.authentication, .authentication)
        case .trust: (.trust, .authentication)
        case .rateLimited: (.rateLimited, .retrying)
        case .retrying: (.retrying, .retrying)
        case .finished: (.finished, .finished)
        case .bell: (.bell, .attention)
        }
    }

    /// Sign and style of a session: its attention before its state.
    package static func roles(of session: SessionInfo) -> (glyph: GlyphRole, style: ThemeRole) {
        if let attention = session.attention { return roles(of: attention.kind) }
        return switch session.state {
        case .processing: (.busy, .busy)
        case .waitingInput: (.idle, .idle)
        case .initializing, .starting, .running: (.running, .running)
        case .completed: (.exited, .exited)
        case .error where session.end?.isInterruption == true: (.restored, .restored)
        case .error: (.error, .error)
        case .terminated: (.exited, .dim)
        }
    }
}
