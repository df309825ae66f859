/// A colour as a program asked for it; what it looks like is the viewer's business.
public enum Color: Hashable, Sendable {
    /// The default foreground, background or underline colour (SGR 39, 49, 59).
    case standard
    /// One of the 256 of the palette; 0...7 and 8...15 are the ANSI colours (SGR 38;5).
    case palette(UInt8)
    /// Red, green, blue (SGR 38;2).
    case rgb(UInt8, UInt8, UInt8)
}
