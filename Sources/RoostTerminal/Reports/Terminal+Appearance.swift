// What programs learn of the viewer's colours, and the viewer of the program's.
extension Terminal {
    /// The colour that the program gave the cursor (OSC 12); ``Color/standard`` if it gave none.
    public var cursorColor: Color {
        colors.dynamic[12].map { .rgb($0.red, $0.green, $0.blue) } ?? .standard
    }

    /// Takes over the viewer's colours: the answers to OSC 10 and 11, and to the question for the scheme.
    ///
    /// A program that wants to know (mode 2031) is told when dark becomes light or the other way round.
    public mutating func setAppearance(
        foreground: TerminalOptions.RGB, background: TerminalOptions.RGB
    ) {
        let wasDark = isDark
        options.foreground = foreground
        options.background = background
        if isDark != wasDark { reportColorScheme(isDark: isDark) }
    }

    /// Whether the viewer's background is dark; brightness as ITU-R BT.601 weighs it.
    var isDark: Bool {
        let (red, green, blue) = options.background
        return Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 < 128_000
    }
}
