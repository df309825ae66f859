import RoostTerminal

/// A style as SGR, for the bytes that go around curses.
enum StyleSequence {
    /// SGR that makes a style out of any other, with the colours that there are.
    static func text(of style: Style, depth: ColorDepth) -> String {
        "\u{1b}[" + depth.shown(style).rendition.joined(separator: ";") + "m"
    }
}
