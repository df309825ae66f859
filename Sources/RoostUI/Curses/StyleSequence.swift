import RoostTerminal

/// A style as SGR, for the bytes that go around curses.
enum StyleSequence {
    /// SGR that makes a style out of any other, with the colours that there are.
    static func text(of style: Style, depth: ColorDepth) -> String {
        var shown = style
        shown.foreground = depth.shown(style.foreground)
        shown.background = depth.shown(style.background)
        return "\u{1b}[" + shown.rendition.joined(separator: ";") + "m"
    }
}
